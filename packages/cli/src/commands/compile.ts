import { argoVersions, emitManifest, printManifest, reportManifest } from '@tiphys/backend-argo';
import type { CronSchedule, EmitOptions } from '@tiphys/backend-argo';
import type { Plan } from '@tiphys/compiler';
import { exitCode, printJson, suggest, UsageError } from '@tiphys/diagnostics';
import type { Diagnostic, JsonValue } from '@tiphys/diagnostics';
import type { CommandContext, CompileOptions } from '../command-context.ts';
import { buildPlan } from '../input/build-plan.ts';
import { writeFileAtomically } from '../input/write-file-atomically.ts';
import { hasErrors, writeDiagnostics } from '../report/write-diagnostics.ts';

/** `tiphys compile`: writes the manifest, the plan or the report. Gives the exit code. */
export async function compile(file: string, options: CompileOptions, { io }: CommandContext): Promise<number> {
  const emitOptions = readOptions(options);
  const { source, plan, diagnostics } = await buildPlan(file, io);
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

/** What is not implemented is refused, never ignored. */
function readOptions(options: CompileOptions): EmitOptions {
  if (options.plugin !== undefined) throw notYet('--plugin');
  if (options.config !== undefined) throw notYet('--config');
  const schedule = readSchedule(options);
  return {
    kind: options.kind,
    ...(schedule && { schedule }),
    ...(options.argoVersion !== undefined && { argoVersion: readArgoVersion(options.argoVersion) }),
    ...(options.pipelineRoot !== undefined && { pipelineRoot: readPipelineRoot(options.pipelineRoot) }),
    ...(options.launcherImage !== undefined && { launcherImage: options.launcherImage }),
  };
}

function readSchedule({ kind, schedule, timezone, concurrencyPolicy }: CompileOptions): CronSchedule | undefined {
  if (kind !== 'cron-workflow') {
    const given = schedule !== undefined || timezone !== undefined || concurrencyPolicy !== undefined;
    if (given) throw new UsageError('--schedule, --timezone and --concurrency-policy go with --kind cron-workflow');
    return undefined;
  }
  if (schedule === undefined) {
    throw new UsageError("--kind cron-workflow needs a schedule, such as --schedule '0 6 * * *'");
  }
  return {
    expressions: schedule,
    ...(timezone !== undefined && { timezone }),
    ...(concurrencyPolicy !== undefined && { concurrencyPolicy }),
  };
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
  if (/^(minio|s3|gs):\/\/[^/?]+/.test(text)) return text;
  throw new UsageError(
    `--pipeline-root ${text} is not a store: it looks like minio://bucket/prefix or s3://bucket/prefix`,
  );
}
