import { argoVersions, isPipelineRoot } from '@tiphys/backend-argo';
import type { EmitOptions } from '@tiphys/backend-argo';
import { suggest, UsageError } from '@tiphys/diagnostics';
import type { CompileOptions } from '../command-context.ts';

/**
 * Lays the flags of `tiphys compile` over what the configuration says.
 *
 * @throws UsageError for a flag that is wrong, or goes with another kind
 */
export function withEmitFlags(configured: EmitOptions, options: CompileOptions): EmitOptions {
  const { cacheProbe } = options;
  const cache = cacheProbe === undefined ? configured.cache : { ...configured.cache, probe: cacheProbe };
  return completeSchedule({ ...configured, ...(cache && { cache }), ...ownFlags(options) }, options);
}

/** What the flags of `tiphys compile` say, without the configuration. */
function ownFlags(options: CompileOptions): EmitOptions {
  return {
    ...(options.kind !== undefined && { kind: options.kind }),
    ...(options.argoVersion !== undefined && { argoVersion: readArgoVersion(options.argoVersion) }),
    ...(options.pipelineRoot !== undefined && { pipelineRoot: readPipelineRoot(options.pipelineRoot) }),
    ...(options.launcherImage !== undefined && { launcherImage: readImage(options.launcherImage) }),
    ...(options.podSecurity !== undefined && { podSecurity: options.podSecurity }),
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

/**
 * The release that a flag names: takes `3.6`, `v3.6` and `3.6.10`.
 *
 * @throws UsageError for another one
 */
export function readArgoVersion(text: string): NonNullable<EmitOptions['argoVersion']> {
  const minor = /^v?(\d+\.\d+)(\.\d+)?$/.exec(text)?.[1] ?? text;
  const found = argoVersions.find((version) => version === minor);
  if (found !== undefined) return found;
  const nearest = suggest(minor, argoVersions);
  throw new UsageError(
    `--argo-version ${text} is not known: it is one of ${argoVersions.join(', ')}` +
      (nearest === undefined ? '' : `\nhint: did you mean ${nearest}?`),
  );
}

function readImage(text: string): string {
  if (/^\S+$/.test(text)) return text;
  throw new UsageError(`--launcher-image ${JSON.stringify(text)} is not the name of an image`);
}

function readPipelineRoot(text: string): string {
  if (isPipelineRoot(text)) return text;
  throw new UsageError(
    `--pipeline-root ${text} is not a store: it looks like minio://bucket/prefix or s3://bucket/prefix`,
  );
}
