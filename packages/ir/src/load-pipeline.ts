import type { Diagnostic, DocumentPath, SourceRange } from '@tiphys/diagnostics';
import { hasErrors, sortDiagnostics } from '@tiphys/diagnostics';
import { classifyDocument, type DocumentClass } from './classify-document.ts';
import { startDecoding } from './decode/decoding.ts';
import { pipeline, platform } from './decode/pipeline.ts';
import {
  emptyFile,
  ignoredDocument,
  notAPipeline,
  notText,
  runtimeConfig,
  schemaVersion,
  type Site,
  syntax,
  twoSpecs,
} from './diagnostics.ts';
import type { LoadedPipeline, LoadResult } from './loaded-pipeline.ts';
import type { PipelineSpec } from './pipeline-spec.ts';
import type { PlatformSpec } from './platform-spec.ts';
import { supportedSchemaVersion } from './rules/schema-version.ts';
import { decodeText } from './source/decode-text.ts';
import { createLineMap, type LineMap } from './source/line-map.ts';
import { createLocator, type Locator } from './source/locate.ts';
import { readDocuments } from './source/read-documents.ts';
import type { SourceNode } from './source/source-node.ts';
import { validatePipeline } from './validate-pipeline.ts';

/**
 * Reads the text of a pipeline file: a YAML stream or JSON, with a `PipelineSpec` and at most one `PlatformSpec`, in KFP's
 * own form or inside KFP's Kubernetes manifests. Never throws because of what is in the text: every fault becomes a
 * diagnostic.
 *
 * @param options.file the name of the file, for diagnostics.
 */
export function loadPipeline(text: string | Uint8Array, options: { readonly file: string }): LoadResult {
  const source = decodeText(text);
  if ('notText' in source) {
    const { nulAt = 0, text: before = '', looksLike } = source.notText;
    const range = createLineMap(before, options.file).range(nulAt, nulAt + 1);
    const data = looksLike === undefined ? { nul: source.notText.nulAt !== undefined } : { looksLike };
    return failed([notText({ path: [], range }, data)]);
  }
  const lines = createLineMap(source.text, options.file);
  const parsed = readDocuments(source.text);
  if ('fault' in parsed) {
    const { reason, offset } = parsed.fault;
    return failed([syntax({ path: [], range: lines.range(offset, offset + 1) }, { reason })]);
  }
  const { parts, diagnostics } = collectParts(parsed.documents, lines);
  if (parts === undefined) {
    return failed(diagnostics);
  }
  return decodeParts(parts, diagnostics, lines, source.text.length);
}

function failed(diagnostics: readonly Diagnostic[]): LoadResult {
  return { diagnostics: sortDiagnostics(diagnostics) };
}

interface Parts {
  readonly spec: SourceNode;
  readonly platform?: SourceNode;
}

function collectParts(
  documents: readonly SourceNode[],
  lines: LineMap,
): { readonly parts?: Parts; readonly diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  const site = (node: SourceNode): Site => ({ path: [], range: createLocator(node, lines).value([]) });
  const others: (Extract<DocumentClass, { kind: 'other' }> & { node: SourceNode })[] = [];
  let spec: SourceNode | undefined;
  let platformNode: SourceNode | undefined;
  let companion: SourceNode | undefined;
  for (const node of documents) {
    const found = classifyDocument(node);
    const foundPlatform = found.kind === 'pipeline' || found.kind === 'platform' ? found.platform : undefined;
    if (found.kind === 'pipeline') {
      if (spec !== undefined) {
        diagnostics.push(twoSpecs(site(node), { what: 'pipeline' }));
      }
      spec ??= found.spec;
      if (found.job !== undefined) {
        diagnostics.push(runtimeConfig(site(found.job)));
      }
    }
    if (foundPlatform !== undefined) {
      if (platformNode !== undefined) {
        diagnostics.push(twoSpecs(site(foundPlatform), { what: 'platform' }));
      }
      platformNode ??= foundPlatform;
    }
    if (found.kind === 'companion') {
      companion = node;
    }
    if (found.kind === 'other') {
      others.push({ ...found, node });
    }
  }
  if (spec === undefined) {
    return {
      diagnostics: [...diagnostics, describeMissing(documents, others, platformNode ?? companion, site, lines)],
    };
  }
  diagnostics.push(...others.map((other) => ignoredDocument(site(other.node), other)));
  return { parts: { spec, ...(platformNode === undefined ? {} : { platform: platformNode }) }, diagnostics };
}

function describeMissing(
  documents: readonly SourceNode[],
  others: readonly (Extract<DocumentClass, { kind: 'other' }> & { node: SourceNode })[],
  half: SourceNode | undefined,
  site: (node: SourceNode) => Site,
  lines: LineMap,
): Diagnostic {
  const other = others[0];
  if (other !== undefined) {
    return notAPipeline(site(other.node), other);
  }
  if (half !== undefined) {
    return notAPipeline(site(half), { found: 'only the part that goes beside one' });
  }
  return emptyFile({ path: [], range: documents[0] === undefined ? lines.range(0, 0) : lines.range(0, 1) });
}

function decodeParts(parts: Parts, before: readonly Diagnostic[], lines: LineMap, size: number): LoadResult {
  const specLocator = createLocator(parts.spec, lines);
  const platformLocator = parts.platform === undefined ? undefined : createLocator(parts.platform, lines);
  // Enough for any honest file; an alias bomb runs out of it at once.
  const decoding = startDecoding(specLocator, 200_000 + size);
  const spec = pipeline(parts.spec, decoding);
  const platformDecoding = startDecoding(platformLocator ?? specLocator, decoding.budget);
  const platformSpec = parts.platform === undefined ? undefined : platform(parts.platform, platformDecoding);
  const version = spec?.schemaVersion;
  if (version !== undefined && version !== supportedSchemaVersion) {
    // Other versions have other fields: what else is wrong is not worth telling.
    const at = { path: ['schemaVersion'], range: specLocator.value(['schemaVersion']) };
    const sdkVersion = spec?.sdkVersion;
    return failed([schemaVersion(at, { version, ...(sdkVersion !== undefined && { sdkVersion }) })]);
  }
  const diagnostics = [...before, ...decoding.faults, ...platformDecoding.faults];
  if (spec === undefined || hasErrors(diagnostics)) {
    return failed(diagnostics);
  }
  const loaded = createLoaded(spec, platformSpec, specLocator, platformLocator);
  const all = sortDiagnostics([...diagnostics, ...validatePipeline(loaded)]);
  return hasErrors(all) ? { diagnostics: all } : { pipeline: loaded, diagnostics: all };
}

function createLoaded(
  spec: PipelineSpec,
  platformSpec: PlatformSpec | undefined,
  specLocator: Locator,
  platformLocator: Locator | undefined,
): LoadedPipeline {
  const locate = (path: DocumentPath): SourceRange | undefined =>
    path[0] === 'platforms' ? platformLocator?.value(path) : specLocator.value(path);
  return Object.freeze({ spec, ...(platformSpec === undefined ? {} : { platform: platformSpec }), locate });
}
