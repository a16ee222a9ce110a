import { expect, test } from 'vitest';
import { findEntrypoint } from './entrypoint.ts';

const one = { command: ['one'] };
const two = { command: ['two'] };

test.each([
  ['host:5000/team/train:1.2', 'host:5000/team/train'],
  ['host:5000/team/train', 'host:5000/team/train'],
  ['team/train@sha256:00', 'team/train'],
  ['team/train:1@sha256:00', 'team/train'],
])('%s is an image of %s', (image, name) => {
  expect(findEntrypoint({ [name]: one }, image)).toBe(one);
});

test('the full name wins, and other images have none', () => {
  expect(findEntrypoint({ 'a/b': one, 'a/b:2': two }, 'a/b:2')).toBe(two);
  expect(findEntrypoint({ 'a/b': one }, 'a/c:2')).toBeUndefined();
  expect(findEntrypoint({}, 'constructor')).toBeUndefined();
});
