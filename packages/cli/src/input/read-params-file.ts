import { parseJson, UsageError } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { CliIo } from '../io.ts';
import { readBytes } from './read-pipeline.ts';
import type { GivenParameter } from './given-parameter.ts';

/**
 * Reads a `--params-file`: a YAML or JSON map from parameter names to values, which keep their types.
 *
 * @throws UsageError when it is no such map
 */
export async function readParamsFile(file: string, io: Pick<CliIo, 'cwd'>): Promise<Map<string, GivenParameter>> {
  const text = new TextDecoder().decode(await readBytes(file, io.cwd));
  const content = parse(file, text);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    throw new UsageError(`${file} is not a map from parameter names to values\nhint: write lines such as epochs: 3`);
  }
  return new Map(Object.entries(content).map(([name, value]) => [name, { from: 'file', value }]));
}

function parse(file: string, text: string): JsonValue {
  try {
    // First as JSON: that reader rounds no integer.
    return parseJson(text);
  } catch {
    return parseYaml(file, text);
  }
}

function parseYaml(file: string, text: string): JsonValue {
  let content: unknown;
  try {
    content = load(text, { schema: CORE_SCHEMA, filename: file });
  } catch (error) {
    if (!(error instanceof YAMLException)) throw error;
    const { line, column } = error.mark;
    throw new UsageError(`${file}:${line + 1}:${column + 1} is no YAML: ${error.reason}`, { cause: error });
  }
  refuseInexact(file, content);
  return (content ?? null) as JsonValue;
}

/** Numbers that JSON does not have, and integers that this YAML reader has rounded. */
function refuseInexact(file: string, value: unknown): void {
  if (typeof value === 'number') {
    const lost = !Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value));
    if (lost) {
      throw new UsageError(
        `${file} has the number ${value}, which would not arrive as written\nhint: write the file as JSON`,
      );
    }
  } else if (typeof value === 'object' && value !== null) {
    for (const member of Object.values(value)) refuseInexact(file, member);
  }
}
