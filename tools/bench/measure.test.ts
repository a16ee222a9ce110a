import { expect, test } from 'vitest';
import { median } from './measure.ts';

test('a median is the middle of the sorted values, between two of them the mean', () => {
  expect(median([10, 9, 100])).toBe(10);
  expect(median([4, 1, 100, 2])).toBe(3);
  expect(median([7])).toBe(7);
  expect(median([])).toBeNaN();
});
