import { createHash } from 'node:crypto';
import type { ArtifactValue } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import type { Values } from '@tiphys/metadata';
import canonicalize from 'canonicalize';
import { own } from './own.ts';
import type { TaskEnvironment } from './task-request.ts';

/**
 * The key of a task in the cache: hex sha256 of the canonical JSON (RFC 8785) of all that its outputs depend on. As in KFP
 * (kfp-semantics 5.9), except that artifacts count by content, so that equal bytes from different runs hit; that defaults and
 * environment count; and that the pipeline's name does not. A custom key replaces all of it but the component.
 */
export function cacheKey({ spec, input }: TaskEnvironment, inputs: Values): string {
  const content =
    typeof input.c === 'string'
      ? { v: 1, pipeline: spec.pipeline, component: spec.component, custom: input.c }
      : {
          v: 1,
          image: spec.image,
          command: spec.command,
          args: spec.args,
          env: spec.env ?? {},
          parameters: inputs.parameters,
          artifacts: Object.fromEntries(
            Object.entries(inputs.artifacts).map(([name, list]) => [name, list.map(artifactIdentity)]),
          ),
          outputs: { parameters: spec.outputs.parameters ?? {}, artifacts: spec.outputs.artifacts ?? {} },
        };
  return createHash('sha256')
    .update(canonicalize(canonical(content as unknown as JsonValue)) as string)
    .digest('hex');
}

function artifactIdentity({ uri, digest, instance, metadata }: ArtifactValue): JsonValue {
  // User code sees the metadata, so equal bytes with other metadata are another input.
  return { content: digest ?? uri, ...(instance !== undefined && { instance }), ...(metadata && { metadata }) };
}

/** Puts what canonical JSON cannot say, integers beyond 2^53 and lone surrogates, into a form that it can, without collisions. */
function canonical(value: JsonValue): JsonValue {
  if (typeof value === 'bigint') {
    return { 'tiphys:integer': value.toString() };
  }
  if (typeof value === 'string') {
    return value.isWellFormed() ? value : { 'tiphys:utf16': Buffer.from(value, 'utf16le').toString('hex') };
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map((item: JsonValue) => canonical(item));
  }
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [
      key.isWellFormed() && !key.startsWith('tiphys:')
        ? key
        : `tiphys:key:${Buffer.from(key, 'utf16le').toString('hex')}`,
      canonical(member),
    ]),
  );
}

/** Whether the task is to be cached at all. */
export function isCached({ input }: TaskEnvironment): boolean {
  const cache = own(input as Readonly<Record<string, unknown>>, 'c');
  return cache === true || (typeof cache === 'string' && cache !== '');
}
