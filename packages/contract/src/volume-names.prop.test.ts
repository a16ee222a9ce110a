import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createVolumeNames } from './volume-names.ts';

test('a valid name that is free stays', () => {
  const names = createVolumeNames(['tiphys']);
  expect(names.add('my-secret')).toBe('my-secret');
  expect(names.add('my-secret')).toBe('my-secret-2');
  expect(names.add('tiphys')).toBe('tiphys-2');
  expect(names.add('my.secret_x')).toBe('my-secret-x');
  expect(names.add('...')).toBe('volume');
});

test('whatever resources are called, their volumes have names that Kubernetes takes, each once', () => {
  const resource = fc.oneof(
    fc.string(),
    fc.stringMatching(/^[a-z0-9.-]{50,253}$/),
    fc.constantFrom('a'.repeat(63), 'a'.repeat(64), '-', 'volume'),
  );
  fc.assert(
    fc.property(fc.array(resource, { maxLength: 20 }), (resources) => {
      const names = createVolumeNames(['tiphys']);
      const given = resources.map((name) => names.add(name));
      expect(new Set([...given, 'tiphys']).size).toBe(given.length + 1);
      for (const name of given) expect(name).toMatch(/^[a-z0-9](?:[-a-z0-9]{0,61}[a-z0-9])?$/);
    }),
  );
});
