import { deprecatedField, missingField, unknownField, wrongKind } from '../diagnostics.ts';
import { toCamelCase } from '../source/field-name.ts';
import type { SourceNode } from '../source/source-node.ts';
import { decodeChild, type Decoder, type Decoding, here, report } from './decoding.ts';
import { describeNode } from './describe-node.ts';
import { entriesOf } from './entries.ts';
import { isNull, plainNode } from './primitives.ts';

/** A list of what `item` reads. */
export function list<T>(item: Decoder<T>): Decoder<readonly T[]> {
  return (node, decoding) => {
    const target = plainNode(node, decoding);
    if (target === undefined) {
      return undefined;
    }
    if (target.kind !== 'sequence') {
      return report(decoding, wrongKind(here(decoding), { expected: 'a list', found: describeNode(target) }));
    }
    const items = target.items.map((child, index) => decodeChild(item, child, index, decoding));
    return Object.freeze(items.filter((child) => child !== undefined));
  };
}

/** A map from the user's own names to what `item` reads. It has no prototype. */
export function map<T>(item: Decoder<T>): Decoder<Readonly<Record<string, T>>> {
  return (node, decoding) => {
    const target = plainNode(node, decoding);
    if (target === undefined) {
      return undefined;
    }
    if (target.kind !== 'mapping') {
      return report(decoding, wrongKind(here(decoding), { expected: 'a map', found: describeNode(target) }));
    }
    const result = Object.create(null) as Record<string, T>;
    for (const { key, value } of entriesOf(target, decoding)) {
      const decoded = decodeChild(item, value, key, decoding);
      if (decoded !== undefined) {
        result[key] = decoded;
      }
    }
    return Object.freeze(result);
  };
}

/** How one field of a message is read. */
interface Field<T> {
  readonly decode: Decoder<T>;
  readonly presence: 'required' | 'optional';
  /** `null` is a value of its own, not the absence of one. */
  readonly nullable: boolean;
  /** What stands for the field when it is left out. */
  readonly empty?: T;
}

/** A field that must be there. */
export function required<T>(decode: Decoder<T>): Field<T> {
  return { decode, presence: 'required', nullable: false };
}

/** A field that may be left out, and is then absent. */
export function optional<T>(decode: Decoder<T>): Field<T> {
  return { decode, presence: 'optional', nullable: false };
}

/** Like `optional`, for JSON values: `null` is a value. */
export function optionalJson<T>(decode: Decoder<T>): Field<T> {
  return { decode, presence: 'optional', nullable: true };
}

/** A field that may be left out, and is then `empty`. */
export function filled<T>(decode: Decoder<T>, empty: T): Field<T> {
  return { decode, presence: 'optional', nullable: false, empty };
}

/** One decoder for each member of `T`, so that no field of the IR can be forgotten. */
export type Fields<T> = { readonly [Name in keyof T]-?: Field<Exclude<T[Name], undefined>> };

/**
 * A proto message. Names may be written in camelCase or snake_case; unknown names are faults.
 *
 * @param unused fields that the schema has, that KFP itself ignores, and why.
 */
export function message<T extends object>(
  fields: Fields<T>,
  unused: Readonly<Record<string, string>> = {},
): Decoder<T> {
  const known = new Map<string, Field<unknown>>(Object.entries(fields));
  const ignored = new Map(Object.entries(unused));
  return (node, decoding) => {
    const target = plainNode(node, decoding);
    if (target === undefined) {
      return undefined;
    }
    if (target.kind !== 'mapping') {
      return report(decoding, wrongKind(here(decoding), { expected: 'a map', found: describeNode(target) }));
    }
    const given = new Map<string, SourceNode>();
    for (const { key, value } of entriesOf(target, decoding, toCamelCase)) {
      const name = toCamelCase(key);
      if (known.has(name)) {
        given.set(name, value);
      } else {
        reportExtraField(key, name, known, ignored, decoding);
      }
    }
    return Object.freeze(readFields(known, given, decoding)) as T;
  };
}

function reportExtraField(
  key: string,
  name: string,
  known: ReadonlyMap<string, unknown>,
  ignored: ReadonlyMap<string, string>,
  decoding: Decoding,
): void {
  const path = [...decoding.path, key];
  const site = { path, range: decoding.locator.key(path) };
  const reason = ignored.get(name);
  report(
    decoding,
    reason === undefined
      ? unknownField(site, { name: key, known: [...known.keys()] })
      : deprecatedField(site, { name: key, reason }),
  );
}

function readFields(
  known: ReadonlyMap<string, Field<unknown>>,
  given: ReadonlyMap<string, SourceNode>,
  decoding: Decoding,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  for (const [name, field] of known) {
    const node = given.get(name);
    if (node === undefined || (!field.nullable && isNull(node))) {
      if (field.presence === 'required') {
        report(decoding, missingField(here(decoding), { name }));
      } else if (field.empty !== undefined) {
        result[name] = field.empty;
      }
      continue;
    }
    const value = decodeChild(field.decode, node, name, decoding);
    if (value !== undefined) {
      result[name] = value;
    }
  }
  return result;
}

/** Changes what `decode` read. */
export function transform<From, To>(decode: Decoder<From>, change: (value: From) => To): Decoder<To> {
  return (node, decoding) => {
    const value = decode(node, decoding);
    return value === undefined ? undefined : Object.freeze(change(value));
  };
}
