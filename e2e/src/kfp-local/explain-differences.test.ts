import { expect, test } from 'vitest';
import { compareOutcomes } from './compare-outcomes.ts';
import { explainDifferences } from './explain-differences.ts';
import type { Outcome } from './outcome.ts';

function outcome(value: number | string, lines: readonly string[] = []): Outcome {
  const outputs = { Output: { value } };
  return { phase: 'Succeeded', outputs: {}, tasks: { add: { phase: 'Succeeded', outputs, lines } } };
}

const failed: Outcome = { phase: 'Failed', message: 'add failed', outputs: {}, tasks: {} };

test('numbers are compared by value, printed structs without the order of their keys', () => {
  expect(compareOutcomes(outcome(2, ["{'a': 1, 'b': 2}"]), outcome(2.0, ["{'b': 2, 'a': 1}"]))).toEqual([]);
  expect(compareOutcomes(outcome(2), outcome('2'))).toEqual([
    { place: 'add output Output', own: '{"value":2}', peer: '{"value":"2"}' },
  ]);
  expect(compareOutcomes(outcome(2, ['one', 'two']), outcome(2, ['two', 'one']))).toMatchObject([
    { place: 'add prints' },
  ]);
});

test('what a failure keeps from running is no difference of its own', () => {
  expect(compareOutcomes(outcome(2), failed)).toEqual([
    { place: 'end', own: 'Succeeded', peer: 'Failed (add failed)' },
  ]);
  expect(compareOutcomes(failed, outcome(2))).toMatchObject([{ place: 'end' }, { place: 'add', own: '(absent)' }]);
});

test('differences without a reason and reasons without a difference are told', () => {
  const differences = new Map([
    ['one', compareOutcomes(outcome(2), outcome(3))],
    ['two', compareOutcomes(outcome(2), failed)],
    ['three', []],
  ]);
  const reason = { peer: 'counts wrong', own: '', jobs: ['one', 'three'], differences: /^add output/ };
  expect(explainDifferences(differences, [reason])).toEqual({
    unexplained: [{ job: 'two', place: 'end', own: 'Succeeded', peer: 'Failed (add failed)' }],
    needless: [{ peer: 'counts wrong', job: 'three' }],
  });
});
