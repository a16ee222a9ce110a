import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromBase64, toBase64 } from './text-functions.ts';

test('any text comes back from base64, and what is none is refused', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 20_000 }), (text) => {
      expect(fromBase64(toBase64(text))).toBe(text.toWellFormed());
    }),
  );
  expect(toBase64('\u00e9%')).toBe('w6kl');
  for (const text of ['YQ', 'YQ=', 'Y===', 'Y Q=', '/w==']) expect(() => fromBase64(text)).toThrow(/base64/);
});
