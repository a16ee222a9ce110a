import { isList, typeOf } from './values.ts';
import type { Value } from './values.ts';

/**
 * What is known of a value's type before it is there. `any` is nothing: what `fromJSON` gives, and every member of
 * Argo's variables. A list knows its elements.
 */
export type Nature =
  | { readonly kind: 'any' | 'nil' | 'bool' | 'int' | 'float' | 'string' | 'map' }
  | { readonly kind: 'list'; readonly of: Nature };

/** The natures that need no more words. */
export const natures = {
  any: { kind: 'any' },
  nil: { kind: 'nil' },
  bool: { kind: 'bool' },
  int: { kind: 'int' },
  float: { kind: 'float' },
  string: { kind: 'string' },
  map: { kind: 'map' },
  list: { kind: 'list', of: { kind: 'any' } },
  strings: { kind: 'list', of: { kind: 'string' } },
} as const satisfies Record<string, Nature>;

/** The nature of a variable that has this value. */
export function natureOf(value: Value): Nature {
  if (isList(value)) {
    return natures.list;
  }
  const type = typeOf(value);
  // A variable that is nil has no type in Go.
  return type === 'nil' ? natures.any : type === 'array' ? natures.list : natures[type];
}

/** A list of values of this nature. */
export function listOfNature(of: Nature): Nature {
  return { kind: 'list', of };
}

/** Whether it may turn out to be one of `kinds`. */
export function mayBe(nature: Nature, ...kinds: readonly Nature['kind'][]): boolean {
  return nature.kind === 'any' || kinds.includes(nature.kind);
}

/** Whether `==` between them may be true. */
export function comparable(left: Nature, right: Nature): boolean {
  return (
    left.kind === right.kind ||
    mayBe(left, 'nil') ||
    mayBe(right, 'nil') ||
    (mayBe(left, 'int', 'float') && mayBe(right, 'int', 'float'))
  );
}

/** The nature of a value that is one or the other. */
export function either(left: Nature, right: Nature): Nature {
  if (left.kind === 'nil') {
    return right;
  }
  if (right.kind === 'nil') {
    return left;
  }
  if (left.kind === 'list' && right.kind === 'list') {
    return left.of.kind === right.of.kind ? left : natures.list;
  }
  return left.kind === right.kind ? left : natures.any;
}

/** The nature as the engine's messages name it. */
export function describe(nature: Nature): string {
  return nature.kind === 'list' ? `[]${describe(nature.of)}` : nature.kind;
}
