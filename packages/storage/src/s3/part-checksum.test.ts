import { randomBytes } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { withDirectory } from '../testing/local-tree.ts';
import { hashFile } from './file-hasher.ts';
import { createPartChecksum } from './part-checksum.ts';

function checksumOf(...pieces: readonly Buffer[]): string {
  const checksum = createPartChecksum();
  for (const piece of pieces) checksum.update(piece);
  return checksum.digest();
}

test('a checksum is of the bytes, however they come', () => {
  const bytes = randomBytes(100_003);
  const cuts = [0, 1, 17, 17, 65_536, 99_999, bytes.length];
  const pieces = cuts.slice(1).map((end, index) => bytes.subarray(cuts[index], end));
  expect(checksumOf(...pieces)).toBe(checksumOf(bytes));
  const other = Buffer.from(bytes);
  other.writeUInt8(bytes.readUInt8(70_000) ^ 4, 70_000);
  expect(checksumOf(other)).not.toBe(checksumOf(bytes));
  expect(checksumOf(bytes, Buffer.alloc(1))).not.toBe(checksumOf(bytes));
});

test('stays the same in all versions: stamps are kept', () => {
  expect(checksumOf(Buffer.from('tiphys'))).toBe('0cfda81e6b800914bdb945b0e666db08');
});

test('the digesting thread makes the same checksums', async () => {
  await withDirectory(async (directory) => {
    const bytes = randomBytes(700_000);
    await writeFile(join(directory, 'file'), bytes);
    const hash = hashFile(join(directory, 'file'), bytes.length, 300_000);
    hash.advance(bytes.length);
    const parts = [0, 300_000, 600_000].map((start) => bytes.subarray(start, start + 300_000));
    expect(await Promise.all(parts.map(async (_, index) => hash.part(index)))).toEqual(
      parts.map((part) => ({ crc: crc32(part), checksum: checksumOf(part) })),
    );
  });
});
