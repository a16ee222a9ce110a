import { StringDecoder } from 'node:string_decoder';

/** Takes the output of a program as it comes. */
export type OutputFollower = (chunk: Buffer, stream: 'stdout' | 'stderr') => void;

/** Takes output as it comes, and tells its lines. */
export interface LineSplitter {
  readonly push: (chunk: Buffer) => void;
  /** Tells what is left without an end of line. */
  readonly end: () => void;
}

/** Characters of a line that does not end; what is longer is told in parts. */
const longestLine = 16 * 1024;

/** The lines of a program's two streams: each has its own, wherever the other one is. */
export function followLines(onLine: (text: string) => void): {
  readonly follow: OutputFollower;
  readonly end: () => void;
} {
  const streams = { stdout: createLineSplitter(onLine), stderr: createLineSplitter(onLine) };
  return {
    follow: (chunk, stream) => streams[stream].push(chunk),
    end: () => {
      streams.stdout.end();
      streams.stderr.end();
    },
  };
}

/**
 * Lines of UTF-8 as a terminal shows them: without `\r\n` or `\n`, and of what a progress bar draws over itself with `\r`
 * only the last state.
 */
export function createLineSplitter(onLine: (text: string) => void): LineSplitter {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  const tell = (line: string): void => {
    const drawn = line.replace(/\r+$/, '');
    onLine(drawn.slice(drawn.lastIndexOf('\r') + 1));
  };
  const take = (text: string): void => {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) tell(line);
    while (rest.length > longestLine) {
      tell(rest.slice(0, longestLine));
      rest = rest.slice(longestLine);
    }
  };
  return {
    push: (chunk) => take(decoder.write(chunk)),
    end: () => {
      take(decoder.end());
      if (rest !== '') tell(rest);
      rest = '';
    },
  };
}
