import { expect, test } from 'vitest';
import { createTestIo } from '../testing/test-io.ts';
import { usesColor } from './color.ts';

test.each([
  [true, {}, true],
  [false, {}, false],
  [true, { NO_COLOR: '1' }, false],
  [true, { NO_COLOR: '' }, true],
  [false, { FORCE_COLOR: '1' }, true],
  [true, { FORCE_COLOR: '0' }, false],
  [true, { NO_COLOR: '1', FORCE_COLOR: '1' }, false],
  [true, { TERM: 'dumb' }, false],
])('terminal %s, %j: %s', (terminal, env, expected) => {
  expect(usesColor(createTestIo({ terminal }).stdout, env)).toBe(expected);
});
