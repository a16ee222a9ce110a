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
