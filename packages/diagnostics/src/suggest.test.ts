import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggest } from './suggest.ts';

test.each([
  ['comp-trian', ['comp-train', 'comp-test'], 'comp-train'],
  ['taks', ['outputs', 'tasks'], 'tasks'],
  ['Output', ['output', 'Outputs'], 'output'],
  ['components_1', ['components'], 'components'],
  ['exec', ['exec-b', 'exec-a'], undefined],
  ['a', ['b'], 'b'],
  ['a', ['xyz'], undefined],
  ['train', ['evaluate', 'deploy'], undefined],
  ['', ['a'], 'a'],
  ['x', [], undefined],
  ['abcdef', ['abxxef', 'badcef', 'abcdeg', 'abcdfe', 'ABCDEF'], 'abcdeg'],
  ['abcdef', ['abxxef', 'badcef'], 'abxxef'],
  ['x'.repeat(101), ['x'.repeat(100)], undefined],
])('%s among %j: %s', (word, candidates, expected) => {
  expect(suggest(word, candidates)).toBe(expected);
});

test('is the nearest by the plain definition of the distance', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', 'A', '-'), maxLength: 6 });
  fc.assert(
    fc.property(word, fc.array(word, { maxLength: 6 }), (typed, candidates) => {
      const limit = Math.max(1, Math.floor(typed.length * 0.4)) + 0.5;
      const near = candidates.map((one) => distance(typed, one)).filter((one) => one < limit);
      const found = suggest(typed, candidates);
      expect(found === undefined ? Infinity : distance(typed, found)).toBe(Math.min(Infinity, ...near));
    }),
    { numRuns: 300 },
  );
});

/** Optimal string alignment, straight from its recursive definition. */
function distance(from: string, to: string): number {
  if (from === '' || to === '') {
    return from.length + to.length;
  }
  const [a = '', b = ''] = [from.at(-1), to.at(-1)];
  const replaced = a === b ? 0 : a.toLowerCase() === b.toLowerCase() ? 0.5 : 1;
  const options = [
    distance(from.slice(0, -1), to) + 1,
    distance(from, to.slice(0, -1)) + 1,
    distance(from.slice(0, -1), to.slice(0, -1)) + replaced,
  ];
  if (from.length > 1 && to.length > 1 && from.at(-2) === b && to.at(-2) === a) {
    options.push(distance(from.slice(0, -2), to.slice(0, -2)) + 1);
  }
  return Math.min(...options);
}
