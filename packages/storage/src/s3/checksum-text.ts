/** A CRC32 as S3 writes it: base64 of the four bytes, the most significant one first. */
export function checksumText(crc: number): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc);
  return bytes.toString('base64');
}
