import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatPath, toJsonPointer } from './document-path.ts';

test('prints a path as people read it', () => {
  expect(formatPath(['root', 'dag', 'tasks', 'train-1', 'args', 0])).toBe('root.dag.tasks.train-1.args[0]');
  expect(formatPath(['parameters', 'a b', 'x.y', '', '"'])).toBe('parameters["a b"]["x.y"][""]["\\""]');
  expect(formatPath([3, 'a'])).toBe('[3].a');
  expect(formatPath([])).toBe('');
});

test('prints a path as JSON Pointer', () => {
  expect(toJsonPointer(['a', 0, 'b/c', 'd~e', ''])).toBe('/a/0/b~1c/d~0e/');
  expect(toJsonPointer([])).toBe('');
});

test('a JSON Pointer leads back to the same steps', () => {
  fc.assert(
    fc.property(fc.array(fc.string()), (path) => {
      const steps = toJsonPointer(path).split('/').slice(1);
      expect(steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))).toEqual(path);
    }),
  );
});
