import type { Definitions, Shape } from './shape.ts';

/** What is wrong with a value, and where in it: steps from the outside in. */
export type ShapeFault = { readonly path: readonly (string | number)[] } & (
  | {
      readonly kind: 'unknown-field';
      readonly field: string;
      readonly known: readonly string[];
      /** Where the field belongs. */
      readonly elsewhere?: string;
    }
  | { readonly kind: 'missing-field'; readonly field: string }
  /** `expected` is a noun phrase, such as `a list`. */
  | { readonly kind: 'wrong-kind' | 'wrong-form'; readonly expected: string }
  | { readonly kind: 'not-one-of'; readonly values: readonly string[] }
);

/**
 * Every way in which plain data differs from a shape; references are looked up in `definitions`. Strict: a field that the
 * shape does not have is a fault. A member that is `undefined` counts as left out.
 */
export function checkShape(value: unknown, shape: Shape, definitions: Definitions): readonly ShapeFault[] {
  const faults: ShapeFault[] = [];
  check(value, shape, []);
  return faults;

  function check(part: unknown, wanted: Shape, path: readonly (string | number)[]): void {
    if (wanted.$ref !== undefined) {
      check(part, definitions[wanted.$ref] ?? {}, path);
    } else if (!isOfKind(part, wanted)) {
      faults.push({ kind: 'wrong-kind', path, expected: nameOf(wanted) });
    } else if (wanted.enum !== undefined && !wanted.enum.includes(part)) {
      faults.push({ kind: 'not-one-of', path, values: wanted.enum.map(String) });
    } else if (wanted.form !== undefined && typeof part === 'string' && !new RegExp(wanted.form.pattern).test(part)) {
      faults.push({ kind: 'wrong-form', path, expected: wanted.form.expected });
    } else if (Array.isArray(part)) {
      part.forEach((item, index) => {
        check(item, wanted.items ?? {}, [...path, index]);
      });
    } else if (typeof part === 'object' && part !== null) {
      checkObject(part as Readonly<Record<string, unknown>>, wanted, path);
    }
  }

  function checkObject(
    part: Readonly<Record<string, unknown>>,
    { properties, required = [], additionalProperties, names, elsewhere = {} }: Shape,
    path: readonly (string | number)[],
  ): void {
    for (const [field, member] of Object.entries(part)) {
      if (member === undefined) continue;
      const known = properties !== undefined && Object.hasOwn(properties, field) ? properties[field] : undefined;
      if (known !== undefined) check(member, known, [...path, field]);
      else if (names !== undefined && !new RegExp(names.pattern).test(field)) {
        faults.push({ kind: 'wrong-form', path: [...path, field], expected: `under ${names.expected}` });
      } else if (typeof additionalProperties === 'object') check(member, additionalProperties, [...path, field]);
      else if (properties !== undefined) {
        const place = Object.hasOwn(elsewhere, field) ? elsewhere[field] : undefined;
        faults.push({
          kind: 'unknown-field',
          path: [...path, field],
          field,
          known: Object.keys(properties),
          ...(place !== undefined && { elsewhere: place }),
        });
      }
    }
    for (const field of required) {
      if (part[field] === undefined) faults.push({ kind: 'missing-field', path, field });
    }
  }
}

const kinds: Readonly<Record<string, { readonly name: string; is(value: unknown): boolean }>> = {
  string: { name: 'text', is: (value) => typeof value === 'string' },
  integer: { name: 'a whole number', is: (value) => Number.isSafeInteger(value) },
  number: { name: 'a number', is: (value) => typeof value === 'number' && Number.isFinite(value) },
  boolean: { name: 'true or false', is: (value) => typeof value === 'boolean' },
  array: { name: 'a list', is: (value) => Array.isArray(value) },
  object: { name: 'an object', is: (value) => typeof value === 'object' && value !== null && !Array.isArray(value) },
};

function kindsOf({ type }: Shape): readonly string[] {
  return type === undefined ? [] : [type].flat();
}

function isOfKind(value: unknown, shape: Shape): boolean {
  const wanted = kindsOf(shape);
  return wanted.length === 0 || wanted.some((kind) => kinds[kind]?.is(value) === true);
}

function nameOf(shape: Shape): string {
  return kindsOf(shape)
    .map((kind) => kinds[kind]?.name ?? kind)
    .join(' or ');
}
