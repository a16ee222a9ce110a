import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createSecretMask } from './secret-mask.ts';

test('of a value of several lines each counts; short values and variables that are not there do not', () => {
  const env = {
    PEM: '-----BEGIN-----\nfirst line\nxy\n-----END-----\n',
    SHORT: 'abc',
    TIPHYS_SECRET_KEY_0: 'of the store',
  };
  const mask = createSecretMask(['PEM', 'SHORT', 'ABSENT'], env);
  expect(mask?.text('a first line, xy, abc, of the store, -----END-----.')).toBe('a ***, xy, abc, ***, ***.');
  expect(createSecretMask(['SHORT', 'ABSENT'], { SHORT: 'abc' })).toBeUndefined();
});

test('bytes are masked as text is, however they are cut', () => {
  const secret = fc.oneof(
    fc.constantFrom('aaaa', 'aaaab', 'abab', 'ababab', 'geheim€'),
    fc.stringMatching(/^[ab€]{4,8}$/),
  );
  const noise = fc.stringMatching(/^[ab€ ]{0,6}$/);
  const given = fc.record({
    secrets: fc.array(secret, { minLength: 1, maxLength: 3 }),
    words: fc.array(fc.oneof(noise, fc.nat(2)), { maxLength: 8 }),
    sizes: fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1 }),
  });
  fc.assert(
    fc.property(given, ({ secrets, words, sizes }) => {
      const env = Object.fromEntries(secrets.map((value, index) => [`S${String(index)}`, value]));
      const mask = createSecretMask(Object.keys(env), env);
      const text = words.map((word) => (typeof word === 'string' ? word : (secrets[word] ?? ''))).join('');
      const stream = mask?.stream();
      const bytes = Buffer.from(text);
      const out: Uint8Array[] = [];
      for (let at = 0, turn = 0; at < bytes.length; turn++) {
        const size = sizes[turn % sizes.length] ?? 1;
        out.push(stream?.push(bytes.subarray(at, at + size)) ?? bytes);
        at += size;
      }
      out.push(stream?.end() ?? new Uint8Array());
      const masked = Buffer.concat(out).toString();
      for (const value of secrets) expect(masked).not.toContain(value.trim());
      // Cut or whole, the same is left.
      const whole = mask?.stream();
      expect(masked).toBe(Buffer.concat([whole?.push(bytes) ?? bytes, whole?.end() ?? bytes]).toString());
    }),
    { numRuns: 500 },
  );
});
