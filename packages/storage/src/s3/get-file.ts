import { createHash } from 'node:crypto';
import { closeSync, open, openSync, writeSync } from 'node:fs';
import { promisify } from 'node:util';
import { crc32 } from 'node:zlib';
import { InfraError } from '@tiphys/diagnostics';
import type { FileDigest } from '../digest.ts';
import type { KnownObject } from '../driver.ts';
import { mapBounded } from '../map-bounded.ts';
import type { Location } from '../uri.ts';
import { withRetry } from '../with-retry.ts';
import { checksumText } from './checksum-text.ts';
import { ConnectionError } from './connection-error.ts';
import type { FileHash } from './file-hasher.ts';
import { hashFile } from './file-hasher.ts';
import type { ObjectStamp } from './object-stamp.ts';
import { combineChecksums, parseStamp, plainTag } from './object-stamp.ts';
import type { PartChecksum } from './part-checksum.ts';
import { createPartChecksum } from './part-checksum.ts';
import type { ResponseHead } from './response-reader.ts';
import type { S3Client } from './s3-client.ts';
import { s3Error } from './s3-error.ts';
import { S3ResponseError } from './s3-response-error.ts';
import type { TransferOptions } from './transfer-options.ts';
import { transferMemory } from './transfer-options.ts';

/** Larger writes cost more on ext4, not less. */
const writeBytes = 64 * 1024;
/** How far a download runs ahead before the digesting thread hears of it. */
const digestStep = 1024 * 1024;
/** Making a file takes longer than all else that a small one needs; threads of Node do it beside the transfer of others. */
const openInPool = promisify(open);

/** What the first answer says about an object. */
interface Version {
  readonly etag: string;
  readonly bytes: number;
}

/** A piece of an object on its way into a file. After an interruption it goes on where it was. */
interface Range {
  readonly start: number;
  /** Where it ends; the end of the object may come before. */
  end: number;
  position: number;
  /** CRC32 of what has arrived, in an object of one range. */
  crc: number;
  /** Of what has arrived, in an object that has a stamp. */
  checksum?: PartChecksum;
}

/**
 * Downloads an object into a file, whose content is right when this resolves: every byte came from one version of the object,
 * is digested, and is held against the checksum that the server has, where it gives one. A large object that is known by its
 * stamp is held against the checksum in it instead of being digested.
 */
export async function getFile(
  client: S3Client,
  location: Location,
  localPath: string,
  options: TransferOptions,
  known: KnownObject = {},
): Promise<FileDigest> {
  return new Download(client, location, localPath, options, known).run();
}

class Download {
  readonly #client: S3Client;
  readonly #location: Location;
  readonly #localPath: string;
  /** Opened when there is something to write, unless the object has been listed: a missing one leaves nothing behind. */
  #file: number | undefined;
  readonly #options: TransferOptions;
  readonly #known: KnownObject;
  #version: Version | undefined;
  readonly #planned = Promise.withResolvers<undefined>();
  /** Digests an object of one range as it comes in. */
  #inline = createHash('sha256');
  #checksum: string | undefined;
  /** Length of all ranges but the last: those of the parts, if the object is known by its stamp. */
  readonly #partBytes: number;
  readonly #expected: ObjectStamp | undefined;
  /** Stands in for the digest of a large object. */
  #stamp: ObjectStamp | undefined;
  /** Digests another large object behind its ranges. */
  #behind: FileHash | undefined;
  readonly #ranges: Range[] = [];
  #firstOpen = 0;
  #digesting = 0;

  constructor(client: S3Client, location: Location, localPath: string, options: TransferOptions, known: KnownObject) {
    this.#client = client;
    this.#location = location;
    this.#localPath = localPath;
    this.#options = options;
    this.#known = known;
    const stamp = known.upload && parseStamp(known.upload.stamp);
    // Smaller parts than ours are nobody's: they would only make many requests.
    this.#expected = stamp !== undefined && stamp.partBytes >= options.partBytes ? stamp : undefined;
    this.#partBytes = this.#expected?.partBytes ?? options.partBytes;
    this.#ranges.push({ start: 0, end: this.#partBytes, position: 0, crc: 0 });
  }

  async run(): Promise<FileDigest> {
    try {
      if (this.#known.bytes !== undefined) this.#file = await openInPool(this.#localPath, 'w');
      await this.#fetchAll();
      if (!this.#isAsStamped()) {
        // Nobody knows which of the ranges is wrong.
        for (const range of this.#ranges) {
          range.position = range.start;
          range.checksum = createPartChecksum();
        }
        await this.#fetchAll();
        if (!this.#isAsStamped()) throw new ConnectionError('the content is not what was uploaded');
      }
      return { digest: await this.#digest(), bytes: this.#version?.bytes ?? 0 };
    } catch (error) {
      throw s3Error(error, this.#location);
    } finally {
      this.#behind?.stop();
      if (this.#file !== undefined) closeSync(this.#file);
    }
  }

  /** Starts the others as soon as the first answer says how much there is. All have ended when this resolves or throws. */
  async #fetchAll(): Promise<void> {
    const [first] = this.#ranges as [Range];
    let failure: unknown;
    const fetch = async (range: Range): Promise<void> => {
      try {
        if (failure === undefined) await this.#fetch(range);
      } catch (error) {
        failure ??= error;
      }
    };
    const fetching = fetch(first);
    await Promise.race([fetching, this.#planned.promise]);
    await mapBounded(this.#ranges, this.#options.parallelParts, async (range) =>
      range === first ? fetching : fetch(range),
    );
    if (failure !== undefined) throw failure as Error;
  }

  async #digest(): Promise<string> {
    if (this.#stamp !== undefined) return this.#known.upload?.digest ?? '';
    if (this.#behind !== undefined) return this.#behind.digest();
    return `sha256:${this.#inline.digest('hex')}`;
  }

  /** Also true of what has no stamp. */
  #isAsStamped(): boolean {
    if (this.#stamp === undefined) return true;
    const checksums = this.#ranges.map((range) => range.checksum?.digest() ?? '');
    return this.#stamp.checksum === combineChecksums(checksums);
  }

  async #fetch(range: Range): Promise<void> {
    const progress = (): number => range.position;
    await withRetry(
      async () => {
        try {
          await this.#request(range);
        } catch (error) {
          throw s3Error(error, this.#location);
        }
      },
      { ...this.#options.retry, progress },
    );
  }

  async #request(range: Range): Promise<void> {
    const { bufferBytes } = this.#options;
    const large = (this.#known.bytes ?? this.#version?.bytes ?? 0) > bufferBytes;
    if (!large) return this.#send(range, undefined);
    await transferMemory.with(1, bufferBytes, async ([buffer]) => this.#send(range, buffer));
  }

  async #send(range: Range, buffer: Buffer | undefined): Promise<void> {
    const { bucket, key } = this.#location;
    const isWhole =
      range.position === 0 && this.#known.bytes !== undefined && this.#known.bytes <= this.#options.partBytes;
    const headers = {
      'x-amz-checksum-mode': 'ENABLED',
      ...(!isWhole && { range: `bytes=${range.position}-${range.end - 1}` }),
      ...(this.#version !== undefined && { 'if-match': this.#version.etag }),
    };
    const request = { method: 'GET', bucket, key, ...(buffer !== undefined && { buffer }) } as const;
    const open = (head: ResponseHead): ((chunk: Buffer) => void) => {
      this.#begin(range, head);
      return (chunk) => this.#write(range, chunk);
    };
    try {
      await this.#client.send({ ...request, headers, open });
    } catch (error) {
      const isEmpty = error instanceof S3ResponseError && error.status === 416 && range.position === 0;
      if (!isEmpty) throw error;
      await this.#client.send({ ...request, open });
    }
    this.#finish(range);
  }

  /** Learns from the head of an answer what the object is, and makes sure that it is still the same one. */
  #begin(range: Range, { status, headers }: ResponseHead): void {
    const etag = headers.get('etag') ?? '';
    const match = /^bytes (\d+)-(\d+)\/(\d+)$/.exec(headers.get('content-range') ?? '');
    const length = Number(headers.get('content-length'));
    const [start, end, bytes] =
      match === null ? [0, length, length] : [Number(match[1]), Number(match[2]) + 1, Number(match[3])];
    if (!Number.isSafeInteger(bytes) || (status === 206) !== (match !== null) || start !== range.position) {
      throw new ConnectionError('the server sends another part of the object than it was asked for');
    }
    if (this.#version === undefined) this.#plan({ etag, bytes });
    else if (this.#version.etag !== etag || this.#version.bytes !== bytes) throw replaced();
    range.end = Math.min(range.end, bytes);
    if (end !== range.end) throw new ConnectionError('the server sends less of the object than it was asked for');
    if (match === null || (start === 0 && end === bytes)) this.#checksum = headers.get('x-amz-checksum-crc32');
  }

  /** Cuts a large object into ranges, and decides how it is checked. */
  #plan(version: Version): void {
    this.#version = version;
    this.#file ??= openSync(this.#localPath, 'w');
    const { bytes } = version;
    const partBytes = this.#partBytes;
    for (let start = partBytes; start < bytes; start += partBytes) {
      this.#ranges.push({ start, end: Math.min(bytes, start + partBytes), position: start, crc: 0 });
    }
    if (bytes > partBytes) {
      if (this.#expected?.etag === plainTag(version.etag)) this.#stamp = this.#expected;
      else this.#behind = hashFile(this.#localPath, bytes);
    }
    if (this.#stamp !== undefined) for (const range of this.#ranges) range.checksum = createPartChecksum();
    this.#planned.resolve(undefined);
  }

  #write(range: Range, chunk: Buffer): void {
    for (let start = 0; start < chunk.length; start += writeBytes) {
      // Each piece is checked while the processor still has it at hand.
      this.#writePiece(range, chunk.subarray(start, start + writeBytes));
    }
    if (this.#behind !== undefined) this.#digestUpTo(this.#behind);
  }

  #writePiece(range: Range, piece: Buffer): void {
    const file = this.#file as number;
    for (let written = 0; written < piece.length;) {
      written += writeSync(file, piece, written, piece.length - written, range.position + written);
    }
    range.position += piece.length;
    if (range.checksum !== undefined) {
      range.checksum.update(piece);
    } else if (this.#behind === undefined) {
      range.crc = crc32(piece, range.crc);
      this.#inline.update(piece);
    }
  }

  /** Everything before the first gap can be digested. */
  #digestUpTo(behind: FileHash): void {
    let range = this.#ranges[this.#firstOpen];
    while (range !== undefined && range.position === range.end) {
      this.#firstOpen += 1;
      range = this.#ranges[this.#firstOpen];
    }
    const upTo = range?.position ?? this.#version?.bytes ?? 0;
    if (range === undefined || upTo - this.#digesting >= digestStep) {
      this.#digesting = upTo;
      behind.advance(upTo);
    }
  }

  #finish(range: Range): void {
    if (range.position !== range.end) throw new ConnectionError('the body of the answer is too short');
    // `-` marks a checksum of checksums, which only says something to those who know the parts.
    const stored = this.#checksum;
    if (this.#ranges.length > 1 || stored === undefined || stored.includes('-')) return;
    if (stored !== checksumText(range.crc)) {
      range.position = 0;
      this.#inline = createHash('sha256');
      range.crc = 0;
      throw new ConnectionError('the content is not what the server has a checksum of', { code: 'BadDigest' });
    }
  }
}

function replaced(): Error {
  return new InfraError('The object was replaced while it was read.', { retriable: false });
}
