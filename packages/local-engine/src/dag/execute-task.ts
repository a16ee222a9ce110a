import type { ArtifactScope } from '../artifact/artifact-scope.ts';
import type { Task } from '../manifest/manifest.ts';
import { createIdleNode, interrupted } from '../run/engine.ts';
import type { Engine } from '../run/engine.ts';
import { anewIfAny, isFailure } from '../run/node-status.ts';
import type { NodeStatus } from '../run/node-status.ts';
import type { Slots } from '../run/slots.ts';
import { shouldExecute } from '../template/expression.ts';
import type { TaskVariables, Variables } from '../template/scope.ts';
import { isTaskFault, resolveTask, taskArguments } from './resolve-task.ts';
import type { Iteration, ResolvedTask } from './resolve-task.ts';

/** What a task runs in: a DAG, or a group of steps. */
export interface TaskHost {
  readonly engine: Engine;
  /** Name of the node that the task's own name is appended to. */
  readonly nodeName: string;
  /** Templates around the task's template. */
  readonly depth: number;
  /** Variables that every task sees. */
  readonly layers: readonly Variables[];
  /** What a task sees of other tasks. */
  readonly variablesFor: (task: string) => TaskVariables;
  /** The artifacts that a task can be given. */
  readonly artifactsFor: (task: string) => ArtifactScope;
  /** `parallelism` of the template: direct children at a time. */
  readonly slots: Slots | undefined;
  /** Whether the task has to run anew in a resumed run (see `TemplateCall`). */
  readonly anew: boolean;
}

/**
 * Runs a task whose `depends` is fulfilled: skips it, runs its template, or runs its iterations. `onStart` is called before
 * its template runs.
 */
export async function executeTask(host: TaskHost, task: Task, onStart?: () => void): Promise<NodeStatus> {
  const { engine } = host;
  const nodeName = `${host.nodeName}.${task.name}`;
  let resolved: ResolvedTask;
  try {
    resolved = resolveTask(engine.rules, task, host.layers, host.variablesFor(task.name), host.artifactsFor(task.name));
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
      onStart?.();
      return callTemplate(host, task.name, resolved.task);
    case 'loop':
      return resolved.iterations.length === 0
        ? createIdleNode(engine, nodeName, 'Skipped', 'Skipped, empty params')
        : runLoop(host, nodeName, resolved.iterations);
  }
}

async function runLoop(host: TaskHost, nodeName: string, iterations: readonly Iteration[]): Promise<NodeStatus> {
  const { engine } = host;
  const startedAt = engine.now();
  engine.observe({ kind: 'started', node: nodeName, type: 'TaskGroup' });
  const children = await Promise.all(
    iterations.map(async ({ name, task }) => {
      const node = await runIteration(host, name, task);
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
    ...anewIfAny(children),
    attempts: 1,
    // The walk enters an iteration with the phase of the group, and a skipped one passes it on.
    outbound: [...new Set(children.flatMap((child) => (child.outbound.length > 0 ? child.outbound : [phase])))],
  };
}

async function runIteration(host: TaskHost, name: string, task: Task): Promise<NodeStatus> {
  const nodeName = `${host.nodeName}.${name}`;
  try {
    if (!shouldExecute(task.when ?? '')) {
      return createIdleNode(host.engine, nodeName, 'Skipped', `when '${task.when ?? ''}' evaluated false`);
    }
  } catch (error) {
    if (isTaskFault(error)) {
      return createIdleNode(host.engine, nodeName, 'Error', error.message);
    }
    throw error;
  }
  return callTemplate(host, name, task);
}

async function callTemplate(host: TaskHost, name: string, task: Task): Promise<NodeStatus> {
  const { engine, slots } = host;
  const nodeName = `${host.nodeName}.${name}`;
  try {
    await slots?.acquire(engine.signal);
  } catch {
    return createIdleNode(engine, nodeName, 'Failed', interrupted);
  }
  try {
    return await engine.execute(engine, {
      nodeName,
      template: task.template,
      ...taskArguments(task),
      caller: { kind: host.variablesFor(task.name).prefix, name },
      depth: host.depth + 1,
      anew: host.anew,
    });
  } finally {
    slots?.release();
  }
}
