/** CRC-32 of ISO 3309 with its bits reversed: the highest bit is the coefficient of x^0. */
const polynomial = 0xedb88320;
const one = 0x80000000;
/** x^8: what a byte of zeros multiplies by. */
const byte = 0x00800000;

/**
 * CRC32 of two pieces one after the other, of their CRC32s and the length of the second in bytes. A CRC is a remainder of
 * polynomials, so the first one is multiplied by x^(8 * length) and the second added (as zlib's `crc32_combine`).
 */
export function combineCrc32(first: number, second: number, secondBytes: number): number {
  let shift = one;
  for (let left = secondBytes, power = byte; left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) shift = multiply(shift, power);
    power = multiply(power, power);
  }
  return (multiply(shift, first) ^ second) >>> 0;
}

/** Product of two polynomials, modulo the one of CRC32. */
function multiply(left: number, right: number): number {
  let product = 0;
  let shifted = right;
  for (let bit = one; bit !== 0; bit >>>= 1) {
    if ((left & bit) !== 0) product ^= shifted;
    shifted = (shifted & 1) === 0 ? shifted >>> 1 : (shifted >>> 1) ^ polynomial;
  }
  return product >>> 0;
}
