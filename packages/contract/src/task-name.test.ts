import fc from 'fast-check';
import { expect, test } from 'vitest';
import { argoTaskName, groupTaskKey, irTaskKey, iterationTaskKey, iterationTaskName } from './task-name.ts';

test.each([
  ['train', 'train'],
  ['for-loop-1', 'for-loop-1'],
  ['Train2', 'Train2'],
  ['main', 't-main'],
  ['each', 't-each'],
  ['not', 't-not'],
  ['Not', 'Not'],
  ['startsWith', 't-startsWith'],
  ['t-train', 't-t-train'],
  ['g--1', 't-g--1'],
  ['each--a', 't-each--a'],
  ['2nd', 't-2nd'],
  ['my_task', 't-my-task-01465f'],
  ['', 't--1c9d44'],
])('%s becomes %s', (key, name) => {
  expect(argoTaskName(key)).toBe(name);
});

test('the key can be read back from its name', () => {
  for (const key of ['train', 'main', 'not', 't-train', '2nd', 'condition-branches-1']) {
    expect(irTaskKey(argoTaskName(key))).toBe(key);
  }
  expect(irTaskKey('main')).toBeUndefined();
  expect(irTaskKey('each')).toBeUndefined();
  expect(argoTaskName(groupTaskKey(12))).toBe('g--12');
  expect(irTaskKey('g--12')).toBeUndefined();
  expect(irTaskKey('t-g--12')).toBe('g--12');
});

test('the only task of a loop has a name that no other task has', () => {
  for (const key of ['train', 'main', 'each--train', '2nd']) {
    expect(iterationTaskName(key)).toBe(`each--${argoTaskName(key)}`);
    expect(iterationTaskKey(iterationTaskName(key))).toBe(key);
    expect(iterationTaskKey(argoTaskName(key))).toBeUndefined();
    expect(irTaskKey(iterationTaskName(key))).toBeUndefined();
  }
});

const key = fc.oneof(
  fc.string(),
  fc.string({ minLength: 50, maxLength: 140 }),
  fc.stringMatching(/^[-a-z_0-9]{0,70}$/),
);

test('every name is one that Argo takes, at most 60 long', () => {
  fc.assert(fc.property(key, (text) => /^(?=.{1,60}$)[a-zA-Z][-a-zA-Z0-9]*$/.test(argoTaskName(text))));
});

test('different keys have different names', () => {
  fc.assert(
    fc.property(fc.uniqueArray(key, { maxLength: 20 }), (keys) => {
      return new Set(keys.map(argoTaskName)).size === keys.length;
    }),
  );
});

test('keys that differ only after the cut, or only in what is cleaned, have different names', () => {
  const long = 'a'.repeat(70);
  expect(argoTaskName(`${long}b`)).not.toBe(argoTaskName(`${long}c`));
  expect(argoTaskName('a_b')).not.toBe(argoTaskName('a.b'));
});
