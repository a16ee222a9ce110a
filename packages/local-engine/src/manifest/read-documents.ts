import { CORE_SCHEMA, loadAll, YAMLException } from 'js-yaml';
import type { Diagnostic, DocumentPath } from '@tiphys/diagnostics';
import { ambiguousManifest, unknownKind, unreadableManifest } from '../diagnostics.ts';
import type { ManifestKind } from './manifest.ts';
import { isMap } from './shape.ts';

const kinds: readonly ManifestKind[] = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate', 'CronWorkflow'];

/** One document of a manifest, as it was written. */
export interface ManifestDocument {
  readonly kind: ManifestKind;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The workflow spec; of a CronWorkflow, the one inside. */
  readonly spec: unknown;
  /** Where the spec is. Where there are several documents, the number of this one comes first. */
  readonly path: DocumentPath;
}

/** What to run, and what it may refer to. */
export interface Documents {
  readonly main: ManifestDocument;
  /** WorkflowTemplates and ClusterWorkflowTemplates, by `libraryKey`. */
  readonly library: ReadonlyMap<string, ManifestDocument>;
  /** Data of ConfigMaps, by their names. */
  readonly configMaps: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** By what a `templateRef` or `workflowTemplateRef` finds a document. */
export function libraryKey(name: string, clusterScope: boolean): string {
  return clusterScope ? `cluster/${name}` : name;
}

/**
 * Splits a manifest into its documents. The one to run is the only Workflow or CronWorkflow; without one, the only
 * template that no other document refers to.
 */
export function readDocuments(source: unknown): Documents | readonly Diagnostic[] {
  let values: readonly unknown[];
  try {
    values = typeof source === 'string' ? loadAll(source, undefined, { schema: CORE_SCHEMA }) : [source].flat();
  } catch (error) {
    if (error instanceof YAMLException) {
      return [unreadableManifest(error.reason)];
    }
    throw error;
  }
  // `---` at the end or the beginning of a file.
  const written = values.filter((value) => value !== null && value !== undefined);
  const diagnostics: Diagnostic[] = [];
  const configMaps = new Map(written.flatMap(readConfigMap));
  const documents = written.map((value, index) =>
    isMap(value) && value['kind'] === 'ConfigMap'
      ? undefined
      : readDocument(normalize(value), written.length > 1 ? [index] : [], (found) => diagnostics.push(found)),
  );
  if (diagnostics.length > 0) {
    return diagnostics;
  }
  const known = documents.filter((document) => document !== undefined);
  return known.length === 0 ? [unreadableManifest('it is no map of fields')] : choose(known, configMaps);
}

function readConfigMap(value: unknown): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  if (!isMap(value) || value['kind'] !== 'ConfigMap' || !isMap(value['metadata'])) {
    return [];
  }
  const data = isMap(value['data']) ? Object.entries(value['data']) : [];
  return [[String(value['metadata']['name']), Object.fromEntries(data.map(([key, text]) => [key, String(text)]))]];
}

function readDocument(
  document: unknown,
  path: DocumentPath,
  report: (found: Diagnostic) => void,
): ManifestDocument | undefined {
  if (!isMap(document)) {
    report(unreadableManifest('it is no map of fields'));
    return undefined;
  }
  const kind = kinds.find((known) => known === document['kind']);
  if (kind === undefined) {
    report(unknownKind(document['kind'] === undefined ? path : [...path, 'kind'], document['kind']));
    return undefined;
  }
  const metadata = isMap(document['metadata']) ? document['metadata'] : {};
  const spec = document['spec'];
  return kind === 'CronWorkflow' && isMap(spec)
    ? { kind, metadata, spec: spec['workflowSpec'], path: [...path, 'spec', 'workflowSpec'] }
    : { kind, metadata, spec, path: [...path, 'spec'] };
}

function choose(
  documents: readonly ManifestDocument[],
  configMaps: Documents['configMaps'],
): Documents | readonly Diagnostic[] {
  const library = new Map(
    documents
      .filter(({ kind }) => kind === 'WorkflowTemplate' || kind === 'ClusterWorkflowTemplate')
      .map((document) => [
        libraryKey(String(document.metadata['name']), document.kind === 'ClusterWorkflowTemplate'),
        document,
      ]),
  );
  const workflows = documents.filter(({ kind }) => kind === 'Workflow' || kind === 'CronWorkflow');
  const referred = new Set(documents.flatMap(({ spec }) => referencesIn(spec)));
  const candidates =
    workflows.length > 0
      ? workflows
      : [...library].filter(([key]) => !referred.has(key)).map(([, document]) => document);
  const [main] = candidates;
  return main !== undefined && candidates.length === 1
    ? { main, library, configMaps }
    : [ambiguousManifest(candidates.map(({ kind, metadata }) => `${kind} ${String(metadata['name'])}`))];
}

/** Keys of all documents that a spec refers to. */
function referencesIn(value: unknown): readonly string[] {
  if (Array.isArray(value)) {
    return value.flatMap(referencesIn);
  }
  if (!isMap(value)) {
    return [];
  }
  return Object.entries(value).flatMap(([field, member]) =>
    (field === 'templateRef' || field === 'workflowTemplateRef') && isMap(member)
      ? [libraryKey(String(member['name']), member['clusterScope'] === true)]
      : referencesIn(member),
  );
}

/** As Argo reads it: `value: 3` is a text, as all values and defaults are, and a field that is `null` is not given. */
function normalize(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(normalize);
  }
  if (!isMap(value)) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, member]) => member !== null)
      .map(([field, member]) => [field, normalizeMember(field, member)]),
  );
}

function normalizeMember(field: string, member: unknown): unknown {
  if ((field === 'value' || field === 'default') && (typeof member === 'number' || typeof member === 'boolean')) {
    return String(member);
  }
  return field === 'withItems' ? member : normalize(member);
}
