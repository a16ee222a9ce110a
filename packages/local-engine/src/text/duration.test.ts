import { expect, test } from 'vitest';
import { parseDuration, parseGoDuration } from './duration.ts';

test.each([
  ['1h2m3.5s', 3_723_500],
  ['.5s', 500],
  ['1.s', 1000],
  ['-2ms', -2],
  ['+1µs', 1e-3],
  ['1μs', 1e-3],
  ['0', 0],
  ['', undefined],
  ['s', undefined],
  ['.s', undefined],
  ['5', undefined],
  ['1d', undefined],
  [' 1s', undefined],
])('Go reads %j as %j', (text, expected) => {
  expect(parseGoDuration(text)).toBe(expected);
});

test.each([
  ['5', 5000],
  ['-5', -5000],
  ['5m', 300_000],
  ['5.', undefined],
  ['5 ', undefined],
])('fields of Argo take %j as %j', (text, expected) => {
  expect(parseDuration(text)).toBe(expected);
});
