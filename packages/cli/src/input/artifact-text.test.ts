import { expect, test } from 'vitest';
import { artifactText } from './artifact-text.ts';

test.each([
  ['s3://bucket/model', 's3://bucket/model'],
  ['models/a.bin', 'file:///work/models/a.bin'],
  ['/tmp/a', 'file:///tmp/a'],
  ['{"uri": "a", "metadata": {"n": 9007199254740993}}', '{"uri":"file:///work/a","metadata":{"n":9007199254740993}}'],
  [' ["gs://b/x", {"uri": "y"}]', '["gs://b/x",{"uri":"file:///work/y"}]'],
  ['null', 'null'],
])('%s', (text, expected) => {
  expect(artifactText({ from: 'flag', text }, '/work')).toBe(expected);
});

test.each(['', '{"uri": 1}', '{', '[1]', '[["a"]]'])('%s is no artifact', (text) => {
  expect(artifactText({ from: 'flag', text }, '/work')).toBeUndefined();
});

test('in a file it may be text, a map, a list or null', () => {
  expect(artifactText({ from: 'file', value: { uri: 's3://b/x' } }, '/work')).toBe('{"uri":"s3://b/x"}');
  expect(artifactText({ from: 'file', value: null }, '/work')).toBe('null');
  expect(artifactText({ from: 'file', value: 3 }, '/work')).toBeUndefined();
});
