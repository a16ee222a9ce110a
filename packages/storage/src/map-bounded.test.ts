import { expect, test } from 'vitest';
import { mapBounded } from './map-bounded.ts';

test('results keep their order and no more than the limit run at a time', async () => {
  let running = 0;
  let most = 0;
  const results = await mapBounded([5, 1, 4, 2, 3], 2, async (item) => {
    running += 1;
    most = Math.max(most, running);
    for (let turn = 0; turn < item; turn++) {
      await Promise.resolve();
    }
    running -= 1;
    return item * 10;
  });
  expect(results).toEqual([50, 10, 40, 20, 30]);
  expect(most).toBe(2);
  expect(await mapBounded([], 2, async (item) => Promise.resolve(item))).toEqual([]);
});

test('after a failure nothing new starts, and what runs is waited for', async () => {
  const started: number[] = [];
  const ended: number[] = [];
  const failing = mapBounded([1, 2, 3, 4], 2, async (item) => {
    started.push(item);
    await Promise.resolve();
    if (item === 1) {
      throw new Error('first');
    }
    await Promise.resolve();
    ended.push(item);
  });
  await expect(failing).rejects.toThrow('first');
  expect(started).toEqual([1, 2]);
  expect(ended).toEqual([2]);
});
