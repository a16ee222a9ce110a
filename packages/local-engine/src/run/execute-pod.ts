import type { Template } from '../manifest/manifest.ts';
import { createScope } from '../template/scope.ts';
import { inputVariables } from '../template/bind-template.ts';
import { substitute, SubstitutionError } from '../template/replace-tags.ts';
import { applyPodPatch } from '../pod/apply-pod-patch.ts';
import { resolveConfigMaps } from '../pod/resolve-config-maps.ts';
import { createIdleNode, interrupted } from './engine.ts';
import type { Engine } from './engine.ts';
import type { PodOutcome, PodRequest } from './pod-request.ts';
import { podDigest } from './journal.ts';
import type { NodeStatus } from './node-status.ts';
import type { Attempt } from './template-call.ts';
import { podLimit } from './pod-limit.ts';
import { podName } from './pod-name.ts';
import { deadlineSignal } from './deadline-signal.ts';

/** Runs a leaf template as a pod, when the limits on pods and processes allow it. */
export async function executePod(engine: Engine, call: Attempt, template: Template): Promise<NodeStatus> {
  const { nodeName } = call;
  const signal = call.signal ?? engine.signal;
  const name = podName(engine.workflow, template.name, nodeName);
  let final: Template;
  try {
    // The controller's last pass, over the pod (argo-facts 2.1).
    const scope = createScope(engine.rules, [engine.globals, inputVariables(template), new Map([['pod.name', name]])]);
    const pod = substitute(template, scope, 'none');
    const patches = [engine.podSpecPatch, pod.podSpecPatch].filter((patch) => patch !== undefined);
    const patched = patches.reduce((before, patch) => applyPodPatch(before, substitute(patch, scope, 'none')), pod);
    final = resolveConfigMaps(patched, engine.configMaps);
  } catch (error) {
    if (error instanceof SubstitutionError) {
      return createIdleNode(engine, nodeName, 'Error', error.message);
    }
    throw error;
  }
  const limit = podLimit(final, nodeName, engine.rules);
  if (limit.fault !== undefined) {
    return createIdleNode(engine, nodeName, 'Error', limit.fault);
  }
  const request = createRequest(engine, call, name, final);
  const recorded = call.anew === true ? undefined : engine.replay.find(request);
  if (recorded !== undefined) {
    const { outputs, artifacts, ...rest } = recorded.outcome;
    const outcome = {
      ...rest,
      outputs: new Map(Object.entries(outputs)),
      ...(artifacts === undefined ? {} : { artifacts: new Map(Object.entries(artifacts)) }),
    };
    return { ...createStatus(call, recorded, outcome), replayed: true };
  }
  const release = await acquire(engine, signal);
  if (release === undefined) {
    return createIdleNode(engine, nodeName, 'Failed', interrupted);
  }
  try {
    const startedAt = engine.now();
    engine.observe({ kind: 'started', node: nodeName, type: 'Pod' });
    engine.journal.called(baseName(call), template.name, call);
    const deadline = deadlineSignal(limit.milliseconds, signal);
    const outcome = deadline.explain(await engine.executePod(request, deadline.signal));
    const times = { startedAt, finishedAt: engine.now() };
    // What an interruption broke is to be done again.
    if (outcome.phase === 'Succeeded' || !engine.signal.aborted) {
      record(engine, request, times, outcome);
    }
    return { ...createStatus(call, times, outcome), anew: true };
  } finally {
    release();
  }
}

function createRequest(engine: Engine, call: Attempt, podName: string, template: Template): PodRequest {
  const earlierSuccesses = engine.replay.successes(call.nodeName);
  return {
    nodeName: call.nodeName,
    podName,
    template,
    attempt: call.attempt,
    ...(earlierSuccesses === undefined ? {} : { earlierSuccesses }),
  };
}

/** Without the number of this attempt. */
function baseName({ nodeName, attempt }: Attempt): string {
  const suffix = `(${attempt})`;
  return nodeName.endsWith(suffix) ? nodeName.slice(0, -suffix.length) : nodeName;
}

interface Times {
  readonly startedAt: number;
  readonly finishedAt: number;
}

function record(engine: Engine, request: PodRequest, times: Times, outcome: PodOutcome): void {
  const { outputs, artifacts, ...rest } = outcome;
  engine.journal.ended({
    node: request.nodeName,
    digest: podDigest(request),
    startedAt: times.startedAt,
    finishedAt: times.finishedAt,
    outcome: {
      ...rest,
      outputs: Object.fromEntries(outputs),
      ...(artifacts === undefined ? {} : { artifacts: Object.fromEntries(artifacts) }),
    },
  });
}

async function acquire(engine: Engine, signal: AbortSignal): Promise<(() => void) | undefined> {
  try {
    await engine.pods?.acquire(signal);
  } catch {
    return undefined;
  }
  try {
    await engine.processes.acquire(signal);
  } catch {
    engine.pods?.release();
    return undefined;
  }
  return () => {
    engine.processes.release();
    engine.pods?.release();
  };
}

function createStatus(call: Attempt, { startedAt, finishedAt }: Times, outcome: PodOutcome): NodeStatus {
  const { phase, message, result, report, artifacts } = outcome;
  return {
    name: call.nodeName,
    kind: 'Pod',
    phase,
    ...(message === undefined ? {} : { message }),
    startedAt,
    finishedAt,
    outputs: {
      parameters: outcome.outputs,
      ...(artifacts === undefined ? {} : { artifacts }),
      ...(result === undefined ? {} : { result }),
      ...(report.exitCode === undefined ? {} : { exitCode: report.exitCode }),
    },
    attempts: 1,
    pod: report,
    outbound: [phase],
  };
}
