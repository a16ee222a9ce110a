import { TransferMemory } from './transfer-memory.ts';
import type { RetryOptions } from '../with-retry.ts';

/** Sizes of transfers, in bytes. */
export interface TransferOptions {
  /** Length of a part of an upload and of a range of a download; S3 wants at least 5 MiB for parts. */
  readonly partBytes: number;
  /** Files up to this size are read and sent in one piece. */
  readonly smallBytes: number;
  /** Length of the buffers through which everything else passes. */
  readonly bufferBytes: number;
  /** Ranges or parts of one file at a time. */
  readonly parallelParts: number;
  /** How long a server may be silent, in milliseconds. */
  readonly silenceMilliseconds: number;
  readonly retry: RetryOptions;
}

const mebibyte = 1024 * 1024;

export const defaultTransfer: TransferOptions = {
  partBytes: 16 * mebibyte,
  smallBytes: mebibyte / 4,
  bufferBytes: mebibyte,
  parallelParts: 4,
  silenceMilliseconds: 60_000,
  retry: { attempts: 6 },
};

/**
 * What all transfers of this process together hold in buffers. With the 64 KiB that each of 32 connections has for itself and
 * what Node needs, the process stays below 128 MiB, whatever the size and number of the files.
 */
export const transferMemory = new TransferMemory(24 * mebibyte);
