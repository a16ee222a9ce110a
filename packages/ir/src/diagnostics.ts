import { type Diagnostic, type DocumentPath, type SourceRange, suggest } from '@tiphys/diagnostics';

/** Every code of this package, by what it means. `docs/errors/<code>.md` explains each. */
export const irCodes = {
  notText: 'IR-001',
  emptyFile: 'IR-002',
  syntax: 'IR-003',
  duplicateKey: 'IR-004',
  recursiveAlias: 'IR-005',
  tooManyNodes: 'IR-006',
  unsupportedTag: 'IR-007',
  notAKey: 'IR-008',
  notAPipeline: 'IR-009',
  twoSpecs: 'IR-010',
  ignoredDocument: 'IR-011',
  unknownField: 'IR-012',
  missingField: 'IR-013',
  wrongKind: 'IR-014',
  badValue: 'IR-015',
  deprecatedField: 'IR-016',
} as const;

type IrCode = (typeof irCodes)[keyof typeof irCodes];

/** Where a diagnostic points. */
export interface Site {
  readonly path: DocumentPath;
  readonly range: SourceRange;
}

function error(code: IrCode, site: Site, message: string, hint?: string): Diagnostic {
  return { code, severity: 'error', message, path: site.path, range: site.range, ...(hint === undefined ? {} : { hint }) };
}

function warning(code: IrCode, site: Site, message: string, hint?: string): Diagnostic {
  return { ...error(code, site, message, hint), severity: 'warning' };
}

/** A hint that names the most similar candidate, or else all of them if they are few. */
function choice(word: string, candidates: readonly string[], what: string): string {
  const near = suggest(word, candidates);
  if (near !== undefined) {
    return `Did you mean "${near}"?`;
  }
  if (candidates.length === 0) {
    return `There are no ${what} here.`;
  }
  const shown = candidates.slice(0, 12).join(', ');
  return `The ${what} here are: ${shown}${candidates.length > 12 ? ', ...' : '.'}`;
}

/** The file is binary. */
export function notText(site: Site, data: { readonly looksLike?: string; readonly nul?: boolean }): Diagnostic {
  if (data.nul === true) {
    return error(irCodes.notText, site, 'This is not a text file: it has a NUL character here.');
  }
  const looksLike = data.looksLike === undefined ? 'it is not UTF-8' : `it looks like ${data.looksLike}`;
  const hint = data.looksLike === 'a ZIP archive' ? 'Unpack it first, and give the pipeline file inside.' : undefined;
  return error(irCodes.notText, site, `This is not a text file: ${looksLike}.`, hint);
}

/** The file has no document in it. */
export function emptyFile(site: Site): Diagnostic {
  return error(
    irCodes.emptyFile,
    site,
    'The file is empty: there is no pipeline in it.',
    'Write it with the KFP SDK: kfp.compiler.Compiler().compile(pipeline, "pipeline.yaml").',
  );
}

/** The text is neither YAML nor JSON. */
export function syntax(site: Site, data: { readonly reason: string }): Diagnostic {
  return error(irCodes.syntax, site, `This is not valid YAML: ${data.reason}.`);
}

/** A mapping has the same key twice. */
export function duplicateKey(site: Site, data: { readonly key: string }): Diagnostic {
  return error(irCodes.duplicateKey, site, `The key "${data.key}" is here twice.`, 'Remove or rename one of the two.');
}

/** An alias (or a merge) stands for something that contains it. */
export function recursiveAlias(site: Site, data: { readonly name: string }): Diagnostic {
  return data.name === '<<'
    ? error(irCodes.recursiveAlias, site, 'A merge ("<<") must name a map that does not contain it.')
    : error(irCodes.recursiveAlias, site, `The alias "*${data.name}" stands inside the value that it names.`);
}

/** Aliases blow the document up beyond bounds. */
export function tooManyNodes(site: Site): Diagnostic {
  return error(irCodes.tooManyNodes, site, 'The document becomes too large when its aliases are written out.');
}

/** A tag for which JSON has no type. */
export function unsupportedTag(site: Site, data: { readonly tag: string }): Diagnostic {
  const tag = data.tag.replace('tag:yaml.org,2002:', '!!');
  return error(irCodes.unsupportedTag, site, `The tag "${tag}" does not fit this value.`, 'Remove the tag.');
}

/** A map or a list used as a key. */
export function notAKey(site: Site): Diagnostic {
  return error(irCodes.notAKey, site, 'A key of this map is not text.');
}

/** A document that is something else. */
export function notAPipeline(site: Site, data: { readonly found: string; readonly hint?: string }): Diagnostic {
  return error(irCodes.notAPipeline, site, `This is not a KFP v2 pipeline: it is ${data.found}.`, data.hint);
}

/** Two documents of one kind in one file. */
export function twoSpecs(site: Site, data: { readonly what: 'pipeline' | 'platform' }): Diagnostic {
  return error(
    irCodes.twoSpecs,
    site,
    `The file has a second ${data.what} document.`,
    'Put each pipeline into a file of its own.',
  );
}

/** A document beside the pipeline that means nothing to KFP. */
export function ignoredDocument(site: Site, data: { readonly found: string }): Diagnostic {
  return warning(irCodes.ignoredDocument, site, `This document is ignored: it is ${data.found}.`);
}

/** A field that the schema does not have. */
export function unknownField(site: Site, data: { readonly name: string; readonly known: readonly string[] }): Diagnostic {
  return error(irCodes.unknownField, site, `There is no field "${data.name}" here.`, choice(data.name, data.known, 'fields'));
}

/** A field without which the thing makes no sense. */
export function missingField(site: Site, data: { readonly name: string }): Diagnostic {
  return error(irCodes.missingField, site, `The field "${data.name}" is missing.`);
}

/** A value of the wrong JSON kind. */
export function wrongKind(
  site: Site,
  data: { readonly expected: string; readonly found: string; readonly written?: string },
): Diagnostic {
  const quotable = data.expected === 'text' && data.written !== undefined && data.written !== '';
  const hint = quotable ? `Put it in quotes: ${JSON.stringify(data.written)}.` : undefined;
  return error(irCodes.wrongKind, site, `Here must be ${data.expected}, not ${data.found}.`, hint);
}

/** A value of the right kind that is not allowed. */
export function badValue(
  site: Site,
  data: { readonly value: string; readonly expected: string; readonly names?: readonly string[] },
): Diagnostic {
  const near = suggest(data.value, data.names ?? []);
  const hint = near === undefined ? undefined : `Did you mean "${near}"?`;
  return error(irCodes.badValue, site, `"${data.value}" is not ${data.expected}.`, hint);
}

/** A field of the schema that has no effect. */
export function deprecatedField(site: Site, data: { readonly name: string; readonly reason: string }): Diagnostic {
  return warning(irCodes.deprecatedField, site, `The field "${data.name}" has no effect: ${data.reason}.`);
}
