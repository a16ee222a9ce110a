import type { Writable } from 'node:stream';
import { environmentName, launcherDirectory } from '@tiphys/contract';
import { exitCode, isTiphysError, UsageError } from '@tiphys/diagnostics';
import type { SignalSource, VolumeClaims } from '@tiphys/runtime';
import { readTaskEnvironment, runTask } from '@tiphys/runtime';
import { readMemoryEvents } from './memory-events.ts';
import { openTaskStore } from './open-task-store.ts';
import { releaseMemory } from './release-memory.ts';
import { version } from './version.ts';
import { writeTerminationMessage } from './write-termination-message.ts';

const help = `Usage: launcher run            run the task that the TIPHYS_* environment variables describe
       launcher install DIR    copy the launcher, with all it needs, to DIR
       launcher --version
       launcher --help

Started by the pods of a compiled manifest; see docs/store.md for what it writes.
Exit codes: the task's own; 1 bad inputs or outputs, 2 usage, 3 the store failed, 70 a bug.
`;

/** What the launcher needs from its process. */
export interface LauncherProcess {
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly signals: SignalSource;
  /** This process's own output, which the command's goes through; `stdout` only where the log is kept. */
  readonly stdout: Writable;
  readonly stderr: Writable;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Runs the launcher and gives its exit code. Never throws: a fault is one line on stderr. */
export async function runLauncher(launcher: LauncherProcess): Promise<number> {
  try {
    return await command(launcher);
  } catch (error) {
    const [message, code] = isTiphysError(error)
      ? [error.message, error.exitCode]
      : [`this is a bug in Tiphys: ${error instanceof Error ? error.stack : String(error)}`, exitCode.internal];
    launcher.error(`tiphys: ${message}\n`);
    writeTerminationMessage(message);
    return code;
  }
}

async function command(launcher: LauncherProcess): Promise<number> {
  const [name, ...rest] = launcher.argv.filter((argument) => argument !== '--');
  switch (name) {
    case 'run':
      refuseMore(rest);
      return run(launcher);
    case '--version':
      launcher.out(`${version}\n`);
      return exitCode.ok;
    case '--help':
    case '-h':
    case 'help':
      launcher.out(help);
      return exitCode.ok;
    case undefined:
      launcher.error(help);
      return exitCode.usage;
    default:
      throw new UsageError(`There is no command ${JSON.stringify(name)}. See launcher --help.`);
  }
}

function refuseMore(rest: readonly string[]): void {
  if (rest.length > 0) {
    throw new UsageError(`Unexpected argument ${JSON.stringify(rest[0])}. See launcher --help.`);
  }
}

async function run({ env, signals, stdout, stderr, error }: LauncherProcess): Promise<number> {
  const task = readTaskEnvironment(env);
  if (task.store === undefined) {
    throw new UsageError(`The environment variable ${environmentName.store} is missing: it says where the store is.`);
  }
  // Set by the stub: the limit that the pod gave, before Node raised its own.
  const openFiles = env['TIPHYS_OPEN_FILES'];
  const result = await runTask({
    task,
    store: openTaskStore(task.store, env),
    base: env[environmentName.base] ?? launcherDirectory,
    // The SDK knows local paths only for URIs of object stores.
    localUris: task.store.root.startsWith('file:'),
    env,
    signals,
    graceMilliseconds: task.graceSeconds * 1000,
    ...(task.spec.claim !== undefined && { claims: await kubernetesClaims(env) }),
    // Through this process, for its last words, and for the log; else stdout goes straight to where the pod's goes.
    stderr,
    ...(task.keepLog && { stdout }),
    ...(openFiles !== undefined && { supervisor: [`${launcherDirectory}/launcher`, 'supervise', openFiles] }),
    memoryEvents: readMemoryEvents,
    onLongCommand: () => releaseMemory(),
    warn: (message) => error(`tiphys: warning: ${message}\n`),
  });
  if (result.message !== undefined) {
    error(`tiphys: ${result.message}\n`);
    writeTerminationMessage(
      [result.message, result.record.errorDetail].filter((text) => text !== undefined).join('\n'),
    );
  }
  return result.exitCode;
}

/** Loaded only where it is needed: few tasks have anything to do with volume claims. */
async function kubernetesClaims(env: LauncherProcess['env']): Promise<VolumeClaims> {
  const { createKubernetesClaims, podApiServer } = await import('./kubernetes-claims.ts');
  return createKubernetesClaims(() => podApiServer(env));
}
