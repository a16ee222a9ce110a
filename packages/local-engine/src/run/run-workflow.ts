import { isTaskFault, taskArguments } from '../dag/resolve-task.ts';
import type { Hook, WorkflowSpec } from '../manifest/manifest.ts';
import { evaluate } from '../template/expression.ts';
import { substitute } from '../template/replace-tags.ts';
import { createScope } from '../template/scope.ts';
import { createCleanupEngine, createIdleNode } from './engine.ts';
import type { Engine } from './engine.ts';
import type { RecordedCall } from './journal.ts';
import { isFailure } from './node-status.ts';
import type { NodeStatus } from './node-status.ts';
import { WorkflowDeadline } from './workflow-deadline.ts';

/** How a workflow ended. */
export interface WorkflowEnd {
  readonly phase: 'Succeeded' | 'Failed' | 'Error';
  readonly root: NodeStatus;
}

/** The entrypoint, the hooks of the workflow, then its exit handler, whose failure is the workflow's. */
export async function runWorkflow(engine: Engine, spec: WorkflowSpec): Promise<WorkflowEnd> {
  const { exit = spec.onExit === undefined ? undefined : { template: spec.onExit }, ...others } = spec.hooks ?? {};
  const waiting = new Map<string, Hook>(Object.entries(others));
  const hooks = startHooks(engine, waiting, 'Running');
  const root = await engine.execute(engine, {
    nodeName: engine.workflow,
    template: spec.entrypoint,
    ...engine.arguments,
    depth: 0,
  });
  engine.observe({ kind: 'ended', node: engine.workflow, status: withDeadline(engine, root) });
  const phase = engine.signal.aborted || root.phase === 'Skipped' || root.phase === 'Omitted' ? 'Failed' : root.phase;
  await Promise.all([...hooks, ...startHooks(engine, waiting, phase)]);
  if (exit === undefined || engine.finalSignal.aborted || !isTrue(exit, afterwards(engine, phase))) {
    return { phase, root };
  }
  const node = await runHook(afterwards(engine, phase, root), `${engine.workflow}.onExit`, exit, root.anew);
  return { phase: phase === 'Succeeded' && isFailure(node.phase) ? node.phase : phase, root } as WorkflowEnd;
}

/** One template with the inputs that it once had. */
export async function runOnly(engine: Engine, call: RecordedCall): Promise<WorkflowEnd> {
  const node = await engine.execute(engine, {
    nodeName: call.node,
    template: call.template,
    arguments: new Map(Object.entries(call.arguments)),
    ...(call.artifacts === undefined ? {} : { artifacts: new Map(Object.entries(call.artifacts)) }),
    depth: 0,
  });
  engine.observe({ kind: 'ended', node: call.node, status: node });
  return { phase: node.phase === 'Succeeded' || node.phase === 'Error' ? node.phase : 'Failed', root: node };
}

/** A workflow that ran out of time says so, where none of its tasks can. */
function withDeadline(engine: Engine, root: NodeStatus): NodeStatus {
  const { reason } = engine.signal as { readonly reason: unknown };
  return reason instanceof WorkflowDeadline ? { ...root, message: reason.message } : root;
}

/** Starts the hooks whose expression holds now, each once. */
function startHooks(engine: Engine, waiting: Map<string, Hook>, status: string): readonly Promise<NodeStatus>[] {
  const after = afterwards(engine, status);
  const ready = [...waiting].filter(([, hook]) => isTrue(hook, after));
  return ready.map(([name, hook]) => {
    waiting.delete(name);
    return runHook(after, `${engine.workflow}.hooks.${name}`, hook);
  });
}

/** The engine for what runs beside or after the workflow: it knows how the workflow is, and outlives its end. */
function afterwards(engine: Engine, status: string, root?: NodeStatus): Engine {
  const failures = root === undefined || !isFailure(root.phase) ? [] : [describeFailure(root)];
  return {
    ...createCleanupEngine(engine),
    globals: new Map([
      ...engine.globals,
      ['workflow.status', status],
      ['workflow.duration', ((engine.now() - engine.startedAt) / 1000).toFixed(6)],
      // Argo quotes this list twice.
      ['workflow.failures', JSON.stringify(JSON.stringify(failures))],
    ]),
  };
}

function describeFailure({ name, message = '', phase, finishedAt }: NodeStatus): Readonly<Record<string, string>> {
  return { displayName: name, message, phase, finishedAt: new Date(finishedAt).toISOString() };
}

function isTrue({ expression = '' }: Hook, engine: Engine): boolean {
  if (expression === '') {
    return true;
  }
  try {
    return evaluate(expression, createScope(engine.rules, [engine.globals]).environment(expression)) === true;
  } catch (error) {
    if (isTaskFault(error)) {
      return false;
    }
    throw error;
  }
}

async function runHook(engine: Engine, nodeName: string, hook: Hook, anew = false): Promise<NodeStatus> {
  const node = await callHook(engine, nodeName, hook, anew);
  engine.observe({ kind: 'ended', node: nodeName, status: node });
  return node;
}

async function callHook(engine: Engine, nodeName: string, hook: Hook, anew: boolean): Promise<NodeStatus> {
  try {
    const given = substitute({ arguments: hook.arguments ?? {} }, createScope(engine.rules, [engine.globals]), 'none');
    return await engine.execute(engine, {
      nodeName,
      template: hook.template,
      ...(hook.arguments === undefined ? engine.arguments : taskArguments(given)),
      depth: 0,
      anew,
    });
  } catch (error) {
    if (isTaskFault(error)) {
      return createIdleNode(engine, nodeName, 'Error', error.message);
    }
    throw error;
  }
}
