import { chmod, copyFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environmentName, launcherDirectory } from '@tiphys/contract';
import { exitCode, isTiphysError, UsageError } from '@tiphys/diagnostics';
import type { SignalSource } from '@tiphys/runtime';
import { readTaskEnvironment, runTask } from '@tiphys/runtime';
import type { StoreCredentials } from '@tiphys/storage';
import { openStore, makeDirectory } from '@tiphys/storage';
import { createKubernetesClaims, podApiServer } from './kubernetes-claims.ts';
import { version } from './version.ts';

const help = `Usage: launcher run            run the task that the TIPHYS_* environment variables describe
       launcher install DIR    copy this program to DIR/launcher
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
  /** URL of the bundle, which is what `install` copies. */
  readonly program: string;
  readonly out: (text: string) => void;
  readonly error: (text: string) => void;
}

/** Runs the launcher and gives its exit code. Never throws: a fault is one line on stderr. */
export async function runLauncher(launcher: LauncherProcess): Promise<number> {
  try {
    return await command(launcher);
  } catch (error) {
    if (isTiphysError(error)) {
      launcher.error(`tiphys: ${error.message}\n`);
      return error.exitCode;
    }
    launcher.error(`tiphys: this is a bug in Tiphys: ${error instanceof Error ? error.stack : String(error)}\n`);
    return exitCode.internal;
  }
}

async function command(launcher: LauncherProcess): Promise<number> {
  const [name, ...rest] = launcher.argv.filter((argument) => argument !== '--');
  switch (name) {
    case 'run':
      refuseMore(rest);
      return run(launcher);
    case 'install': {
      const [directory, ...more] = rest;
      if (directory === undefined) {
        throw new UsageError('install needs the directory to copy the launcher to. See launcher --help.');
      }
      refuseMore(more);
      await install(fileURLToPath(launcher.program), directory);
      return exitCode.ok;
    }
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

async function run({ env, signals, error }: LauncherProcess): Promise<number> {
  const task = readTaskEnvironment(env);
  if (task.store === undefined) {
    throw new UsageError(`The environment variable ${environmentName.store} is missing: it says where the store is.`);
  }
  const result = await runTask({
    task,
    store: openStore({ ...task.store, ...authorities(env) }, credentials(env)),
    base: env['TIPHYS_BASE'] ?? launcherDirectory,
    // The SDK knows local paths only for URIs of object stores.
    localUris: task.store.root.startsWith('file:'),
    env,
    signals,
    // Read only where it is needed: few tasks have anything to do with volume claims.
    ...(task.spec.claim !== undefined && { claims: createKubernetesClaims(() => podApiServer(env)) }),
    warn: (message) => error(`tiphys: warning: ${message}\n`),
  });
  if (result.message !== undefined) {
    error(`tiphys: ${result.message}\n`);
  }
  return result.exitCode;
}

function authorities(env: LauncherProcess['env']): { readonly ca?: string } {
  const ca = env[environmentName.ca];
  return ca === undefined ? {} : { ca };
}

function credentials(env: LauncherProcess['env']): StoreCredentials | undefined {
  const accessKey = env[environmentName.accessKey];
  const secretKey = env[environmentName.secretKey];
  return accessKey === undefined || secretKey === undefined ? undefined : { accessKey, secretKey };
}

/** Copies the program; it appears under its name only when it is complete. */
async function install(program: string, directory: string): Promise<void> {
  const temporary = join(directory, '.launcher.tmp');
  try {
    await makeDirectory(directory);
    await copyFile(program, temporary);
    await chmod(temporary, 0o755);
    await rename(temporary, join(directory, 'launcher'));
  } catch (error) {
    throw new UsageError(`The launcher cannot be copied to ${directory}: ${(error as Error).message}`);
  }
}
