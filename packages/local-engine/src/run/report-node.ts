import { pathToFileURL } from 'node:url';
import { decodeWire, unpackType } from '@tiphys/contract';
import type { ArtifactType, WireArtifact } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import type { ArtifactSource } from '../artifact/artifact-source.ts';
import type { NodeOutputs, NodeStatus } from './node-status.ts';
import type { ArtifactReport, TaskReport } from './run-result.ts';

/** What the result of a run says of a node. */
export function reportNode(node: NodeStatus): TaskReport {
  const exitCode = node.pod?.exitCode;
  return {
    phase: node.phase,
    cached: node.pod?.cached ?? false,
    attempts: node.attempts,
    ...(exitCode === undefined ? {} : { exitCode }),
    ...(node.message === undefined ? {} : { message: node.message }),
    ...(node.pod === undefined ? reportOutputs(node) : reportPod(node)),
  };
}

type Values = Pick<TaskReport, 'parameters' | 'artifacts'>;

function reportPod({ pod, outputs }: NodeStatus): Values {
  // Not the outputs as Argo has them where there is a record: of a task that failed those are the defaults of the template.
  const given = pod?.given;
  if (given === undefined) return withArtifacts(reportTexts(outputs?.parameters ?? new Map()), outputs);
  const artifacts = Object.entries(given.artifacts).map(([name, list]) => [name, list.map(reportArtifact)] as const);
  return { parameters: given.parameters, artifacts: Object.fromEntries(artifacts) };
}

/** Outputs of a DAG are wire texts, artifacts among them; those of an iteration are wire texts as JSON strings. */
function reportOutputs({ name, outputs }: NodeStatus): Values {
  const texts = outputs?.parameters ?? new Map<string, string>();
  if (!name.endsWith(')')) {
    return withArtifacts(reportTexts(texts), outputs);
  }
  const unwrapped = [...texts].map(([key, text]) => {
    const inner = decodeText(text);
    return [key, typeof inner === 'string' && inner !== '' ? inner : text] as const;
  });
  return withArtifacts(reportTexts(new Map(unwrapped)), outputs);
}

/** Artifacts that Argo carries, not the launcher: files of this machine. */
function withArtifacts(values: Values, outputs: NodeOutputs | undefined): Values {
  const kept = [...(outputs?.artifacts ?? [])].map(([name, source]) => [name, [reportSource(name, source)]] as const);
  return { ...values, artifacts: { ...values.artifacts, ...Object.fromEntries(kept) } };
}

function reportSource(name: string, source: ArtifactSource): ArtifactReport {
  const uri =
    source.kind === 'raw' ? `data:text/plain,${encodeURIComponent(source.data)}` : pathToFileURL(source.path).href;
  return { name, uri, type: '', metadata: {} };
}

function reportTexts(texts: ReadonlyMap<string, string>): Values {
  const parameters: Record<string, JsonValue> = {};
  const artifacts: Record<string, readonly ArtifactReport[]> = {};
  for (const [name, text] of texts) {
    const value = decodeText(text);
    if (isArtifactList(value)) {
      artifacts[name] = value.map(reportArtifact);
    } else {
      parameters[name] = value;
    }
  }
  return { parameters, artifacts };
}

/** A wire value; a text that is none (of a hand-written manifest) stands for itself. */
export function decodeText(text: string): JsonValue {
  try {
    return decodeWire(text);
  } catch {
    return text;
  }
}

/** Whether a value is a list of artifacts as they travel. */
export function isArtifactList(value: JsonValue): value is JsonValue & readonly WireArtifact[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every(
      (element: unknown) =>
        typeof element === 'object' && element !== null && 'uri' in element && 'name' in element && 'type' in element,
    )
  );
}

/** An artifact as the result shows it, from the wire or a record. */
export function reportArtifact({ name, uri, type: given, metadata, digest }: WireArtifact): ArtifactReport {
  const type: ArtifactType | undefined = typeof given === 'string' ? unpackType(given) : given;
  return {
    name,
    uri,
    type: type?.schemaTitle ?? /^title: *(\S+)/m.exec(type?.instanceSchema ?? '')?.[1] ?? '',
    metadata: metadata ?? {},
    ...(digest === undefined ? {} : { digest }),
  };
}
