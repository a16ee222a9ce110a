import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { DiagnosticsError, printJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { writeRun } from '@tiphys/metadata';
import { formatTime } from '../dag/node-variables.ts';
import { otherPipeline } from '../diagnostics.ts';
import type { Manifest, Parameter } from '../manifest/manifest.ts';
import { readManifest } from '../manifest/read-manifest.ts';
import { openContainers } from '../pod/containers.ts';
import type { Containers } from '../pod/containers.ts';
import { createPodExecutor } from '../pod/pod-executor.ts';
import { createCommandPreparer } from '../python/prepare-command.ts';
import type { CommandPreparer } from '../python/prepare-command.ts';
import { createWarmPython } from '../python/warm-python.ts';
import type { WarmPython } from '../python/warm-python.ts';
import { substitute } from '../template/replace-tags.ts';
import { createScope } from '../template/scope.ts';
import { timerDelay } from '../text/duration.ts';
import type { Engine } from './engine.ts';
import { executeTemplate } from './execute-template.ts';
import { findCall, findEarlierRun } from './find-earlier-run.ts';
import type { RecordedCall } from './journal.ts';
import { openRun } from './open-run.ts';
import type { OpenRun } from './open-run.ts';
import { createPodGuard } from './pod-guard.ts';
import type { PodGuard } from './pod-guard.ts';
import { pipelineName } from './pipeline-name.ts';
import { pipelineOutputs } from './pipeline-outputs.ts';
import type { EarlierRun } from './read-journal.ts';
import { runArguments } from './run-arguments.ts';
import { randomSuffix, resolveRunOptions } from './run-options.ts';
import type { ResolvedRunOptions, RunOptions } from './run-options.ts';
import { createRunRecorder } from './run-recorder.ts';
import { resultFile } from './run-result.ts';
import type { RunResult } from './run-result.ts';
import { runOnly, runWorkflow } from './run-workflow.ts';
import { createSlots } from './slots.ts';
import { taskPaths } from './task-paths.ts';
import { startWorkflowDeadline } from './workflow-deadline.ts';
import type { DeadlineTimer } from './workflow-deadline.ts';
import { findMissingObjects } from '../pod/find-missing-objects.ts';
import { workflowVariables } from './workflow-variables.ts';
import type { RunIdentity } from './workflow-variables.ts';

/**
 * Runs an Argo manifest on this machine, to its end: the very text that would be submitted, with Argo's semantics
 * (those of 4.0.7, or of another version), one process per pod. What the user's tasks do wrong is in the result.
 *
 * @param source the manifest: its YAML or JSON text, or what was read from it; undefined for that of the run to resume
 * @throws DiagnosticsError, before anything runs, for a manifest or arguments that cannot be run, or a run to resume that
 *   is unknown or of another pipeline
 * @throws InfraError when the run to resume is going on in another process
 */
export async function runManifest(source: unknown, options: RunOptions): Promise<RunResult> {
  const earlier = options.resume === undefined ? undefined : await findEarlierRun(options.workdir, options.resume);
  const text = source ?? earlier?.manifest;
  const { manifest, diagnostics } = readManifest(text);
  if (manifest === undefined) {
    throw new DiagnosticsError(diagnostics);
  }
  if (earlier !== undefined && source !== undefined) {
    refuseOtherPipeline(earlier, manifest);
  }
  const wanted = { ...earlier?.header.parameters, ...options.parameters };
  const given = runArguments(manifest, wanted);
  if (given.diagnostics.length > 0) {
    throw new DiagnosticsError(given.diagnostics);
  }
  const argoVersion = options.argoVersion ?? earlier?.header.argoVersion;
  const resolved = resolveRunOptions(
    { ...options, parameters: wanted, ...(argoVersion !== undefined && { argoVersion }) },
    manifest,
  );
  const missing = await findMissingObjects(manifest.spec.templates, resolved.objects);
  if (missing.length > 0) {
    throw new DiagnosticsError(missing);
  }
  const plan = { manifest, text: typeof text === 'string' ? text : JSON.stringify(text), parameters: given.parameters };
  if (earlier === undefined) {
    return runChecked(plan, resolved);
  }
  if (options.only === undefined) {
    const { name, uid } = earlier.header;
    return runChecked({ ...plan, earlier }, { ...resolved, name, uid });
  }
  const { node, ...call } = findCall(earlier, taskPaths(manifest, earlier.header.name), options.only);
  const name = options.name ?? `${earlier.header.name}-${randomSuffix()}`;
  const only = { ...call, node: `${name}${node.slice(earlier.header.name.length)}` };
  return runChecked({ ...plan, only }, { ...resolved, name, noCache: true });
}

/** What a pipeline of another name did would be recorded over what this run did. */
function refuseOtherPipeline({ header, manifest }: EarlierRun, given: Manifest): void {
  const before = readManifest(manifest).manifest;
  const own = before === undefined ? undefined : pipelineName(before);
  const name = pipelineName(given);
  if (own !== undefined && own !== name) {
    throw new DiagnosticsError([otherPipeline(header.name, own, name)]);
  }
}

/** Everything about a run that was checked. */
interface RunPlan {
  readonly manifest: Manifest;
  readonly text: string;
  readonly parameters: readonly Parameter[];
  /** The run that goes on. */
  readonly earlier?: EarlierRun;
  /** The only pod to run. */
  readonly only?: RecordedCall;
}

async function runChecked(plan: RunPlan, options: ResolvedRunOptions): Promise<RunResult> {
  const { manifest, parameters, earlier } = plan;
  const identity = {
    name: options.name,
    uid: options.uid,
    namespace: manifest.namespace ?? 'default',
    created: earlier?.header.created ?? options.now(),
  };
  const pipeline = pipelineName(manifest);
  const { executor } = options;
  const containers = executor === 'process' ? undefined : await openContainers(executor, options.uid, options.env);
  const paths = taskPaths(manifest, identity.name);
  const open = await openRun(options, plan.text, identity.created, paths, earlier);
  if (earlier !== undefined) await containers?.removeLeftovers();
  const guard = createPodGuard();
  const preparer = createCommandPreparer(options);
  // What is in an image has a Python of its own.
  const isWarm = containers === undefined && !options.freshPython;
  const warmPython = isWarm ? createWarmPython(open.files.temporaryDirectory) : undefined;
  const deadline = startWorkflowDeadline(manifest.spec.activeDeadlineSeconds);
  try {
    await writeRun(options.store, {
      uid: identity.uid,
      name: identity.name,
      pipeline,
      created: formatTime(identity.created),
    });
    const recorder = createRunRecorder(paths, options.onEvent);
    const globals = workflowVariables(manifest, identity, parameters);
    const engine = createEngine({
      plan,
      options,
      identity,
      open,
      globals,
      guard,
      preparer,
      warmPython,
      deadline,
      containers,
      observe: recorder.observe,
    });
    const { phase, root } =
      plan.only === undefined ? await runWorkflow(engine, manifest.spec) : await runOnly(engine, plan.only);
    await preparer.settled();
    const result: RunResult = {
      run: identity.name,
      pipeline,
      phase,
      outputs: await pipelineOutputs(options.store, root),
      tasks: recorder.tasks(),
    };
    await writeResult(open.files.directory, result);
    // As Argo does with the claims of a run, unless told otherwise: those of a failed one are for a look, and for going on.
    if (phase === 'Succeeded' && !options.keepPods) await open.files.removeVolumes();
    if (!options.signal.aborted) {
      open.journal.finished();
    }
    return result;
  } finally {
    deadline.stop();
    // After a fault of ours pods may still run.
    await guard.stop();
    await warmPython?.close();
    await open.close();
  }
}

interface EngineParts {
  readonly plan: RunPlan;
  readonly options: ResolvedRunOptions;
  readonly identity: RunIdentity;
  readonly open: OpenRun;
  readonly globals: ReadonlyMap<string, string>;
  readonly guard: PodGuard;
  readonly preparer: CommandPreparer;
  readonly warmPython: WarmPython | undefined;
  readonly deadline: DeadlineTimer;
  readonly containers: Containers | undefined;
  readonly observe: Engine['observe'];
}

function createEngine(parts: EngineParts): Engine {
  const { plan, options, identity, open, globals, guard, preparer, warmPython, deadline, containers, observe } = parts;
  const { spec, configMaps } = plan.manifest;
  // Argo substitutes the arguments themselves before the entrypoint gets them.
  const substituted = substitute(plan.parameters, createScope(options.rules, [globals]), 'none');
  return {
    workflow: identity.name,
    templates: new Map(spec.templates.map((template) => [template.name, template])),
    ...(configMaps === undefined ? {} : { configMaps }),
    ...(spec.podSpecPatch === undefined ? {} : { podSpecPatch: spec.podSpecPatch }),
    rules: options.rules,
    globals,
    arguments: { arguments: new Map(substituted.map(({ name, value }) => [name, value ?? ''])) },
    startedAt: identity.created,
    execute: executeTemplate,
    executePod: guard.watch(
      createPodExecutor(options, spec, identity.namespace, open.files, { preparer, warmPython, containers }),
    ),
    journal: open.journal,
    replay: open.replay,
    processes: createSlots(options.maxParallel),
    ...(spec.parallelism === undefined ? {} : { pods: createSlots(spec.parallelism) }),
    signal: AbortSignal.any([options.signal, deadline.signal, guard.signal]),
    finalSignal: guard.signal,
    now: options.now,
    // No timer where there is nothing to wait for: a listener for each would be found by walking all of them.
    sleep: (milliseconds, signal) =>
      milliseconds === 0 ? Promise.resolve() : delay(timerDelay(milliseconds), undefined, { signal }),
    observe,
  };
}

/** `result.json` in the run's directory; it is there whole or not at all. */
async function writeResult(directory: string, result: RunResult): Promise<void> {
  const file = join(directory, resultFile);
  await writeFile(`${file}.new`, `${printJson(result as unknown as JsonValue, 2)}\n`);
  await rename(`${file}.new`, file);
}
