import type { Template } from '../manifest/manifest.ts';
import { createScope } from '../template/scope.ts';
import { inputVariables } from '../template/bind-template.ts';
import { substitute, SubstitutionError } from '../template/replace-tags.ts';
import { createIdleNode, interrupted } from './engine.ts';
import type { Engine, PodOutcome } from './engine.ts';
import type { NodeStatus } from './node-status.ts';
import type { Attempt } from './template-call.ts';
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
    final = substitute(
      template,
      createScope([engine.globals, inputVariables(template), new Map([['pod.name', name]])]),
      'none',
    );
  } catch (error) {
    if (error instanceof SubstitutionError) {
      return createIdleNode(engine, nodeName, 'Error', error.message);
    }
    throw error;
  }
  const release = await acquire(engine, signal);
  if (release === undefined) {
    return createIdleNode(engine, nodeName, 'Failed', interrupted);
  }
  try {
    const startedAt = engine.now();
    engine.observe({ kind: 'started', node: nodeName, type: 'Pod' });
    const deadline = deadlineSignal(final, signal);
    const outcome = await engine.executePod(
      { nodeName, podName: name, template: final, attempt: call.attempt },
      deadline.signal,
    );
    const status = createStatus(engine, call, startedAt, deadline.explain(outcome));

    return status;
  } finally {
    release();
  }
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

function createStatus(engine: Engine, call: Attempt, startedAt: number, outcome: PodOutcome): NodeStatus {
  const { phase, message, result, report } = outcome;
  return {
    name: call.nodeName,
    kind: 'Pod',
    phase,
    ...(message === undefined ? {} : { message }),
    startedAt,
    finishedAt: engine.now(),
    outputs: {
      parameters: outcome.outputs,
      ...(result === undefined ? {} : { result }),
      ...(report.exitCode === undefined ? {} : { exitCode: report.exitCode }),
    },
    attempts: 1,
    pod: report,
    outbound: [phase],
  };
}
