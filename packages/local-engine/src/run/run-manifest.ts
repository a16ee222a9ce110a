import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { environmentName } from '@tiphys/contract';
import { DiagnosticsError, printJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { writeRun } from '@tiphys/metadata';
import { formatTime } from '../dag/node-variables.ts';
import type { Manifest, Parameter, Template } from '../manifest/manifest.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import { createPodExecutor } from '../pod/pod-executor.ts';
import { createRunFiles } from '../pod/run-files.ts';
import type { RunFiles } from '../pod/run-files.ts';
import { createCommandPreparer } from '../python/prepare-command.ts';
import { substitute } from '../template/replace-tags.ts';
import { createScope } from '../template/scope.ts';
import type { Engine } from './engine.ts';
import { executeTemplate } from './execute-template.ts';
import { createPodGuard } from './pod-guard.ts';
import type { PodGuard } from './pod-guard.ts';
import { pipelineOutputs } from './pipeline-outputs.ts';
import { runArguments } from './run-arguments.ts';
import { resolveRunOptions } from './run-options.ts';
import type { ResolvedRunOptions, RunOptions } from './run-options.ts';
import { createRunRecorder } from './run-recorder.ts';
import type { RunResult } from './run-result.ts';
import { runWorkflow } from './run-workflow.ts';
import { createSlots } from './slots.ts';
import { startWorkflowDeadline } from './workflow-deadline.ts';
import { workflowVariables } from './workflow-variables.ts';
import type { RunIdentity } from './workflow-variables.ts';

/**
 * Runs an Argo manifest on this machine, to its end: the very text that would be submitted, with Argo's semantics
 * (4.0.7), one process per pod. What the user's tasks do wrong is in the result.
 *
 * @param source the manifest: its YAML or JSON text, or what was read from it
 * @throws DiagnosticsError, before anything runs, for a manifest or arguments that cannot be run
 */
export async function runManifest(source: unknown, options: RunOptions): Promise<RunResult> {
  const { manifest, diagnostics } = readManifest(source);
  if (manifest === undefined) {
    throw new DiagnosticsError(diagnostics);
  }
  const given = runArguments(manifest, options.parameters ?? {});
  if (given.diagnostics.length > 0) {
    throw new DiagnosticsError(given.diagnostics);
  }
  return runChecked(manifest, given.parameters, resolveRunOptions(options, manifest));
}

async function runChecked(
  manifest: Manifest,
  parameters: readonly Parameter[],
  options: ResolvedRunOptions,
): Promise<RunResult> {
  const identity = {
    name: options.name,
    uid: options.uid,
    namespace: manifest.namespace ?? 'default',
    created: options.now(),
  };
  const pipeline = pipelineName(manifest);
  const files = await createRunFiles(options.workdir, identity.name);
  const guard = createPodGuard();
  try {
    await writeRun(options.store, {
      uid: identity.uid,
      name: identity.name,
      pipeline,
      created: formatTime(identity.created),
    });
    const deadline = startWorkflowDeadline(manifest.spec.activeDeadlineSeconds);
    const recorder = createRunRecorder(identity.name, options.onEvent);
    const globals = workflowVariables(manifest, identity, parameters);
    // Argo substitutes the arguments themselves before the entrypoint gets them.
    const substituted = substitute(parameters, createScope([globals]), 'none');
    const engine = createEngine({
      manifest,
      options,
      identity,
      files,
      globals,
      arguments: { arguments: new Map(substituted.map(({ name, value }) => [name, value ?? ''])) },
      guard,
      deadline: deadline.signal,
      observe: recorder.observe,
    });
    const { phase, root } = await runWorkflow(engine, manifest.spec).finally(deadline.stop);
    const result: RunResult = {
      run: identity.name,
      pipeline,
      phase,
      outputs: await pipelineOutputs(options.store, root),
      tasks: await recorder.tasks(),
    };
    await writeResult(files.directory, result);
    return result;
  } finally {
    // After a fault of ours pods may still run.
    await guard.stop();
    await files.close();
  }
}

interface EngineParts {
  readonly manifest: Manifest;
  readonly options: ResolvedRunOptions;
  readonly identity: RunIdentity;
  readonly files: RunFiles;
  readonly globals: ReadonlyMap<string, string>;
  readonly arguments: Engine['arguments'];
  readonly guard: PodGuard;
  readonly deadline: AbortSignal;
  readonly observe: Engine['observe'];
}

function createEngine(parts: EngineParts): Engine {
  const { manifest, options, identity, files, globals, guard, deadline, observe } = parts;
  const { spec } = manifest;
  return {
    workflow: identity.name,
    templates: new Map(spec.templates.map((template) => [template.name, template])),
    globals,
    arguments: parts.arguments,
    startedAt: identity.created,
    execute: executeTemplate,
    executePod: guard.watch(
      createPodExecutor(options, spec, identity.namespace, files, createCommandPreparer(options)),
    ),
    processes: createSlots(options.maxParallel),
    ...(spec.parallelism === undefined ? {} : { pods: createSlots(spec.parallelism) }),
    signal: AbortSignal.any([options.signal, deadline, guard.signal]),
    finalSignal: guard.signal,
    now: options.now,
    // No timer where there is nothing to wait for: a listener for each would be found by walking all of them.
    sleep: (milliseconds, signal) =>
      milliseconds === 0 ? Promise.resolve() : delay(milliseconds, undefined, { signal }),
    observe,
  };
}

/** The pipeline that the manifest was compiled from; of a hand-written one, its own name. */
function pipelineName({ spec, name, generateName }: Manifest): string {
  for (const template of spec.templates) {
    const declared = pipelineOf(template);
    if (declared !== undefined) {
      return declared;
    }
  }
  return name ?? generateName?.replace(/-+$/, '') ?? spec.entrypoint;
}

function pipelineOf(template: Template): string | undefined {
  const text = template.container?.env?.find(({ name }) => name === environmentName.run)?.value;
  try {
    const run = JSON.parse(text ?? 'null') as { readonly pipeline?: unknown } | null;
    return typeof run?.pipeline === 'string' ? run.pipeline : undefined;
  } catch {
    return undefined;
  }
}

/** `result.json` in the run's directory; it is there whole or not at all. */
async function writeResult(directory: string, result: RunResult): Promise<void> {
  const file = join(directory, 'result.json');
  await writeFile(`${file}.new`, `${printJson(result as unknown as JsonValue, 2)}\n`);
  await rename(`${file}.new`, file);
}
