import { argoVersions, emitManifest, isPipelineRoot, printManifest, reportManifest } from '@tiphys/backend-argo';
import type { EmitOptions } from '@tiphys/backend-argo';
import type { Plan } from '@tiphys/compiler';
import { exitCode, printJson, suggest, UsageError } from '@tiphys/diagnostics';
import type { Diagnostic, JsonValue } from '@tiphys/diagnostics';
import type { CommandContext, CompileOptions } from '../command-context.ts';
import { readSettings } from '../config/settings.ts';
import { buildPlan } from '../input/build-plan.ts';
import { writeFileAtomically } from '../input/write-file-atomically.ts';
import { hasErrors, writeDiagnostics } from '../report/write-diagnostics.ts';

/** `tiphys compile`: writes the manifest, the plan or the report. Gives the exit code. */
export async function compile(file: string, options: CompileOptions, context: CommandContext): Promise<number> {
  const { io } = context;
  const flags = readFlags(options);
  const settings = await readSettings(file, options, context);
  const emitOptions = completeSchedule({ ...settings.emit, ...flags }, options);
  const { source, plan, diagnostics } = await buildPlan(file, settings.compile, io);
  const made = plan === undefined ? { diagnostics: [] } : make(plan, options.emit, emitOptions);
  const all = [...diagnostics, ...made.diagnostics];
  writeDiagnostics(all, io, [source]);
  if (hasErrors(all) || made.text === undefined) return exitCode.failed;
  if (options.output === undefined || options.output === '-') io.stdout.write(made.text);
  else await writeFileAtomically(options.output, made.text, io.cwd);
  return exitCode.ok;
}

function make(
  plan: Plan,
  what: CompileOptions['emit'],
  options: EmitOptions,
): { readonly text?: string; readonly diagnostics: readonly Diagnostic[] } {
  if (what === 'plan') return { text: `${printJson(asJson(plan), 2)}\n`, diagnostics: [] };
  const { manifest, diagnostics } = emitManifest(plan, options);
  const text = what === 'report' ? `${printJson(asJson(reportManifest(manifest)), 2)}\n` : printManifest(manifest);
  return { text, diagnostics };
}

/** Plans and reports are JSON by contract; their interfaces only lack the index signature. */
function asJson(value: object): JsonValue {
  return value as JsonValue;
}

/** Flags alone; what is not implemented is refused, never ignored. */
function readFlags(options: CompileOptions): EmitOptions {
  if (options.plugin !== undefined) throw notYet('--plugin');
  return {
    ...(options.kind !== undefined && { kind: options.kind }),
    ...(options.argoVersion !== undefined && { argoVersion: readArgoVersion(options.argoVersion) }),
    ...(options.pipelineRoot !== undefined && { pipelineRoot: readPipelineRoot(options.pipelineRoot) }),
    ...(options.launcherImage !== undefined && { launcherImage: options.launcherImage }),
  };
}

/** Lays the flags of a schedule over the one of the configuration, once it is known what is made. */
function completeSchedule(emit: EmitOptions, flags: CompileOptions): EmitOptions {
  const { timezone, concurrencyPolicy } = flags;
  if (emit.kind !== 'cron-workflow') {
    const given = flags.schedule !== undefined || timezone !== undefined || concurrencyPolicy !== undefined;
    if (given) throw new UsageError('--schedule, --timezone and --concurrency-policy go with --kind cron-workflow');
    return emit;
  }
  const expressions = flags.schedule ?? emit.schedule?.expressions;
  if (expressions === undefined) {
    throw new UsageError("--kind cron-workflow needs a schedule, such as --schedule '0 6 * * *'");
  }
  const schedule = {
    ...emit.schedule,
    expressions,
    ...(timezone !== undefined && { timezone }),
    ...(concurrencyPolicy !== undefined && { concurrencyPolicy }),
  };
  return { ...emit, schedule };
}

function notYet(flag: string): UsageError {
  return new UsageError(`${flag} is not implemented in this version of Tiphys`);
}

/** Takes `3.6`, `v3.6` and `3.6.10`. */
function readArgoVersion(text: string): NonNullable<EmitOptions['argoVersion']> {
  const minor = /^v?(\d+\.\d+)(\.\d+)?$/.exec(text)?.[1] ?? text;
  const found = argoVersions.find((version) => version === minor);
  if (found !== undefined) return found;
  const nearest = suggest(minor, argoVersions);
  throw new UsageError(
    `--argo-version ${text} is not known: it is one of ${argoVersions.join(', ')}` +
      (nearest === undefined ? '' : `\nhint: did you mean ${nearest}?`),
  );
}

function readPipelineRoot(text: string): string {
  if (isPipelineRoot(text)) return text;
  throw new UsageError(
    `--pipeline-root ${text} is not a store: it looks like minio://bucket/prefix or s3://bucket/prefix`,
  );
}
