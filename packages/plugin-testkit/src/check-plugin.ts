import type { EmitOptions } from '@tiphys/backend-argo';
import { readPlugin } from '@tiphys/compiler';
import type { Plugin } from '@tiphys/compiler/plugin';
import { errorMessage, printJson } from '@tiphys/diagnostics';
import type { Diagnostic, JsonValue } from '@tiphys/diagnostics';
import { changes, covers, formatChange } from './changes.ts';
import type { Change } from './changes.ts';
import { checkBackend } from './check-backend.ts';
import type { BackendReport } from './check-backend.ts';
import { checkFindings } from './check-findings.ts';
import { compileWith } from './compile-with.ts';
import type { Compiled } from './compile-with.ts';
import { testPipelines } from './test-pipelines.ts';
import type { TestPipeline } from './test-pipelines.ts';

/** How a plugin is tried. */
export interface CheckOptions {
  /** Default: `testPipelines`. */
  readonly pipelines?: readonly TestPipeline[];
  /** For the manifests, and for backends. */
  readonly emit?: EmitOptions;
  /**
   * Which parts of a manifest the plugin may change, such as `spec.templates[*].tolerations`: see `covers`. Everything else
   * must stay as it is without the plugin. Absent: nothing is said about it.
   */
  readonly touches?: readonly string[];
}

/** What came of a plugin. */
export interface PluginReport {
  /** In sentences, each with the pipeline that it was found on; none for a good plugin. */
  readonly faults: readonly string[];
  readonly pipelines: readonly PipelineReport[];
}

/** What a plugin made of one pipeline. */
export interface PipelineReport {
  readonly name: string;
  /** The manifest as it is printed; absent where the plugin refused the pipeline. */
  readonly text?: string;
  /** Where the manifest differs from the one without the plugin. */
  readonly changes: readonly Change[];
  readonly diagnostics: readonly Diagnostic[];
  readonly backends: readonly BackendReport[];
  readonly faults: readonly string[];
}

/**
 * Compiles pipelines with a plugin and without it, and says what is against the rules of `docs/extending.md`. Everything that
 * is asked of a plugin is in the answer; nothing of what the plugin does wrong is thrown.
 *
 * @param value the plugin, or what a module gives as one
 * @throws DiagnosticsError for one of the pipelines that is not valid without any plugin
 */
export function checkPlugin(value: unknown, options: CheckOptions = {}): PluginReport {
  const read = readPlugin(value);
  if ('faults' in read) return { faults: read.faults.map((fault) => `no plugin: ${fault}`), pipelines: [] };
  const { plugin } = read;
  const { pipelines: tried = testPipelines } = options;
  const pipelines = tried.map((pipeline) => checkPipeline(plugin, pipeline, options));
  // The other way round: what a plugin remembers of one pipeline shows in the next.
  const again = tried
    .toReversed()
    .map((pipeline) => checkPipeline(plugin, pipeline, options))
    .reverse();
  const faults = pipelines.flatMap((report, index) => [
    ...report.faults.map((fault) => `${report.name}: ${fault}`),
    ...(textOf(report) === textOf(again[index])
      ? []
      : [`${report.name}: another result after other pipelines: the plugin remembers what it has seen`]),
  ]);
  return { faults: [...faults, ...uselessBackends(plugin, pipelines)], pipelines };
}

function checkPipeline(plugin: Plugin, pipeline: TestPipeline, options: CheckOptions): PipelineReport {
  const { name } = pipeline;
  const { emit = {}, touches } = options;
  const before = compileWith(pipeline, [], emit);
  const compiled = attempt(() => compileWith(pipeline, [plugin], emit));
  if (typeof compiled === 'string') {
    const faults = [`its plan gives a manifest that breaks a rule: ${compiled}`];
    return { name, changes: [], diagnostics: [], backends: [], faults };
  }
  const { text, diagnostics } = compiled;
  const refused = diagnostics.some(({ severity }) => severity === 'error');
  const found = refused ? [] : changes(before.manifest, compiled.manifest);
  const astray = found.filter(({ path }) => touches?.some((pattern) => covers(pattern, path)) === false);
  const backends = (plugin.backends ?? []).map((backend) => checkBackend(plugin, backend, compiled, emit));
  return {
    name,
    ...(!refused && text !== undefined && { text }),
    changes: found,
    diagnostics,
    backends,
    faults: [
      ...checkFindings(plugin, diagnostics),
      ...astray.map((change) => `it changes what it is not to touch: ${formatChange(change)}`),
      ...backends.flatMap(({ backend, faults }) => faults.map((fault) => `backend "${backend}": ${fault}`)),
    ],
  };
}

/** What a compilation gives, or why a self-check stopped it. */
function attempt(compile: () => Compiled): Compiled | string {
  try {
    return compile();
  } catch (error) {
    return errorMessage(error);
  }
}

/** A backend that refuses all there is was not tried at all. */
function uselessBackends({ backends = [] }: Plugin, reports: readonly PipelineReport[]): readonly string[] {
  return backends
    .filter(({ name }) =>
      reports.every((report) => report.backends.every(({ backend, text }) => backend !== name || text === undefined)),
    )
    .map(({ name }) => `backend "${name}": it made something of none of the pipelines; try it on one that it takes`);
}

function textOf(report: PipelineReport | undefined): string {
  return printJson([report?.text ?? null, report?.diagnostics, report?.backends] as unknown as JsonValue);
}
