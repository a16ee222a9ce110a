import type { CliIo, InterruptSignal } from '../io.ts';

/** A `CliIo` that keeps what was written. */
export interface TestIo extends CliIo {
  readonly out: () => string;
  readonly err: () => string;
  readonly interrupt: (signal: InterruptSignal) => void;
  readonly exits: readonly number[];
}

/** What a test may choose. */
export interface TestIoOptions {
  readonly cwd?: string;
  readonly stdin?: Uint8Array | string;
  readonly env?: Readonly<Record<string, string>>;
  readonly terminal?: boolean;
  readonly now?: () => number;
  readonly userId?: number;
}

/** An io without a process: no terminal, no environment, a clock that stands still. */
export function createTestIo(options: TestIoOptions = {}): TestIo {
  const written = { stdout: '', stderr: '' };
  const listeners = new Set<(signal: InterruptSignal) => void>();
  const exits: number[] = [];
  const output = (name: 'stdout' | 'stderr'): CliIo['stdout'] => ({
    write: (text) => {
      written[name] += text;
    },
    isTerminal: options.terminal ?? false,
    columns: () => 100,
    rows: () => 40,
  });
  const stdin = options.stdin ?? '';
  return {
    stdout: output('stdout'),
    stderr: output('stderr'),
    readStdin: () => Promise.resolve(typeof stdin === 'string' ? new TextEncoder().encode(stdin) : stdin),
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
    userId: options.userId ?? process.getuid?.(),
    now: options.now ?? (() => 0),
    onInterrupt: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
    exit: (code) => {
      exits.push(code);
    },
    out: () => written.stdout,
    err: () => written.stderr,
    interrupt: (signal) => {
      for (const listener of [...listeners]) listener(signal);
    },
    exits,
  };
}
