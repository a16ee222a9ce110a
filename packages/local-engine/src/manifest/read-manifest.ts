import type { Diagnostic } from '@tiphys/diagnostics';
import { checkExclusive } from './check-exclusive.ts';
import { checkReferences } from './check-references.ts';
import { checkSpec } from './check-spec.ts';
import { checkTimeouts } from './check-timeouts.ts';
import { flattenTemplates } from './flatten-templates.ts';
import { joinLibrary } from './join-library.ts';
import type { Manifest, WorkflowSpec } from './manifest.ts';
import { readDocuments } from './read-documents.ts';
import type { ManifestDocument } from './read-documents.ts';
import { shareVolumes } from './share-volumes.ts';
import { isMap } from './shape.ts';

/** A manifest, if it can be run, and what is wrong with it. */
export interface ReadResult {
  readonly manifest?: Manifest;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads and checks a manifest: text in YAML or JSON, or what was read from it. Besides the workflow it may hold the
 * WorkflowTemplates that the workflow refers to. Nothing unsupported gets past.
 */
export function readManifest(source: unknown): ReadResult {
  const documents = readDocuments(source);
  if (!('main' in documents)) {
    return { diagnostics: documents };
  }
  const diagnostics: Diagnostic[] = [];
  const report = (found: Diagnostic): void => void diagnostics.push(found);
  for (const { spec, path } of new Set([documents.main, ...documents.library.values()])) {
    checkTimeouts(spec, path, report);
    checkExclusive(spec, path, report);
  }
  const { main, library } = joinLibrary(documents, report);
  const others = new Map([...library].filter(([, document]) => document.path !== main.path));
  for (const { spec, path } of [main, ...others.values()]) {
    checkSpec(spec, path, report);
  }
  if (diagnostics.length > 0) {
    return { diagnostics };
  }
  const specs = new Map([...others].map(([key, { spec }]) => [key, spec as WorkflowSpec]));
  checkReferences(main.spec as WorkflowSpec, main.path, specs, report);
  for (const { spec, path } of others.values()) {
    checkReferences(spec as WorkflowSpec, path, specs, report, 'library');
  }
  return diagnostics.length > 0
    ? { diagnostics }
    : { manifest: { ...createManifest(main, specs), configMaps: documents.configMaps }, diagnostics };
}

function createManifest(
  { kind, metadata, spec }: ManifestDocument,
  library: ReadonlyMap<string, WorkflowSpec>,
): Manifest {
  const optional = (field: string): Record<string, string> =>
    typeof metadata[field] === 'string' ? { [field]: metadata[field] } : {};
  return {
    kind,
    ...optional('name'),
    ...optional('generateName'),
    ...optional('namespace'),
    labels: texts(metadata['labels']),
    annotations: texts(metadata['annotations']),
    spec: shareVolumes(flattenTemplates(spec as WorkflowSpec, library)),
  };
}

function texts(value: unknown): Record<string, string> {
  return isMap(value) ? Object.fromEntries(Object.entries(value).map(([key, text]) => [key, String(text)])) : {};
}
