import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { badValue, recursiveAlias, unsupportedTag, wrongKind } from '../diagnostics.ts';
import { resolveScalar, type ScalarValue } from '../source/resolve-scalar.ts';
import { type AliasNode, dereference, type SourceNode } from '../source/source-node.ts';
import { decodeChild, type Decoder, type Decoding, here, report } from './decoding.ts';
import { describeNode } from './describe-node.ts';
import { entriesOf } from './entries.ts';

/** Tags that say what the node is anyway. */
const collectionTags = { mapping: 'tag:yaml.org,2002:map', sequence: 'tag:yaml.org,2002:seq' } as const;

/** The node behind aliases, if its tag is one that JSON can express. */
export function plainNode(node: SourceNode, decoding: Decoding): Exclude<SourceNode, AliasNode> | undefined {
  const target = dereference(node);
  if (target === undefined) {
    return report(decoding, recursiveAlias(here(decoding), { name: node.kind === 'alias' ? node.name : '' }));
  }
  if (target.kind === 'scalar') {
    return resolveScalar(target) === undefined ? badTag(target.tag, decoding) : target;
  }
  const fits = target.tag === undefined || target.tag === '!' || target.tag === collectionTags[target.kind];
  return fits ? target : badTag(target.tag, decoding);
}

function badTag(tag: string | undefined, decoding: Decoding): undefined {
  return report(decoding, unsupportedTag(here(decoding), { tag: tag ?? '' }));
}

/** Whether there is nothing: in proto-JSON, `null` means the same as leaving the field out. */
export function isNull(node: SourceNode): boolean {
  const target = dereference(node);
  return target?.kind === 'scalar' && resolveScalar(target) === null;
}

/** A decoder for scalars that `accept` takes; it returns `undefined` for those that are of the wrong kind. */
function scalar<T>(expected: string, accept: (value: ScalarValue, written: string) => T | undefined): Decoder<T> {
  return (node, decoding) => {
    const target = plainNode(node, decoding);
    if (target === undefined) {
      return undefined;
    }
    const value = target.kind === 'scalar' ? resolveScalar(target) : undefined;
    const accepted = value === undefined || target.kind !== 'scalar' ? undefined : accept(value, target.text);
    if (accepted !== undefined) {
      return accepted;
    }
    const written = target.kind === 'scalar' && target.style !== 'quoted' ? { written: target.text } : {};
    return report(decoding, wrongKind(here(decoding), { expected, found: describeNode(target), ...written }));
  };
}

/** Text. A number or a boolean must be in quotes to be text. */
export const text: Decoder<string> = scalar('text', (value) => (typeof value === 'string' ? value : undefined));

/** `true` or `false`. */
export const bool: Decoder<boolean> = scalar('true or false', (value) =>
  typeof value === 'boolean' ? value : undefined,
);

/** An integer: a number (`2.0` is one too), or digits as text, as proto-JSON writes 64-bit integers. */
export const int: Decoder<number> = scalar('a whole number', (value) => {
  const number = typeof value === 'string' && /^-?\d+$/.test(value) ? Number(value) : value;
  return Number.isSafeInteger(number) ? Number(number) : undefined;
});

/** An integer that stays as it was written: text or number. */
export const intAsWritten: Decoder<number | string> = scalar('a whole number', (value) => {
  if (typeof value === 'string') {
    return /^-?\d+$/.test(value) ? value : undefined;
  }
  return Number.isSafeInteger(value) ? Number(value) : undefined;
});

/** A finite number; as text too. */
export const double: Decoder<number> = scalar('a number', (value) => {
  const number = typeof value === 'string' && /^-?\d/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isFinite(number) ? number : undefined;
});

/** A duration in proto-JSON, such as `30s` or `1.5s`. */
export const duration: Decoder<string> = (node, decoding) => {
  const value = text(node, decoding);
  if (value === undefined || /^-?\d{1,12}(?:\.\d{1,9})?s$/.test(value)) {
    return value;
  }
  return report(decoding, badValue(here(decoding), { value, expected: 'a duration in seconds, such as "30s"' }));
};

/** One of a few names. */
export function oneOf<T extends string>(names: readonly T[]): Decoder<T> {
  return (node, decoding) => {
    const value = text(node, decoding);
    if (value === undefined || names.includes(value as T)) {
      return value as T | undefined;
    }
    return report(decoding, badValue(here(decoding), { value, expected: `one of ${names.join(', ')}`, names }));
  };
}

/** Any JSON value, as the user wrote it. Maps have no prototype: every name is an ordinary name. */
export const json: Decoder<JsonValue> = (node, decoding) => {
  const target = plainNode(node, decoding);
  switch (target?.kind) {
    case undefined:
      return undefined;
    case 'sequence':
      return Object.freeze(target.items.map((item, index) => decodeChild(json, item, index, decoding) ?? null));
    case 'mapping': {
      const object = Object.create(null) as Record<string, JsonValue>;
      for (const { key, value } of entriesOf(target, decoding)) {
        object[key] = decodeChild(json, value, key, decoding) ?? null;
      }
      return Object.freeze(object);
    }
    case 'scalar': {
      const value = resolveScalar(target) ?? null;
      return typeof value === 'number' && !Number.isFinite(value)
        ? report(decoding, badValue(here(decoding), { value: target.text, expected: 'a finite number' }))
        : value;
    }
  }
};

/** A JSON object. */
export const jsonObject: Decoder<JsonObject> = (node, decoding) => {
  const target = plainNode(node, decoding);
  if (target === undefined) {
    return undefined;
  }
  if (target.kind !== 'mapping') {
    return report(decoding, wrongKind(here(decoding), { expected: 'a map', found: describeNode(target) }));
  }
  return json(target, decoding) as JsonObject | undefined;
};
