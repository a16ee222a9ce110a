import { emitManifest, printManifest } from '@tiphys/backend-argo';
import type { EmitOptions } from '@tiphys/backend-argo';
import { hasErrors } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import type { RunRequest } from '@tiphys/local-engine';
import type { CommandContext, RunOptions } from '../command-context.ts';
import { readSettings } from '../config/settings.ts';
import { writeDiagnostics } from '../report/write-diagnostics.ts';
import { buildPlan } from './build-plan.ts';
import { readArgoVersion } from './emit-flags.ts';
import { missingFiles } from './missing-files.ts';
import { readParamsFile } from './read-params-file.ts';
import { readPipeline } from './read-pipeline.ts';
import { checkRunParameters, parseParameterFlags } from './run-parameters.ts';
import type { GivenParameter } from './given-parameter.ts';
import { withoutSidecars } from './without-sidecars.ts';

/** What the local engine is given. */
export interface PreparedRun {
  /** The text of the manifest, not the object: what is run is what `tiphys compile` prints. Undefined: the earlier run's. */
  readonly manifest: string | undefined;
  readonly parameters: Readonly<Record<string, JsonValue>>;
  /** The Argo to behave as, if anybody said so. */
  readonly argoVersion?: string;
}

/**
 * Makes the manifest and checks the parameters, with those of the run to resume below the flags. Undefined when there were errors, which have been printed.
 */
export async function prepareRun(
  file: string | undefined,
  options: RunOptions,
  context: CommandContext,
  earlier: RunRequest | undefined,
): Promise<PreparedRun | undefined> {
  const { io } = context;
  const flag = readVersionFlag(options.argoVersion);
  const given = await readGiven(options, io.cwd, earlier?.parameters ?? {});
  if (file === undefined || options.fromManifest === true) {
    // The engine knows what a manifest declares.
    const values = [...given].map(([name, value]) => [name, value.from === 'flag' ? value.text : value.value] as const);
    const manifest = file === undefined ? undefined : (await readPipeline(file, io)).text;
    return { manifest, parameters: Object.fromEntries(values), ...flag.run };
  }
  const settings = await readSettings(file, options, context);
  const configured = { ...settings.emit, ...flag.emit };
  const { source, loaded, plan, emit, diagnostics } = await buildPlan(file, io, { ...settings, emit: configured });
  const local = plan === undefined ? undefined : withoutSidecars(plan, emit.placeOf ?? (() => ({ path: [] })));
  const emitted = local === undefined ? undefined : emitManifest(local.plan, { ...emit, kind: 'workflow' });
  const checked = loaded === undefined ? undefined : checkRunParameters(loaded, given, io.cwd);
  const missing = loaded === undefined ? [] : await missingFiles(loaded, given, io.cwd);
  const all = [diagnostics, local?.diagnostics, emitted?.diagnostics, checked?.diagnostics, missing].flatMap(
    (some) => some ?? [],
  );
  writeDiagnostics(all, io, [source]);
  if (emitted?.manifest === undefined || checked === undefined || hasErrors(all)) return undefined;
  return {
    manifest: printManifest(emitted.manifest, emitted.documents),
    parameters: checked.texts,
    ...behaveAs(configured.argoVersion),
    ...flag.run,
  };
}

/** What `--argo-version` says: the release to compile for, and the version to behave as, down to the patch. */
function readVersionFlag(text: string | undefined): {
  readonly emit: Pick<EmitOptions, 'argoVersion'>;
  readonly run: Pick<PreparedRun, 'argoVersion'>;
} {
  if (text === undefined) return { emit: {}, run: {} };
  const argoVersion = readArgoVersion(text);
  return { emit: { argoVersion }, run: argoVersion === 'any' ? {} : { argoVersion: text } };
}

function behaveAs(release: EmitOptions['argoVersion']): Pick<PreparedRun, 'argoVersion'> {
  return release === undefined || release === 'any' ? {} : { argoVersion: release };
}

/** Parameters of the run to resume, from the file, and from the flags; the last one wins. */
async function readGiven(
  options: RunOptions,
  cwd: string,
  before: Readonly<Record<string, JsonValue>>,
): Promise<ReadonlyMap<string, GivenParameter>> {
  const flags = parseParameterFlags(options.parameter ?? []);
  const fromFile = options.paramsFile === undefined ? [] : await readParamsFile(options.paramsFile, { cwd });
  const earlier = Object.entries(before).map(([name, value]) => [name, earlierParameter(value)] as const);
  return new Map([...earlier, ...fromFile, ...flags]);
}

/** The engine was given texts, as flags are. */
function earlierParameter(value: JsonValue): GivenParameter {
  return typeof value === 'string' ? { from: 'flag', text: value } : { from: 'file', value };
}
