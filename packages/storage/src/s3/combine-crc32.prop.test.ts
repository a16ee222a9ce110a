import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { combineCrc32 } from './combine-crc32.ts';

test('the CRC32 of two pieces is that of the whole', () => {
  const piece = fc.uint8Array({ maxLength: 5000 });
  fc.assert(
    fc.property(piece, piece, (first, second) => {
      const whole = crc32(Buffer.concat([first, second]));
      expect(combineCrc32(crc32(first), crc32(second), second.length)).toBe(whole);
    }),
  );
});

test('the order in which three pieces are put together does not matter, at lengths beyond 32 bits too', () => {
  const crc = fc.integer({ min: 0, max: 0xffffffff });
  const length = fc.integer({ min: 0, max: 2 ** 42 });
  fc.assert(
    fc.property(crc, crc, crc, length, length, (first, second, third, secondBytes, thirdBytes) => {
      const left = combineCrc32(combineCrc32(first, second, secondBytes), third, thirdBytes);
      const right = combineCrc32(first, combineCrc32(second, third, thirdBytes), secondBytes + thirdBytes);
      expect(left).toBe(right);
    }),
  );
});
