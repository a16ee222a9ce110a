import type { Hook, Task } from '../manifest/manifest.ts';
import type { Engine } from '../run/engine.ts';
import { createIdleNode } from '../run/engine.ts';
import { isCompleted } from '../run/node-status.ts';
import type { NodeStatus } from '../run/node-status.ts';
import { evaluate } from '../template/expression.ts';
import { substitute } from '../template/replace-tags.ts';
import { createScope } from '../template/scope.ts';
import type { TaskVariables, Variables } from '../template/scope.ts';
import { executeTask } from './execute-task.ts';
import type { TaskHost } from './execute-task.ts';
import { nodeVariables } from './node-variables.ts';
import { isTaskFault, taskArguments } from './resolve-task.ts';

type NamedHook = readonly [name: string, hook: Hook];

/**
 * Runs a task and its hooks (argo-facts 1.5). A hook with an expression runs once, as soon as the expression holds: when
 * the task starts or when it has ended. `exit` runs after a task that ran. Whoever depends on the task waits for its
 * hooks; what becomes of them does not count.
 */
export async function executeHookedTask(host: TaskHost, task: Task): Promise<NodeStatus> {
  const { onExit, hooks: given = {}, ...own } = task;
  const hooks: NamedHook[] = Object.entries(
    onExit === undefined || given['exit'] !== undefined ? given : { ...given, exit: { template: onExit } },
  );
  if (hooks.length === 0) {
    return executeTask(host, own);
  }
  const running: Promise<void>[] = [];
  const waiting = new Map(hooks);
  const node = await executeTask(host, own, () => {
    const now: Variables = new Map([['status', 'Running']]);
    for (const [name, hook] of hooks) {
      if (name !== 'exit' && holds(hook, host, task.name, now) === true) {
        waiting.delete(name);
        running.push(runHook(host, task.name, [name, hook], now));
      }
    }
  });
  if (isCompleted(node.phase)) {
    const after = nodeVariables(host.engine.workflow, node, host.engine.templates.get(task.template));
    for (const [name, hook] of waiting) {
      const verdict = holds(hook, host, task.name, after);
      if (verdict !== false) {
        running.push(runHook(host, task.name, [name, hook], after, verdict === true ? undefined : verdict));
      }
    }
  }
  await Promise.all(running);
  return node;
}

/** Whether the hook's expression holds, or what is wrong with it. */
function holds({ expression }: Hook, host: TaskHost, task: string, own: Variables): boolean | Error {
  if ((expression ?? '') === '') {
    return true;
  }
  const text = expression ?? '';
  try {
    const scope = createScope(host.layers, withOwn(host.variablesFor(task), task, own));
    return evaluate(text, scope.environment(text)) === true;
  } catch (error) {
    if (isTaskFault(error)) {
      return error;
    }
    throw error;
  }
}

async function runHook(
  host: TaskHost,
  task: string,
  [name, hook]: NamedHook,
  own: Variables,
  fault?: Error,
): Promise<void> {
  const nodeName = `${host.nodeName}.${task}.${name === 'exit' ? 'onExit' : `hooks.${name}`}`;
  const engine: Engine = { ...host.engine, signal: host.engine.finalSignal };
  const node =
    fault === undefined
      ? await callHook(engine, host, task, nodeName, hook, own)
      : createIdleNode(engine, nodeName, 'Error', fault.message);
  engine.observe({ kind: 'ended', node: nodeName, status: node });
}

async function callHook(
  engine: Engine,
  host: TaskHost,
  task: string,
  nodeName: string,
  hook: Hook,
  own: Variables,
): Promise<NodeStatus> {
  try {
    const scope = createScope(host.layers, withOwn(host.variablesFor(task), task, own));
    const given = taskArguments(substitute({ arguments: hook.arguments ?? {} }, scope, 'tasks'));
    return await engine.execute(engine, {
      nodeName,
      template: hook.template,
      // A hook without arguments gets those of the workflow.
      ...(hook.arguments === undefined ? engine.arguments : given),
      depth: host.depth + 1,
    });
  } catch (error) {
    if (isTaskFault(error)) {
      return createIdleNode(engine, nodeName, 'Error', error.message);
    }
    throw error;
  }
}

/** What the task's hooks see: what the task sees, and the task itself. */
function withOwn(variables: TaskVariables, task: string, own: Variables): TaskVariables {
  return {
    prefix: variables.prefix,
    lookup: (name) => (name === task ? own : variables.lookup(name)),
    names: () => [...variables.names(), task],
  };
}
