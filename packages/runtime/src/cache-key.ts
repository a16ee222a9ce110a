import { createHash } from 'node:crypto';
import type { ArtifactValue, TaskCaching } from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { Values } from '@tiphys/metadata';
import canonicalize from 'canonicalize';
import { isObject } from './check-shape.ts';
import { own } from './own.ts';
import type { TaskEnvironment } from './task-request.ts';

/** A key of the cache, and what it was made of. */
export interface CacheKey {
  /** Hex sha256. */
  readonly key: string;
  /**
   * Each part by its name, such as `image` or `parameters.epochs`: canonical JSON where that is short, else a digest of it. Of artifacts
   * the digests of their contents as `tiphys artifacts` shows them, else their URIs; what else counts of them is `metadata.NAME`.
   */
  readonly parts: Readonly<Record<string, string>>;
}

/**
 * The key of a task in the cache: hex sha256 of the canonical JSON (RFC 8785) of all that its outputs depend on. As in KFP
 * (kfp-semantics 5.9), except that artifacts count by content, so that equal bytes from different runs hit; that defaults and
 * environment count; and that the pipeline's name does not. A custom key replaces all of it, and holds for one component of one
 * pipeline.
 *
 * @param image the image that runs, without placeholders
 */
export function cacheKey({ spec, input, run }: TaskEnvironment, inputs: Values, image: string): CacheKey {
  const custom = caching(input)?.key;
  const content: KeyContent =
    custom !== undefined
      ? { v: 1, pipeline: run.pipeline, component: spec.component, custom }
      : {
          v: 1,
          image,
          command: spec.command as unknown as JsonValue,
          args: spec.args as unknown as JsonValue,
          env: (spec.env ?? {}) as unknown as JsonObject,
          parameters: inputs.parameters,
          ...(input.k !== undefined && { claims: input.k }),
          artifacts: Object.fromEntries(
            Object.entries(inputs.artifacts).map(([name, list]) => [name, list.map(artifactIdentity)]),
          ),
          outputs: {
            parameters: spec.outputs.parameters ?? {},
            artifacts: spec.outputs.artifacts ?? {},
          } as unknown as JsonValue,
        };
  return { key: sha256(canonicalText(content)), parts: partsOf(content, inputs.artifacts) };
}

type KeyContent = Readonly<Record<string, JsonValue>>;

/** Members of which each counts as a part of its own. */
const maps = ['env', 'parameters'];

/** Hex digits of an artifact's digest that are shown, here and by the command line. */
const digestLength = 12;

/** Parts longer than this are told apart by a digest; command lines hold whole programs. */
const longestPart = 80;

function partsOf(
  { v: _version, artifacts, ...content }: KeyContent,
  inputs: Values['artifacts'],
): Record<string, string> {
  const parts = Object.entries(content).flatMap(([name, value]) =>
    maps.includes(name)
      ? Object.entries(value as JsonObject).map(([member, part]) => [`${name}.${member}`, part] as const)
      : [[name, value] as const],
  );
  const values = parts.map(([name, value]) => [name, shortened(canonicalText(value))] as const);
  return Object.fromEntries([...values, ...(artifacts === undefined ? [] : artifactParts(inputs))]);
}

function artifactParts(inputs: Values['artifacts']): readonly (readonly [string, string])[] {
  return Object.entries(inputs).flatMap(([name, list]) => {
    const contents = list.map(({ digest, uri }) => digest?.replace(/^sha256:/, '').slice(0, digestLength) ?? uri);
    const others = list.map(artifactIdentity).map(({ content: _content, ...other }) => other);
    const part = [`artifacts.${name}`, shortened(contents.join(' '))] as const;
    const hasOthers = others.some((other) => Object.keys(other).length > 0);
    return hasOthers ? [part, [`metadata.${name}`, shortened(canonicalText(others))] as const] : [part];
  });
}

function shortened(text: string): string {
  return text.length <= longestPart ? text : `sha256:${sha256(text).slice(0, 16)}`;
}

function canonicalText(value: JsonValue): string {
  return canonicalize(canonical(value)) as string;
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function artifactIdentity({ uri, digest, instance, metadata }: ArtifactValue): JsonObject {
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

/** How the task is to be cached; `undefined` is not at all. What a manifest says wrongly is no caching. */
export function caching(input: TaskEnvironment['input']): TaskCaching | undefined {
  const cache = own(input as Readonly<Record<string, unknown>>, 'c');
  if (cache === true) {
    return {};
  }
  if (typeof cache === 'string') {
    return cache === '' ? undefined : { key: cache };
  }
  if (!isObject(cache)) {
    return undefined;
  }
  const key = own(cache, 'key');
  const ttl = own(cache, 'ttl');
  const maxAge = own(cache, 'maxAge');
  return {
    ...(typeof key === 'string' && key !== '' && { key }),
    ...(typeof ttl === 'number' && { ttl }),
    ...(typeof maxAge === 'number' && { maxAge }),
  };
}
