import { expect, test } from 'vitest';
import { createSlots } from './slots.ts';

test('waits in order for a free slot', async () => {
  const slots = createSlots(1);
  const order: string[] = [];
  await slots.acquire();
  const second = slots.acquire().then(() => order.push('second'));
  const third = slots.acquire().then(() => order.push('third'));
  expect(order).toEqual([]);
  slots.release();
  await second;
  expect(order).toEqual(['second']);
  slots.release();
  await third;
  expect(order).toEqual(['second', 'third']);
});

test('who gives up waiting takes no slot', async () => {
  const slots = createSlots(1);
  const controller = new AbortController();
  await slots.acquire();
  const waiting = slots.acquire(controller.signal);
  controller.abort(new Error('enough'));
  await expect(waiting).rejects.toThrow('enough');
  slots.release();
  await slots.acquire();
  await expect(slots.acquire(controller.signal)).rejects.toThrow('enough');
});
