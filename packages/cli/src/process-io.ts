import { exitCode } from '@tiphys/diagnostics';
import type { CliIo, InterruptSignal, TextOutput } from './io.ts';

const signals: readonly InterruptSignal[] = ['SIGINT', 'SIGTERM'];

/** The `CliIo` of the real process. */
export function processIo(): CliIo {
  return {
    stdout: textOutput(process.stdout),
    stderr: textOutput(process.stderr),
    readStdin,
    env: process.env,
    cwd: process.cwd(),
    userId: process.getuid?.(),
    now: Date.now,
    onInterrupt: (listener) => {
      for (const signal of signals) process.on(signal, listener);
      return () => {
        for (const signal of signals) process.off(signal, listener);
      };
    },
    exit: (code) => process.exit(code),
  };
}

/** What Node says of a stream that may or may not be a terminal; its own types promise more. */
type MaybeTerminal = NodeJS.WritableStream & {
  readonly isTTY?: boolean;
  readonly columns?: number;
  readonly rows?: number;
};

function textOutput(stream: MaybeTerminal): TextOutput {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    // `tiphys compile pipeline.yaml | head` closes our output early: that is no fault of anybody.
    if (error.code === 'EPIPE') return;
    process.stderr.write(`error: cannot write the output: ${error.message}\n`);
    process.exit(exitCode.infrastructure);
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    isTerminal: stream.isTTY ?? false,
    columns: () => stream.columns || 80,
    rows: () => stream.rows ?? 24,
  };
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
