import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { Diagnostic } from '@tiphys/diagnostics';
import { unknownKind, unreadableManifest } from '../diagnostics.ts';
import { checkReferences } from './check-references.ts';
import { checkSpec } from './check-spec.ts';
import type { Manifest, ManifestKind, WorkflowSpec } from './manifest.ts';
import { isMap } from './shape.ts';

/** A manifest, if it can be run, and what is wrong with it. */
export interface ReadResult {
  readonly manifest?: Manifest;
  readonly diagnostics: readonly Diagnostic[];
}

const kinds = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'] as const;

/** Reads and checks a manifest: text in YAML or JSON, or what was read from it. Nothing unsupported gets past. */
export function readManifest(source: unknown): ReadResult {
  let document: unknown;
  try {
    document = normalizeScalars(typeof source === 'string' ? load(source, { schema: CORE_SCHEMA }) : source);
  } catch (error) {
    if (error instanceof YAMLException) {
      return { diagnostics: [unreadableManifest(error.reason)] };
    }
    throw error;
  }
  if (!isMap(document)) {
    return { diagnostics: [unreadableManifest('it is no map of fields')] };
  }
  const kind = kinds.find((known) => known === document['kind']);
  if (kind === undefined) {
    return { diagnostics: [unknownKind(String(document['kind']))] };
  }
  const spec = kind === 'CronWorkflow' && isMap(document['spec']) ? document['spec']['workflowSpec'] : document['spec'];
  const diagnostics: Diagnostic[] = [];
  checkSpec(spec, kind === 'CronWorkflow' ? ['spec', 'workflowSpec'] : ['spec'], (found) => diagnostics.push(found));
  if (diagnostics.length === 0) {
    checkReferences(spec as WorkflowSpec, (found) => diagnostics.push(found));
  }
  return diagnostics.length > 0 ? { diagnostics } : { manifest: createManifest(kind, document, spec), diagnostics };
}

function createManifest(kind: ManifestKind, document: Readonly<Record<string, unknown>>, spec: unknown): Manifest {
  const metadata = isMap(document['metadata']) ? document['metadata'] : {};
  const optional = (field: string): Record<string, string> =>
    typeof metadata[field] === 'string' ? { [field]: metadata[field] } : {};
  return {
    kind,
    ...optional('name'),
    ...optional('generateName'),
    ...optional('namespace'),
    labels: texts(metadata['labels']),
    annotations: texts(metadata['annotations']),
    spec: dropNulls(spec) as WorkflowSpec,
  };
}

function texts(value: unknown): Record<string, string> {
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)])) : {};
}

/** `value: 3` is a text to Argo, as all values and defaults are. */
function normalizeScalars(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(normalizeScalars);
  }
  if (!isMap(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key,
      (key === 'value' || key === 'default') && (typeof member === 'number' || typeof member === 'boolean')
        ? String(member)
        : key === 'withItems'
          ? member
          : normalizeScalars(member),
    ]),
  );
}

/** A field that is `null` is not given. */
function dropNulls(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(dropNulls);
  }
  return isMap(value)
    ? Object.fromEntries(
        Object.entries(value)
          .filter(([, member]) => member !== null)
          .map(([key, member]) => [key, key === 'withItems' ? member : dropNulls(member)]),
      )
    : value;
}
