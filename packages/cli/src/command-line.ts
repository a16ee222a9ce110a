import { CommanderError } from 'commander';
import { exitCode } from '@tiphys/diagnostics';
import { createProgram } from './program.ts';
import { explainFailure } from './report/explain-failure.ts';
import type { CliIo } from './io.ts';

/**
 * Runs one command line and returns the exit code: 0 ok, 1 the pipeline or the run failed, 2 called wrongly,
 * 3 infrastructure, 70 a bug in Tiphys, 130 or 143 interrupted. Never throws.
 *
 * @param argv the arguments after the program's name
 */
export async function main(argv: readonly string[], io: CliIo): Promise<number> {
  let code: number = exitCode.ok;
  const program = createProgram(
    io,
    (result) => {
      code = result;
    },
    argv,
  );
  try {
    await program.parseAsync(argv, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has already written its message, or the help.
    if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
    const debug = argv.includes('--debug') || isSet(io.env['TIPHYS_DEBUG']);
    return explainFailure(error, io, { debug });
  }
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '' && value !== '0';
}
