/** Bytes to keep of what a command writes on stderr: enough for a traceback. */
const keptBytes = 16 * 1024;

/** Most characters and lines of what is shown of a failure: messages of nodes are stored with the workflow. */
const most = { characters: 2000, lines: 30, plainLines: 10 };

/** Keeps the end of a stream of bytes, in bounded memory. */
export interface Tail {
  push(chunk: Uint8Array): void;
  /** The last bytes as text; a character that was cut at the start is left out. */
  text(): string;
}

/** Makes an empty tail. */
export function createTail(limit: number = keptBytes): Tail {
  let kept = Buffer.alloc(0);
  let total = 0;
  return {
    push: (chunk) => {
      total += chunk.length;
      kept = Buffer.concat([kept, chunk.subarray(Math.max(0, chunk.length - limit))]);
      // Cutting only now and then keeps small writes cheap.
      if (kept.length > 2 * limit) {
        kept = kept.subarray(kept.length - limit);
      }
    },
    text: () => {
      let start = Math.max(0, kept.length - limit);
      while (total > limit && start < kept.length && ((kept[start] ?? 0) & 0xc0) === 0x80) {
        start += 1;
      }
      return kept.subarray(start).toString('utf8');
    },
  };
}

/**
 * What a command said of its own failure: Python's last traceback, from its last frames on, else the last lines. Without colours
 * and control characters; at most 2,000 characters. `undefined` when it said nothing.
 */
export function failureTail(text: string): string | undefined {
  const lines = plain(text).trimEnd().split('\n');
  const traceback = lines.findLastIndex((line) => line.startsWith('Traceback (most recent call last):'));
  const chosen = traceback === -1 ? lines.slice(-most.plainLines) : fromTraceback(lines.slice(traceback));
  const joined = chosen.join('\n').trim();
  return joined === '' ? undefined : joined.slice(-most.characters).toWellFormed();
}

function fromTraceback(lines: readonly string[]): readonly string[] {
  // The exception is at the end of the traceback; what follows are the last words of the interpreter, seldom more than a line.
  return lines.length <= most.lines ? lines : [lines[0] ?? '', '  ...', ...lines.slice(2 - most.lines)];
}

const controls = /\u001b\[[0-9;?]*[ -/]*[@-~]|[\u0000-\u0008\u000b-\u001f\u007f]/g;

/** Text without escape sequences; a line that was redrawn, as progress bars are, counts as it was left. */
function plain(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replace(/^.*\r(?=.)/gm, '')
    .replace(controls, '');
}
