import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findCycles } from './find-cycles.ts';

const graph = (edges: Record<string, string[]>): Map<string, string[]> => new Map(Object.entries(edges));

test.each([
  [{ a: ['b'], b: ['c'], c: [] }, []],
  [{ a: ['a'] }, [['a', 'a']]],
  [{ a: ['b'], b: ['c'], c: ['a'] }, [['a', 'b', 'c', 'a']]],
  [{ x: ['a'], a: ['b'], b: ['a'] }, [['a', 'b', 'a']]],
  [
    { a: ['b'], b: ['a'], c: ['d'], d: ['c', 'a'] },
    [
      ['a', 'b', 'a'],
      ['c', 'd', 'c'],
    ],
  ],
  [{ a: ['b', 'c'], b: ['d'], c: ['d'], d: [] }, []],
  [{ a: ['gone'] }, []],
])('%j', (edges, cycles) => {
  expect(findCycles(graph(edges as Record<string, string[]>))).toEqual(cycles);
});

test('a chain of any length needs no stack', () => {
  const edges = new Map(Array.from({ length: 100_000 }, (_, index) => [`t${index}`, [`t${index + 1}`]]));
  expect(findCycles(edges)).toEqual([]);
});

test('finds a cycle exactly when there is no order', () => {
  const edgeList = fc.array(fc.tuple(fc.nat(7), fc.nat(7)), { maxLength: 14 });
  fc.assert(
    fc.property(edgeList, (pairs) => {
      const edges = new Map(Array.from({ length: 8 }, (_, node) => [`${node}`, [] as string[]]));
      for (const [from, to] of pairs) {
        edges.get(`${from}`)?.push(`${to}`);
      }
      const cycles = findCycles(edges);
      for (const cycle of cycles) {
        expect(cycle.at(-1)).toBe(cycle[0]);
        for (const [index, node] of cycle.slice(0, -1).entries()) {
          expect(edges.get(node)).toContain(cycle[index + 1]);
        }
      }
      expect(cycles.length === 0).toBe(hasOrder(edges));
    }),
  );
});

/** Takes away nodes without edges until none is left, or none can go. */
function hasOrder(edges: ReadonlyMap<string, readonly string[]>): boolean {
  const left = new Set(edges.keys());
  for (let before = -1; before !== left.size;) {
    before = left.size;
    for (const node of left) {
      if (!(edges.get(node) ?? []).some((to) => left.has(to))) {
        left.delete(node);
      }
    }
  }
  return left.size === 0;
}
