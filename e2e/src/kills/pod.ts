import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A launcher at work in namespaces of its own, as in a pod. */
export interface Pod {
  /** Ends what was to be killed, at once (SIGKILL). */
  kill(): void;
  /** When the last process of the pod is gone. */
  readonly ended: Promise<PodEnd>;
}

/** How a pod ended. */
export interface PodEnd {
  /** Of the launcher; absent when it was killed with the pod. */
  readonly code?: number;
  readonly stderr: string;
}

/** What a pod is made of. */
export interface PodOptions {
  /** The bundled launcher. */
  readonly launcher: string;
  /** Of this pod alone; its `tiphys` is the pod's `/tiphys`. */
  readonly directory: string;
  readonly env: Readonly<Record<string, string>>;
  /** Whether a kill takes the launcher only; its parent, and the kernel, end the rest then, as after a launcher that ran out of memory. */
  readonly onlyLauncher: boolean;
  /** Called for each line of the user's command. */
  readonly onLine: () => void;
}

const script = join(import.meta.dirname, 'enter-pod.sh');

/** Starts a pod. */
export function startPod({ launcher, directory, env, onlyLauncher, onLine }: PodOptions): Pod {
  const role = onlyLauncher ? 'child' : 'first';
  const command = ['sh', '-e', script, directory, role, process.execPath, launcher, 'run'];
  const child = spawn('unshare', ['--mount', '--pid', '--fork', '--kill-child', ...command], {
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    for (const character of text) if (character === '\n') onLine();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const ended = new Promise<PodEnd>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ ...(code !== null && { code }), stderr }));
  });
  const kill = (): void => {
    const alone = onlyLauncher ? onlyChild(onlyChild(child.pid)) : undefined;
    if (alone === undefined) child.kill('SIGKILL');
    else process.kill(alone, 'SIGKILL');
  };
  return { kill, ended };
}

/** The child of a process that has one. */
function onlyChild(pid: number | undefined): number | undefined {
  if (pid === undefined) return undefined;
  try {
    const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
    return children === '' ? undefined : Number(children.split(' ')[0]);
  } catch {
    // It is gone.
    return undefined;
  }
}
