import { dereference, type MappingNode, type SourceNode } from './source/source-node.ts';
import { resolveScalar } from './source/resolve-scalar.ts';
import { toCamelCase } from './source/field-name.ts';

/** What one document of the stream is. */
export type DocumentClass =
  | { readonly kind: 'empty' }
  /** A pipeline; with `platform` if the same document carries the platform part too. */
  | { readonly kind: 'pipeline'; readonly spec: SourceNode; readonly platform?: SourceNode; readonly job?: SourceNode }
  | { readonly kind: 'platform'; readonly platform: SourceNode }
  /** Belongs to a pipeline, and says nothing that is needed. */
  | { readonly kind: 'companion' }
  | { readonly kind: 'other'; readonly found: string; readonly hint?: string };

const pipelineFields = ['pipelineInfo', 'root', 'schemaVersion', 'deploymentSpec', 'components', 'sdkVersion'];

/**
 * Tells what a document is by its fields: a `PipelineSpec`, a `PlatformSpec`, KFP's Kubernetes manifests around them
 * (`kind: PipelineVersion`), or a `PipelineJob` around the first.
 */
export function classifyDocument(document: SourceNode): DocumentClass {
  const node = dereference(document);
  if (node?.kind === 'scalar') {
    const value = resolveScalar(node);
    return value === null ? { kind: 'empty' } : { kind: 'other', found: 'a single value, not a map' };
  }
  if (node?.kind !== 'mapping') {
    return { kind: 'other', found: 'a list, not a map' };
  }
  const spec = field(node, 'spec');
  const kind = textOf(field(node, 'kind'));
  const apiVersion = textOf(field(node, 'apiVersion'));
  if (
    apiVersion?.startsWith('pipelines.kubeflow.org/') === true &&
    (kind === 'Pipeline' || kind === 'PipelineVersion')
  ) {
    return kind === 'Pipeline' ? { kind: 'companion' } : classifyVersion(spec);
  }
  const wrapped = field(node, 'pipelineSpec');
  if (dereference(wrapped ?? node)?.kind === 'mapping' && wrapped !== undefined) {
    return classifyWrapper(wrapped, field(node, 'runtimeConfig'));
  }
  if (pipelineFields.some((name) => field(node, name) !== undefined)) {
    return { kind: 'pipeline', spec: document };
  }
  if (field(node, 'platforms') !== undefined) {
    return { kind: 'platform', platform: document };
  }
  return describeOther(kind, apiVersion);
}

function classifyVersion(spec: SourceNode | undefined): DocumentClass {
  const node = spec === undefined ? undefined : dereference(spec);
  const pipelineSpec = node?.kind === 'mapping' ? field(node, 'pipelineSpec') : undefined;
  const platform = node?.kind === 'mapping' ? field(node, 'platformSpec') : undefined;
  if (pipelineSpec === undefined) {
    return { kind: 'other', found: 'a PipelineVersion without spec.pipelineSpec' };
  }
  return { kind: 'pipeline', spec: pipelineSpec, ...(platform === undefined ? {} : { platform }) };
}

/** The API server's own form nests both documents once more: `{pipeline_spec, platform_spec}`. */
function classifyWrapper(wrapped: SourceNode, job: SourceNode | undefined): DocumentClass {
  const node = dereference(wrapped);
  const inner = node?.kind === 'mapping' ? field(node, 'pipelineSpec') : undefined;
  const platform = node?.kind === 'mapping' ? field(node, 'platformSpec') : undefined;
  return {
    kind: 'pipeline',
    spec: inner ?? wrapped,
    ...(inner === undefined || platform === undefined ? {} : { platform }),
    ...(job === undefined ? {} : { job }),
  };
}

function describeOther(kind: string | undefined, apiVersion: string | undefined): DocumentClass {
  if (kind !== undefined && apiVersion?.startsWith('argoproj.io/') === true) {
    const hint =
      'If it came from the KFP v1 SDK, compile the pipeline again with kfp 2; tiphys run --from-manifest runs it as it is.';
    return { kind: 'other', found: `an Argo ${kind}`, hint };
  }
  return kind === undefined
    ? { kind: 'other', found: 'a map without "pipelineInfo", "root" or "schemaVersion"' }
    : { kind: 'other', found: `a manifest of kind "${kind}"` };
}

function field(node: MappingNode, name: string): SourceNode | undefined {
  return node.pairs.find(({ key }) => key.kind === 'scalar' && toCamelCase(key.text) === name)?.value;
}

function textOf(node: SourceNode | undefined): string | undefined {
  const target = node === undefined ? undefined : dereference(node);
  return target?.kind === 'scalar' ? target.text : undefined;
}
