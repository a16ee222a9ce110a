import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isCacheRecord, isExecutionRecord } from './is-record.ts';
import { cacheSchema, executionSchema } from './schemas.ts';
import { anyCacheEntry, anyExecution } from './testing/records.ts';

const junk = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, 'x', [], {}, [{}], { a: [] }, { x: 'y' }),
  fc.jsonValue({ maxDepth: 1 }),
);

/** Places in a value: every member of every object and list in it. */
function places(value: unknown): (readonly [object, string])[] {
  if (typeof value !== 'object' || value === null) {
    return [];
  }
  return Object.entries(value).flatMap(([key, member]) => [[value, key] as const, ...places(member)]);
}

/** A record in which one member, anywhere, was replaced or taken away. */
function damaged(record: fc.Arbitrary<object>): fc.Arbitrary<unknown> {
  return fc.tuple(record, fc.nat(), fc.option(junk, { nil: undefined })).map(([original, index, value]) => {
    const copy = structuredClone(original);
    const all = places(copy);
    const [object, key] = all[index % all.length] as readonly [Record<string, unknown>, string];
    if (value === undefined && !Array.isArray(object)) {
      delete object[key];
    } else {
      object[key] = value ?? null;
    }
    return copy;
  });
}

test.each([
  ['execution', anyExecution, isExecutionRecord, executionSchema],
  ['cache', anyCacheEntry, isCacheRecord, cacheSchema],
] as const)('the quick check of %s records says what the schema says', (_kind, any, isRecord, schema) => {
  let refused = 0;
  fc.assert(
    fc.property(fc.oneof(any, damaged(any), damaged(any), junk), (value) => {
      const accepted = schema.safeParse(value).success;
      refused += accepted ? 0 : 1;
      expect(isRecord(value)).toBe(accepted);
    }),
    { numRuns: 1000 },
  );
  expect(refused).toBeGreaterThan(100);
  fc.assert(fc.property(any, (value) => isRecord(value) && schema.safeParse(value).success));
});
