import { emitManifest } from '@tiphys/backend-argo';
import { exitCode } from '@tiphys/diagnostics';
import type { CommandContext, RunOptions } from '../command-context.ts';
import { buildPlan } from '../input/build-plan.ts';
import { readParamsFile } from '../input/read-params-file.ts';
import { checkRunParameters, parseParameterFlags } from '../input/run-parameters.ts';
import type { GivenParameter } from '../input/run-parameters.ts';
import { hasErrors, writeDiagnostics } from '../report/write-diagnostics.ts';

/** `tiphys run`: compiles, then runs the manifest on this machine. Gives the exit code. */
export async function run(file: string, options: RunOptions, { io }: CommandContext): Promise<number> {
  const given = await readGiven(options, io.cwd);
  const { source, loaded, plan, diagnostics } = await buildPlan(file, io);
  const emitted = plan === undefined ? undefined : emitManifest(plan);
  const parameters = loaded === undefined ? undefined : checkRunParameters(loaded, given);
  const all = [...diagnostics, ...(emitted?.diagnostics ?? []), ...(parameters?.diagnostics ?? [])];
  writeDiagnostics(all, io, [source]);
  if (emitted === undefined || parameters === undefined || hasErrors(all)) return exitCode.failed;
  return exitCode.ok;
}

/** Parameters from the file and from the flags; a flag wins. */
async function readGiven(options: RunOptions, cwd: string): Promise<ReadonlyMap<string, GivenParameter>> {
  const flags = parseParameterFlags(options.parameter ?? []);
  const fromFile = options.paramsFile === undefined ? [] : await readParamsFile(options.paramsFile, { cwd });
  return new Map([...fromFile, ...flags]);
}
