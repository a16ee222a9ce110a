import { execFile } from 'node:child_process';
import { errorMessage } from '@tiphys/diagnostics';

/** How a helper program ended. */
export interface HelperEnd {
  readonly ok: boolean;
  readonly stdout: string;
  /** Last lines of standard error, or why it did not start. */
  readonly problem: string;
}

/** Runs a helper program, such as `python3 -m venv`, and gives what it printed. Never rejects. */
export async function runHelper(
  file: string,
  args: readonly string[],
  options: { readonly env: Readonly<Record<string, string | undefined>>; readonly signal: AbortSignal },
): Promise<HelperEnd> {
  return new Promise<HelperEnd>((resolve) => {
    execFile(
      file,
      args,
      { env: options.env, signal: options.signal, maxBuffer: 16 * 1024 * 1024, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        const tail = stderr.trimEnd().split('\n').slice(-10).join('\n');
        resolve({ ok: error === null, stdout, problem: error === null ? '' : tail || error.message });
      },
    );
    // Node throws at once for a name that no program can have, such as an empty one.
  }).catch((error: unknown) => ({ ok: false, stdout: '', problem: errorMessage(error) }));
}
