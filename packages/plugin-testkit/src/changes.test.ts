import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changes, covers, formatChange } from './changes.ts';

test('members by name, items by their own name, else by index', () => {
  const before = { spec: { templates: [{ name: 'a', image: 'x' }, { name: 'b' }], args: ['one', 'two'] } };
  const after = { spec: { templates: [{ name: 'b' }, { name: 'a', image: 'y' }], args: ['one'], priority: 5n } };
  expect(changes(before, after).map(formatChange)).toEqual([
    'spec.templates[a].image: "x", now "y"',
    'spec.args[1]: "two", now nothing',
    'spec.priority: nothing, now "5"',
  ]);
});

test('named items in another order are a change', () => {
  expect(
    changes({ x: [{ name: 'a' }, { name: 'b' }] }, { x: [{ name: 'b' }, { name: 'a' }] }).map(formatChange),
  ).toEqual(['x.order: ["[a]","[b]"], now ["[b]","[a]"]']);
});

test('a long text is cut', () => {
  expect(formatChange({ path: 'a', before: undefined, after: 'x'.repeat(200) }).length).toBeLessThan(120);
});

test.each([
  ['spec', 'spec.templates[a].image', true],
  ['spec.templates[*].image', 'spec.templates[a.b].image', true],
  ['spec.templates[a]', 'spec.templates[a].image', true],
  ['spec.templates[b]', 'spec.templates[a].image', false],
  ['spec.templates[*].image', 'spec.templates[a]', false],
  ['metadata.labels[a.b/c]', 'metadata.labels[a.b/c]', true],
])('%s covers %s: %s', (pattern, path, expected) => expect(covers(pattern, path)).toBe(expected));

test('nothing changed means equal, and every change is covered by its own path', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (before, after) => {
      // JSON has one zero.
      const [left, right] = [before, after].map((value) => JSON.parse(JSON.stringify(value)) as unknown);
      const found = changes(left, right);
      expect(found.length === 0).toBe(JSON.stringify(sorted(left)) === JSON.stringify(sorted(right)));
      for (const { path } of found) expect(covers(path, path)).toBe(true);
    }),
  );
});

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  // Under a name of its own, so that {} is not [].
  return {
    members: Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  };
}
