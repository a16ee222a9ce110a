import { readFile } from 'node:fs/promises';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { parseJson, TaskError } from '@tiphys/diagnostics';
import { isObject } from './check-shape.ts';

/** What user code says about its outputs in `output_metadata.json` (kfp-semantics 3.4). */
export interface OutputMetadata {
  readonly parameterValues: Readonly<Record<string, JsonValue>>;
  /** First element of each list: KFP's merge knows no other. */
  readonly artifacts: Readonly<Record<string, OutputMetadataArtifact>>;
}

/** An artifact as user code left it. */
export interface OutputMetadataArtifact {
  readonly uri?: string;
  readonly metadata?: JsonObject;
  readonly customPath?: string;
}

/** What decides whether a text such as `NaN` stands inside a string: escapes, quotes. One token at a time, so that no text is too long. */
const tokens = /\\.|"|-?Infinity|NaN/gs;

/** Reads the file; a missing one says nothing. Throws `TaskError`. */
export async function readOutputMetadata(path: string, warn: (message: string) => void): Promise<OutputMetadata> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') {
      return { parameterValues: {}, artifacts: {} };
    }
    throw new TaskError(`${path} cannot be read: ${(error as Error).message}`);
  }
  return parseOutputMetadata(parsePythonJson(text, path, warn), path, warn);
}

/** Python's `json` writes NaN and infinities, which no JSON has: they become texts. */
function parsePythonJson(text: string, path: string, warn: (message: string) => void): JsonValue {
  try {
    return parseJson(text);
  } catch (error) {
    let inString = false;
    const standard = text.replace(tokens, (token) => {
      inString = token === '"' ? !inString : inString;
      return inString || token === '"' || token.startsWith('\\') ? token : `"${token}"`;
    });
    if (standard === text) {
      throw new TaskError(`${path} is not JSON: ${(error as Error).message}`);
    }
    warn(`${path} holds NaN or Infinity, which JSON has not: they are kept as texts.`);
    return parsePythonJson(standard, path, warn);
  }
}

function parseOutputMetadata(value: JsonValue, path: string, warn: (message: string) => void): OutputMetadata {
  const root = objectAt(value, path);
  const unknown = Object.keys(root).filter((name) => !['parameterValues', 'artifacts', 'parameters'].includes(name));
  if (unknown.length > 0) {
    warn(`${path} has unknown members, which are left out: ${unknown.join(', ')}.`);
  }
  const artifacts = Object.entries(objectAt(root['artifacts'] ?? {}, `artifacts in ${path}`)).map(([name, list]) => {
    const place = `artifacts.${name} in ${path}`;
    const elements = objectAt(list, place)['artifacts'] ?? [];
    if (!Array.isArray(elements)) {
      throw new TaskError(`${place} holds no list of artifacts.`);
    }
    return [name, artifactAt((elements as JsonValue[])[0] ?? {}, place)] as const;
  });
  return {
    parameterValues: objectAt(root['parameterValues'] ?? {}, `parameterValues in ${path}`),
    artifacts: Object.fromEntries(artifacts),
  };
}

function artifactAt(value: JsonValue, place: string): OutputMetadataArtifact {
  const artifact = objectAt(value, place);
  const uri = textAt(artifact['uri'], `uri of ${place}`);
  const customPath = textAt(artifact['custom_path'] ?? artifact['customPath'], `custom_path of ${place}`);
  const metadata = artifact['metadata'];
  return {
    ...(uri !== '' && { uri }),
    ...(customPath !== '' && { customPath }),
    ...(metadata !== undefined && metadata !== null && { metadata: objectAt(metadata, `metadata of ${place}`) }),
  };
}

function objectAt(value: JsonValue, place: string): JsonObject {
  if (!isObject(value)) {
    throw new TaskError(`${place} is not a JSON object.`);
  }
  return value;
}

function textAt(value: JsonValue | undefined, place: string): string {
  if (value === undefined || value === null) {
    return '';
  }
  if (typeof value !== 'string') {
    throw new TaskError(`The ${place} is not a text.`);
  }
  return value;
}
