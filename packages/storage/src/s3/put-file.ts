import { closeSync, fstatSync, openSync, read, readSync } from 'node:fs';
import { createHash, hash as hashOnce } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { InfraError } from '@tiphys/diagnostics';
import type { FileDigest } from '../digest.ts';
import { mapBounded } from '../map-bounded.ts';
import { unreadable } from '../unreadable.ts';
import type { Location } from '../uri.ts';
import { withRetry } from '../with-retry.ts';
import { ConnectionError } from './connection-error.ts';
import { checksumText } from './checksum-text.ts';
import type { BodySource } from './connection.ts';
import { hashFile } from './file-hasher.ts';
import { combineChecksums, stampText } from './object-stamp.ts';
import type { S3Client, S3Request, S3Response } from './s3-client.ts';
import { s3Error } from './s3-error.ts';
import { S3ResponseError } from './s3-response-error.ts';
import type { TransferOptions } from './transfer-options.ts';
import { transferMemory } from './transfer-options.ts';
import { escapeXml, xmlText } from './xml-text.ts';

/** The server knows nothing of an upload or a part, be it that the answer to its end got lost: begin again. */
const lostUpload = new Set(['NoSuchUpload', 'InvalidPart']);
/** S3 allows 10,000 parts. */
const maximumParts = 9_000;

/**
 * Uploads a file so that it appears whole or not at all. The server holds every byte against a CRC32 that was made of what was
 * digested, so what it stores is what the digest says, also if the file changes meanwhile: then the upload fails.
 */
export async function putFile(
  client: S3Client,
  localPath: string,
  location: Location,
  options: TransferOptions,
): Promise<FileDigest> {
  const file = openLocal(localPath);
  try {
    const bytes = fstatSync(file).size;
    if (bytes <= options.smallBytes) return await putSmall(client, file, bytes, location, options);
    if (bytes <= options.partBytes) return await putMedium(client, file, bytes, location, options);
    // A server that forgot the upload, or an answer to its end that got lost: only the whole can be repeated.
    return await withRetry(async () => putParts(client, { file, localPath }, bytes, location, options), {
      ...options.retry,
      attempts: 2,
    });
  } finally {
    closeSync(file);
  }
}

function openLocal(path: string): number {
  try {
    return openSync(path, 'r');
  } catch (error) {
    throw unreadable(path, error);
  }
}

async function putSmall(
  client: S3Client,
  file: number,
  bytes: number,
  location: Location,
  options: TransferOptions,
): Promise<FileDigest> {
  return transferMemory.with(1, options.smallBytes, async ([buffer]) => {
    const content = buffer.subarray(0, bytes);
    let filled = 0;
    while (filled < bytes) {
      const count = readSync(file, content, filled, bytes - filled, filled);
      if (count === 0) throw changed(location.uri);
      filled += count;
    }
    await attempt(location, options, async () =>
      client.send({ method: 'PUT', ...objectOf(location), headers: checksumOf(crc32(content)), body: content }),
    );
    return { digest: `sha256:${hashOnce('sha256', content)}`, bytes };
  });
}

/** Reads the file twice: the checksum goes ahead of the content. */
async function putMedium(
  client: S3Client,
  file: number,
  bytes: number,
  location: Location,
  options: TransferOptions,
): Promise<FileDigest> {
  const hash = createHash('sha256');
  let crc = 0;
  await transferMemory.with(2, options.bufferBytes, async (buffers) =>
    filePart(
      file,
      0,
      bytes,
      buffers,
    )(async (piece) => {
      hash.update(piece);
      crc = crc32(piece, crc);
    }),
  );
  const request = { method: 'PUT', ...objectOf(location), headers: checksumOf(crc) } as const;
  await sendPart(client, file, { start: 0, length: bytes }, request, location, options);
  return { digest: `sha256:${hash.digest('hex')}`, bytes };
}

async function putParts(
  client: S3Client,
  { file, localPath }: { readonly file: number; readonly localPath: string },
  bytes: number,
  location: Location,
  options: TransferOptions,
): Promise<FileDigest> {
  const mebibyte = 1024 * 1024;
  const isLarge = bytes > maximumParts * options.partBytes;
  const partBytes = isLarge ? Math.ceil(bytes / maximumParts / mebibyte) * mebibyte : options.partBytes;
  const hash = hashFile(localPath, bytes, partBytes);
  hash.advance(bytes);
  const object = objectOf(location);
  let upload: string | undefined;
  try {
    upload = await attempt(location, options, async () => createUpload(client, object));
    const query = { uploadId: upload };
    const indices = Array.from({ length: Math.ceil(bytes / partBytes) }, (_, index) => index);
    const parts = await mapBounded(indices, options.parallelParts, async (index) => {
      const { crc, checksum } = await hash.part(index);
      const length = Math.min(partBytes, bytes - index * partBytes);
      const part = { start: index * partBytes, length };
      const request = {
        method: 'PUT',
        ...object,
        query: { ...query, partNumber: String(index + 1) },
        headers: checksumOf(crc),
      } as const;
      const { headers } = await sendPart(client, file, part, request, location, options);
      return { crc, checksum, etag: headers.get('etag') ?? '' };
    });
    const digest = await hash.digest();
    const body = Buffer.from(completion(parts));
    const answer = await attempt(location, options, async () =>
      client.send({ method: 'POST', ...object, query, body }),
    );
    const etag = xmlText(answer.body.toString(), 'ETag');
    const checksum = combineChecksums(parts.map((part) => part.checksum));
    return { digest, bytes, ...(etag !== undefined && { stamp: stampText({ etag, partBytes, checksum }) }) };
  } catch (error) {
    hash.stop();
    if (upload !== undefined) {
      // Parts cost money until they are gone; if this fails too, the bucket's own rule for unfinished uploads takes them.
      await client.send({ method: 'DELETE', ...object, query: { uploadId: upload } }).catch(() => undefined);
    }
    throw s3Error(error, location);
  }
}

/** The list of the parts that ends an upload. */
function completion(parts: readonly { readonly crc: number; readonly etag: string }[]): string {
  const elements = parts.map(
    ({ crc, etag }, index) =>
      `<Part><ChecksumCRC32>${checksumText(crc)}</ChecksumCRC32><ETag>${escapeXml(etag)}</ETag><PartNumber>${index + 1}</PartNumber></Part>`,
  );
  return `<CompleteMultipartUpload>${elements.join('')}</CompleteMultipartUpload>`;
}

async function createUpload(client: S3Client, object: { bucket: string; key: string }): Promise<string> {
  const headers = { 'x-amz-checksum-algorithm': 'CRC32' };
  const { body } = await client.send({ method: 'POST', ...object, query: { uploads: '' }, headers });
  const id = xmlText(body.toString(), 'UploadId');
  if (id === undefined) throw new ConnectionError('the server names no upload');
  return id;
}

/** Sends a piece of a file. Memory comes first and a connection second, everywhere, or transfers would wait for each other. */
async function sendPart(
  client: S3Client,
  file: number,
  { start, length }: { readonly start: number; readonly length: number },
  request: S3Request,
  location: Location,
  options: TransferOptions,
): Promise<S3Response> {
  return attempt(location, options, async () =>
    transferMemory.with(2, options.bufferBytes, async (buffers) =>
      client.send({ ...request, body: filePart(file, start, length, buffers), bytes: length }),
    ),
  );
}

/** A piece of a file as the body of a request: reads one buffer while the other one is sent. */
function filePart(file: number, start: number, length: number, buffers: readonly Buffer[]): BodySource {
  return async (send) => {
    let sending: Promise<void> = Promise.resolve();
    for (let done = 0, turn = 0; done < length; turn = 1 - turn) {
      const buffer = buffers[turn] as Buffer;
      const count = await readAt(file, buffer, Math.min(buffer.length, length - done), start + done);
      await sending;
      sending = send(buffer.subarray(0, count));
      // Awaited a turn later; must not count as unhandled if the read fails before.
      sending.catch(() => undefined);
      done += count;
    }
    await sending;
  };
}

async function readAt(file: number, buffer: Buffer, length: number, position: number): Promise<number> {
  const count = await new Promise<number>((resolve, reject) => {
    read(file, buffer, 0, length, position, (error, bytesRead) => (error ? reject(error) : resolve(bytesRead)));
  });
  if (count === 0) throw changed('The file');
  return count;
}

async function attempt<T>(location: Location, options: TransferOptions, run: () => Promise<T>): Promise<T> {
  return withRetry(async () => {
    try {
      return await run();
    } catch (error) {
      // A part cannot cure it.
      throw error instanceof S3ResponseError && lostUpload.has(error.code) ? error : s3Error(error, location);
    }
  }, options.retry);
}

function objectOf({ bucket, key }: Location): { bucket: string; key: string } {
  return { bucket, key };
}

function checksumOf(crc: number): Readonly<Record<string, string>> {
  return { 'x-amz-checksum-crc32': checksumText(crc) };
}

function changed(path: string): InfraError {
  return new InfraError(`${path} changed while it was uploaded.`, { retriable: false });
}
