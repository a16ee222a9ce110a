import { delimiter, join } from 'node:path';
import { InfraError } from '@tiphys/diagnostics';
import { pathExists } from '@tiphys/storage';
import type { Command, CommandEnd } from './command.ts';

/** An error of the system, with its code, such as `ENOENT`. */
export type SystemError = Error & { readonly code?: string };

/**
 * Says why a program did not start, with the exit codes that shells use: 127 not found, 126 not executable. Throws
 * `InfraError` where the machine was short of something.
 */
export async function whyNotStarted({ argv, env }: Command, workdir: string, error: SystemError): Promise<CommandEnd> {
  const program = argv[0] ?? '';
  if (error.code === 'ENOENT' || error.code === 'ENOTDIR') {
    if (!(await pathExists(workdir))) {
      return { exitCode: 127, message: `The working directory ${workdir} does not exist.` };
    }
    const found = await findProgram(program, env, workdir);
    return {
      exitCode: 127,
      message:
        found === undefined
          ? `The program ${JSON.stringify(program)} was not found in the image${program.includes('/') ? '' : ` (PATH is ${shortened(env['PATH']) ?? 'not set'})`}.`
          : `The program ${found} cannot be started: its interpreter (the one in its "#!" line, or its dynamic loader) is not in the image.`,
    };
  }
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'permission denied: it is a directory, or not marked as executable',
    ENOEXEC: 'it is neither a program for this kind of machine nor a script with a "#!" line',
    E2BIG: tooLong(argv),
    EPERM: 'the system does not permit it',
  };
  if (['EAGAIN', 'EMFILE', 'ENFILE', 'ENOMEM'].includes(error.code ?? '')) {
    throw new InfraError(`The command cannot be started: ${error.message}`, { retriable: true, cause: error });
  }
  const reason = reasons[error.code ?? ''] ?? error.message;
  return { exitCode: 126, message: `The program ${JSON.stringify(program)} cannot be started: ${reason}.` };
}

/** The PATH of an image is a line; that of a developer's shell is a page, and tells nothing there. */
function shortened(path: string | undefined): string | undefined {
  return path === undefined || path.length <= 160 ? path : `${path.slice(0, 160)}...`;
}

/** Linux allows 128 KiB for one argument, its NUL included. */
const longestArgument = 128 * 1024 - 1;

function tooLong(argv: readonly string[]): string {
  const index = argv.findIndex((argument) => Buffer.byteLength(argument) > longestArgument);
  return index === -1
    ? 'its arguments and environment together are larger than the system allows'
    : `its argument ${index} has ${Buffer.byteLength(argv[index] ?? '')} bytes, and the system allows ${longestArgument}`;
}

async function findProgram(
  program: string,
  env: Readonly<Record<string, string>>,
  workdir: string,
): Promise<string | undefined> {
  const candidates = program.includes('/')
    ? [join(program.startsWith('/') ? '' : workdir, program)]
    : (env['PATH'] ?? '/usr/bin:/bin').split(delimiter).map((directory) => join(directory, program));
  for (const candidate of candidates) {
    if (await pathExists(candidate)) {
      return candidate;
    }
  }
  return undefined;
}
