import type { Task } from '../manifest/manifest.ts';
import { createIdleNode, interrupted } from '../run/engine.ts';
import { isFailure } from '../run/node-status.ts';
import type { NodeStatus } from '../run/node-status.ts';
import { shouldExecute } from '../template/expression.ts';
import { taskVariables } from './dag-run.ts';
import type { DagRun } from './dag-run.ts';
import { isTaskFault, resolveTask, taskArguments } from './resolve-task.ts';
import type { Iteration, ResolvedTask } from './resolve-task.ts';

/** Runs a task whose `depends` is fulfilled: skips it, runs its template, or runs its iterations. */
export async function executeTask(run: DagRun, task: Task): Promise<NodeStatus> {
  const { engine, call } = run;
  const nodeName = `${call.nodeName}.${task.name}`;
  let resolved: ResolvedTask;
  try {
    resolved = resolveTask(task, [engine.globals, run.inputs], taskVariables(run, task.name));
  } catch (error) {
    if (isTaskFault(error)) {
      return createIdleNode(engine, nodeName, 'Error', error.message);
    }
    throw error;
  }
  switch (resolved.kind) {
    case 'skip':
      return createIdleNode(engine, nodeName, 'Skipped', resolved.message);
    case 'single':
      return callTemplate(run, task.name, resolved.task);
    case 'loop':
      return resolved.iterations.length === 0
        ? createIdleNode(engine, nodeName, 'Skipped', 'Skipped, empty params')
        : runLoop(run, nodeName, resolved.iterations);
  }
}

async function runLoop(run: DagRun, nodeName: string, iterations: readonly Iteration[]): Promise<NodeStatus> {
  const { engine } = run;
  const startedAt = engine.now();
  engine.observe({ kind: 'started', node: nodeName, type: 'TaskGroup' });
  const children = await Promise.all(
    iterations.map(async ({ name, task }) => {
      const node = await runIteration(run, name, task);
      engine.observe({ kind: 'ended', node: node.name, status: node });
      return node;
    }),
  );
  const phase = children.map((child) => child.phase).findLast(isFailure) ?? 'Succeeded';
  return {
    name: nodeName,
    kind: 'TaskGroup',
    phase,
    startedAt,
    finishedAt: engine.now(),
    children,
    attempts: 1,
    // The walk enters an iteration with the phase of the group, and a skipped one passes it on.
    outbound: [...new Set(children.flatMap((child) => (child.outbound.length > 0 ? child.outbound : [phase])))],
  };
}

async function runIteration(run: DagRun, name: string, task: Task): Promise<NodeStatus> {
  const nodeName = `${run.call.nodeName}.${name}`;
  try {
    if (!shouldExecute(task.when ?? '')) {
      return createIdleNode(run.engine, nodeName, 'Skipped', `when '${task.when ?? ''}' evaluated false`);
    }
  } catch (error) {
    if (isTaskFault(error)) {
      return createIdleNode(run.engine, nodeName, 'Error', error.message);
    }
    throw error;
  }
  return callTemplate(run, name, task);
}

async function callTemplate(run: DagRun, name: string, task: Task): Promise<NodeStatus> {
  const { engine, call, slots } = run;
  const nodeName = `${call.nodeName}.${name}`;
  try {
    await slots?.acquire(engine.signal);
  } catch {
    return createIdleNode(engine, nodeName, 'Failed', interrupted);
  }
  try {
    return await engine.execute(engine, {
      nodeName,
      template: task.template,
      arguments: taskArguments(task),
      caller: { kind: 'tasks', name },
      depth: call.depth + 1,
    });
  } finally {
    slots?.release();
  }
}
