import type { Executor } from '@tiphys/compiler';
import { expect, test } from 'vitest';
import { sharedTexts } from './shared-texts.ts';

function executor(...command: readonly string[]): Executor {
  return { kind: 'container', name: 'x', command, args: [] } as unknown as Executor;
}

const [short, medium, long] = ['s'.repeat(30), 'm'.repeat(100), 'l'.repeat(2000)];

test('long words that occur more than once are shared, the most saving first', () => {
  const list = [executor('sh', short, medium, 'once'.repeat(50)), executor('sh', short, medium, long), executor(long)];
  expect(sharedTexts(list)).toEqual([long, medium]);
  expect(sharedTexts(list.slice(0, 1))).toEqual([]);
});

test('what every pod is given stays small', () => {
  const [huge, fits] = ['h'.repeat(17_000), 'f'.repeat(1000)];
  expect(sharedTexts([executor(huge, fits), executor(huge, fits)])).toEqual([fits]);
});
