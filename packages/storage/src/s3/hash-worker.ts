import { checksumCipher } from './part-checksum.ts';

/**
 * Program of the thread that digests large files; text, because it has to be inside of whatever bundle this package ends
 * up in. It reads the file itself, out of the page cache, as far as it is told to (`upTo`), and answers with the CRC32 and the
 * checksum (part-checksum.ts) of each part, if there are any, as it is complete, and with the SHA-256 of all in the end.
 */
export const hashWorker = `
'use strict';
const { parentPort } = require('node:worker_threads');
const { closeSync, openSync, readSync } = require('node:fs');
const { createCipheriv, createHash } = require('node:crypto');
const { crc32 } = require('node:zlib');
const buffer = Buffer.allocUnsafeSlow(256 * 1024);
const jobs = new Map();
function startChecksum() {
  return createCipheriv(...${JSON.stringify(checksumCipher)});
}
function endChecksum(cipher) {
  cipher.final();
  return cipher.getAuthTag().toString('hex');
}
function read(job, length) {
  const count = readSync(job.file, buffer, 0, Math.min(length, buffer.length), job.position);
  if (count === 0) throw new Error('the file became shorter');
  const bytes = buffer.subarray(0, count);
  job.hash.update(bytes);
  if (job.partBytes !== undefined) {
    job.crc = crc32(bytes, job.crc);
    job.checksum.setAAD(bytes);
  }
  job.position += count;
}
// One step at a time, so that several files share the thread.
function step(id) {
  const job = jobs.get(id);
  if (job === undefined) return;
  try {
    const partEnd = job.partBytes === undefined ? job.bytes : Math.min(job.bytes, (job.part + 1) * job.partBytes);
    const until = Math.min(partEnd, job.upTo, job.position + 4 * 1024 * 1024);
    while (job.position < until) read(job, until - job.position);
    if (job.position === partEnd) {
      parentPort.postMessage({ id, part: job.part, crc: job.crc, checksum: endChecksum(job.checksum) });
      job.part += 1;
      job.crc = 0;
      job.checksum = startChecksum();
    }
    if (job.position === job.bytes) {
      close(id);
      parentPort.postMessage({ id, digest: job.hash.digest('hex') });
    } else if (job.position < job.upTo) {
      setImmediate(step, id);
    } else {
      job.idle = true;
    }
  } catch (error) {
    close(id);
    parentPort.postMessage({ id, error: { code: error.code ?? '', message: error.message } });
  }
}
function close(id) {
  const job = jobs.get(id);
  if (job !== undefined) closeSync(job.file);
  jobs.delete(id);
}
parentPort.on('message', ({ id, open, upTo, stop }) => {
  if (open !== undefined) {
    try {
      const file = openSync(open.path, 'r');
      const sums = { crc: 0, checksum: startChecksum(), hash: createHash('sha256') };
      jobs.set(id, { ...open, file, position: 0, part: 0, ...sums, upTo: 0, idle: true });
    } catch (error) {
      parentPort.postMessage({ id, error: { code: error.code ?? '', message: error.message } });
    }
  }
  const job = jobs.get(id);
  if (job === undefined) return;
  if (stop) return close(id);
  job.upTo = Math.max(job.upTo, upTo);
  if (job.idle && job.upTo > job.position) {
    job.idle = false;
    step(id);
  }
});
`;
