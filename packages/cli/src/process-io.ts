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

function textOutput(stream: NodeJS.WriteStream): TextOutput {
  // `tiphys compile pipeline.yaml | head` closes our output early: that is no fault of anybody.
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error;
  });
  return {
    write: (text) => {
      stream.write(text);
    },
    isTerminal: stream.isTTY === true,
    columns: () => stream.columns ?? 80,
    rows: () => stream.rows ?? 24,
  };
}

async function readStdin(): Promise<Uint8Array> {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
