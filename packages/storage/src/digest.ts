import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { compareBytes } from './uri.ts';

/** Digest and size of one file. `digest` is `sha256:<hex>`. */
export interface FileDigest {
  readonly digest: string;
  readonly bytes: number;
  /** See `TreeInfo.stamp`. */
  readonly stamp?: string;
}

/** Path of a file, or of an empty directory, below the root of a tree. */
export interface TreeEntry {
  readonly path: string;
  /** Digest of the file; absent for an empty directory. */
  readonly digest?: string;
}

/** Files up to this size are read in one piece: a stream costs more than they do. */
const smallFile = 256 * 1024;

/** Digest of bytes. */
export function bytesDigest(bytes: Uint8Array | string): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

/**
 * Digest of a directory: sha256 over the line `tiphys-tree-v1` and, per entry in the order of the paths' UTF-8 bytes, the path,
 * NUL, the file's digest (nothing for an empty directory), newline. The same tree has the same digest in every store.
 */
export function treeDigest(entries: readonly TreeEntry[]): string {
  const hash = createHash('sha256').update('tiphys-tree-v1\n');
  for (const entry of [...entries].sort((left, right) => compareBytes(left.path, right.path))) {
    hash.update(`${entry.path}\0${entry.digest ?? ''}\n`);
  }
  return `sha256:${hash.digest('hex')}`;
}

/** A stream that passes bytes on and knows their digest at the end. */
export function hashingStream(): { readonly stream: Transform; result(): FileDigest } {
  const hash = createHash('sha256');
  let bytes = 0;
  const stream = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { stream, result: () => ({ digest: `sha256:${hash.digest('hex')}`, bytes }) };
}

/** Streams into the file `target`; what a failed attempt left there is replaced. */
export async function writeStream(source: Readable, target: string): Promise<FileDigest> {
  const hashing = hashingStream();
  await pipeline(source, hashing.stream, createWriteStream(target));
  return hashing.result();
}

/** Copies a file of about `bytes` bytes to a new file, and digests it on the way. */
export async function copyFile(source: string, bytes: number, target: string): Promise<FileDigest> {
  if (bytes > smallFile) {
    return writeStream(createReadStream(source, { highWaterMark: 1024 * 1024 }), target);
  }
  const content = await readFile(source);
  await writeFile(target, content);
  return { digest: bytesDigest(content), bytes: content.length };
}
