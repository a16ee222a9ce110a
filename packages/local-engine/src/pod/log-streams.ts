import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { Writable } from 'node:stream';
import type { OutputFollower } from '../text/line-splitter.ts';

/** A log file that two streams of a command are written to, in the order in which they come. */
export interface LogStreams {
  readonly stdout: Writable;
  readonly stderr: Writable;
  /** Resolves when everything is in the file. */
  close(): Promise<void>;
}

/** Streams that append to a file, and give `follow` what they write. */
export function createLogStreams(path: string, follow?: OutputFollower): LogStreams {
  const file = createWriteStream(path, { flags: 'a' });
  const streamFor = (stream: 'stdout' | 'stderr'): Writable =>
    follow === undefined
      ? file
      : new Writable({
          write: (chunk: Buffer, _encoding, done) => {
            follow(chunk, stream);
            file.write(chunk, done);
          },
        });
  return {
    stdout: streamFor('stdout'),
    stderr: streamFor('stderr'),
    async close() {
      // What was written to the two streams is in the file's queue by now.
      file.end();
      await once(file, 'close');
    },
  };
}
