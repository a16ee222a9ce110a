import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Budget } from './budget.ts';

test('no more than the total is out at any time, everyone has a turn, in the order of asking', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(15), { maxLength: 30 }), fc.scheduler(), async (amounts, scheduler) => {
      const budget = new Budget(10);
      const order: number[] = [];
      let out = 0;
      const all = amounts.map(async (amount, index) =>
        budget.with(amount, async () => {
          order.push(index);
          out += Math.min(amount, 10);
          expect(out).toBeLessThanOrEqual(10);
          await scheduler.schedule(Promise.resolve());
          out -= Math.min(amount, 10);
        }),
      );
      await scheduler.waitFor(Promise.all(all));
      expect(order).toEqual(amounts.map((_, index) => index));
    }),
  );
});

test('what a failure had is given back', async () => {
  const budget = new Budget(1);
  await expect(budget.with(1, async () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await budget.with(1, () => Promise.resolve('yes'))).toBe('yes');
});
