import { emitManifest, printManifest } from '@tiphys/backend-argo';
import type { JsonValue } from '@tiphys/diagnostics';
import type { CommandContext, RunOptions } from '../command-context.ts';
import { readSettings } from '../config/settings.ts';
import { hasErrors, writeDiagnostics } from '../report/write-diagnostics.ts';
import { buildPlan } from './build-plan.ts';
import { readParamsFile } from './read-params-file.ts';
import { readPipeline } from './read-pipeline.ts';
import { checkRunParameters, parseParameterFlags } from './run-parameters.ts';
import type { GivenParameter } from './given-parameter.ts';

/** What the local engine is given. */
export interface PreparedRun {
  /** The text of the manifest, not the object: what is run is what `tiphys compile` prints. */
  readonly manifest: string;
  readonly parameters: Readonly<Record<string, JsonValue>>;
}

/** Makes the manifest and checks the parameters. Undefined when there were errors, which have been printed. */
export async function prepareRun(
  file: string,
  options: RunOptions,
  context: CommandContext,
): Promise<PreparedRun | undefined> {
  const { io } = context;
  const given = await readGiven(options, io.cwd);
  if (options.fromManifest === true) {
    // The engine knows what a manifest declares.
    const values = [...given].map(([name, value]) => [name, value.from === 'flag' ? value.text : value.value] as const);
    return { manifest: (await readPipeline(file, io)).text, parameters: Object.fromEntries(values) };
  }
  const settings = await readSettings(file, options, context);
  const { source, loaded, plan, diagnostics } = await buildPlan(file, settings.compile, io);
  const emitted = plan === undefined ? undefined : emitManifest(plan, { ...settings.emit, kind: 'workflow' });
  const checked = loaded === undefined ? undefined : checkRunParameters(loaded, given, io.cwd);
  const all = [...diagnostics, ...(emitted?.diagnostics ?? []), ...(checked?.diagnostics ?? [])];
  writeDiagnostics(all, io, [source]);
  if (emitted === undefined || checked === undefined || hasErrors(all)) return undefined;
  return { manifest: printManifest(emitted.manifest), parameters: checked.texts };
}

/** Parameters from the file and from the flags; a flag wins. */
async function readGiven(options: RunOptions, cwd: string): Promise<ReadonlyMap<string, GivenParameter>> {
  const flags = parseParameterFlags(options.parameter ?? []);
  const fromFile = options.paramsFile === undefined ? [] : await readParamsFile(options.paramsFile, { cwd });
  return new Map([...fromFile, ...flags]);
}
