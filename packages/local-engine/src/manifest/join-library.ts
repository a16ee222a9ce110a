import type { DocumentPath, Report } from '@tiphys/diagnostics';
import { unknownName } from '../diagnostics.ts';
import { mergeDefaults } from './merge-defaults.ts';
import { libraryKey } from './read-documents.ts';
import type { Documents, ManifestDocument } from './read-documents.ts';
import { isMap } from './shape.ts';

type RawMap = Readonly<Record<string, unknown>>;

/** The spec that Argo would run, and the specs of the documents that it takes templates from. */
export interface JoinedSpecs {
  readonly main: ManifestDocument;
  /** By the key of their document. */
  readonly library: ReadonlyMap<string, ManifestDocument>;
}

/**
 * Puts together what Argo puts together before it runs anything: the spec of `workflowTemplateRef` below the workflow's
 * own, and `templateDefaults` of the workflow below every template, those of other documents too.
 */
export function joinLibrary({ main, library }: Documents, report: Report): JoinedSpecs {
  const spec = withReference(main, library, report);
  const defaults = isMap(spec) ? spec['templateDefaults'] : undefined;
  return {
    main: { ...main, spec: withDefaults(spec, defaults) },
    library: new Map(
      [...library].map(([key, document]) => [key, { ...document, spec: withDefaults(document.spec, defaults) }]),
    ),
  };
}

function withReference({ spec, path }: ManifestDocument, library: Documents['library'], report: Report): unknown {
  const reference = isMap(spec) ? spec['workflowTemplateRef'] : undefined;
  if (!isMap(spec) || !isMap(reference)) {
    return spec;
  }
  const key = libraryKey(String(reference['name']), reference['clusterScope'] === true);
  const base = library.get(key)?.spec;
  if (!isMap(base)) {
    const place: DocumentPath = [...path, 'workflowTemplateRef', 'name'];
    report(unknownName(place, 'WorkflowTemplate in this file', String(reference['name']), library.keys()));
    return spec;
  }
  const { workflowTemplateRef: _reference, ...own } = spec;
  return mergeSpecs(base, own);
}

/** The workflow's own fields win; arguments are merged by name, templates are those of both. */
function mergeSpecs(base: RawMap, own: RawMap): RawMap {
  const merged = { ...base, ...own };
  const lists = Object.fromEntries(
    ['templates', 'volumes']
      .map((field) => [field, concatenate(base[field], own[field])] as const)
      .filter(([, list]) => list.length > 0),
  );
  const given = mergeDefaults({ arguments: base['arguments'] ?? {} }, { arguments: own['arguments'] ?? {} });
  return { ...merged, ...lists, ...(isMap(given) ? given : {}) };
}

function concatenate(base: unknown, own: unknown): readonly unknown[] {
  return [base, own].flatMap((list): readonly unknown[] => (Array.isArray(list) ? list : []));
}

function withDefaults(spec: unknown, defaults: unknown): unknown {
  if (!isMap(defaults) || !isMap(spec) || !Array.isArray(spec['templates'])) {
    return spec;
  }
  return {
    ...spec,
    templates: spec['templates'].map((template: unknown) => mergeDefaults(defaults, template)),
  };
}
