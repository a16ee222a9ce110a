import fc from 'fast-check';
import { expect, test } from 'vitest';
import { restoreEnvironment } from './restore-environment.ts';

test('turns back what the stub did to names, and nothing else', () => {
  const name = fc.stringMatching(/^[A-Z_a-z][A-Z_a-z0-9]{0,8}$/);
  fc.assert(
    fc.property(fc.dictionary(name, fc.string()), fc.func(fc.boolean()), (env, hides) => {
      // Only names that begin with a capital are hidden: see stub/environment.c.
      const hidden = Object.entries(env).map(([key, value]) => [
        /^[A-Z]/.test(key) && hides(key) ? String.fromCharCode(key.charCodeAt(0) & 0x1f) + key.slice(1) : key,
        value,
      ]);
      expect(restoreEnvironment(Object.fromEntries(hidden) as Record<string, string>)).toEqual({ ...env });
    }),
  );
});
