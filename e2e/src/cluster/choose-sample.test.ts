import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chooseSample, type Candidate } from './choose-sample.ts';

const candidates: readonly Candidate[] = [
  { name: 'all', tags: ['a', 'b', 'c'], cost: 2 },
  { name: 'costly', tags: ['a', 'b', 'c'], cost: 9 },
  { name: 'one', tags: ['a'], cost: 1 },
  { name: 'rare', tags: ['a', 'd'], cost: 5 },
];

test('what adds most for its cost comes first, then the cheapest fill up', () => {
  expect(chooseSample(candidates, 0)).toEqual(['all', 'rare']);
  expect(chooseSample(candidates, 3)).toEqual(['all', 'rare', 'one']);
});

test('every tag is covered, whatever the candidates and their order', () => {
  const candidate = fc.record({
    name: fc.string(),
    tags: fc.array(fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f')),
    cost: fc.integer({ min: 0, max: 9 }),
  });
  fc.assert(
    fc.property(fc.uniqueArray(candidate, { selector: ({ name }) => name }), fc.nat(12), (drawn, least) => {
      const chosen = chooseSample(drawn, least);
      const tags = (names: readonly string[]): readonly string[] =>
        [...new Set(drawn.filter(({ name }) => names.includes(name)).flatMap(({ tags }) => tags))].sort();
      expect(tags(chosen)).toEqual(tags(drawn.map(({ name }) => name)));
      expect(chosen.length).toBeGreaterThanOrEqual(Math.min(least, drawn.length));
      expect(chooseSample([...drawn].reverse(), least)).toEqual(chosen);
    }),
  );
});
