import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ClusterCase, Outcome } from './case.ts';
import { runCases, sumOf } from './run-cases.ts';
import type { TestBed } from './test-bed.ts';

// No case here looks at it.
const bed = {} as TestBed;
const never = new Promise<never>(() => undefined);

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const ends = (name: string, run: ClusterCase['run'] = () => Promise.resolve(undefined)): ClusterCase => ({ name, run });

test('a case that throws has failed, with what it says', async () => {
  const fails = ends('fails', () => Promise.reject(new Error('wrong')));
  const outcomes = await runCases(bed, [ends('works'), fails], never);
  expect(sumOf(outcomes)).toBe('1 ok, 0 explained, 0 skipped, 1 FAILED');
  expect(printed).toMatch(/^ok +\d+ s {2}works {2}\nFAILED +\d+ s {2}fails {2}wrong\n$/);
});

test('those that must be alone come when all others are done', async () => {
  const order: string[] = [];
  const note = (name: string, alone?: true): ClusterCase => ({
    ...ends(name, () => Promise.resolve(void order.push(name))),
    ...(alone && { alone }),
  });
  await runCases(bed, [note('alone', true), note('a'), note('b')], never);
  expect(order).toEqual(['a', 'b', 'alone']);
});

test('after an interrupt no case begins, and how those on their way end is neither told nor counted', async () => {
  const { promise: interrupted, resolve: interrupt } = Promise.withResolvers<undefined>();
  const { promise: outcome, reject: loseCluster } = Promise.withResolvers<Outcome>();
  const begun: string[] = [];
  const { promise: busy, resolve: tell } = Promise.withResolvers<undefined>();
  const waits = (name: string): ClusterCase =>
    ends(name, () => {
      begun.push(name);
      if (name === 'd') tell(undefined);
      return outcome;
    });
  const running = runCases(bed, [ends('quick'), ...['a', 'b', 'c', 'd', 'e'].map(waits)], interrupted);
  await busy;
  interrupt(undefined);
  expect(sumOf(await running)).toBe('1 ok, 0 explained, 0 skipped, 0 FAILED');
  loseCluster(new Error('the cluster is gone'));
  await outcome.catch(() => undefined);
  await new Promise(setImmediate);
  expect(begun).toEqual(['a', 'b', 'c', 'd']);
  expect(printed).toMatch(/^ok +\d+ s {2}quick {2}\n$/);
});
