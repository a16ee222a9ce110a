import type { ArtifactScope } from '../artifact/artifact-scope.ts';
import type { ArtifactSources } from '../artifact/artifact-source.ts';
import type { Hook, Task } from '../manifest/manifest.ts';
import { createCleanupEngine, createIdleNode } from '../run/engine.ts';
import { isCompleted } from '../run/node-status.ts';
import type { NodeStatus } from '../run/node-status.ts';
import { evaluate } from '../template/expression.ts';
import { substitute } from '../template/replace-tags.ts';
import { createScope } from '../template/scope.ts';
import type { TaskVariables, Variables } from '../template/scope.ts';
import { executeTask } from './execute-task.ts';
import type { TaskHost } from './execute-task.ts';
import { nodeVariables } from './node-variables.ts';
import { isTaskFault, resolveArtifacts, taskArguments } from './resolve-task.ts';

/** The task as its hooks see it. */
interface OwnTask {
  readonly name: string;
  readonly artifacts?: ArtifactSources;
  readonly variables: Variables;
  readonly anew: boolean;
}

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
    const now: OwnTask = { name: task.name, variables: new Map([['status', 'Running']]), anew: false };
    for (const [name, hook] of hooks) {
      if (name !== 'exit' && holds(hook, host, now) === true) {
        waiting.delete(name);
        running.push(runHook(host, [name, hook], now));
      }
    }
  });
  if (isCompleted(node.phase)) {
    const template = host.engine.templates.get(task.template);
    const variables = nodeVariables(host.engine, node, template);
    const artifacts = node.outputs?.artifacts;
    const after: OwnTask = { name: task.name, variables, ...(artifacts && { artifacts }), anew: node.anew === true };
    for (const [name, hook] of waiting) {
      const verdict = holds(hook, host, after);
      if (verdict !== false) {
        running.push(runHook(host, [name, hook], after, verdict === true ? undefined : verdict));
      }
    }
  }
  await Promise.all(running);
  return node;
}

/** Whether the hook's expression holds, or what is wrong with it. */
function holds({ expression = '' }: Hook, host: TaskHost, task: OwnTask): boolean | Error {
  if (expression === '') {
    return true;
  }
  try {
    const scope = createScope(host.engine.rules, host.layers, withOwn(host, task));
    return evaluate(expression, scope.environment(expression)) === true;
  } catch (error) {
    if (isTaskFault(error)) {
      return error;
    }
    throw error;
  }
}

async function runHook(host: TaskHost, [name, hook]: NamedHook, task: OwnTask, fault?: Error): Promise<void> {
  const nodeName = `${host.nodeName}.${task.name}.${name === 'exit' ? 'onExit' : `hooks.${name}`}`;
  const engine = createCleanupEngine(host.engine);
  const node =
    fault === undefined
      ? await callHook({ ...host, engine }, nodeName, hook, task)
      : createIdleNode(engine, nodeName, 'Error', fault.message);
  engine.observe({ kind: 'ended', node: nodeName, status: node });
}

async function callHook(host: TaskHost, nodeName: string, hook: Hook, task: OwnTask): Promise<NodeStatus> {
  const { engine } = host;
  try {
    const scope = createScope(host.engine.rules, host.layers, withOwn(host, task));
    const own = substitute({ arguments: hook.arguments ?? {} }, scope, 'tasks');
    const given = taskArguments(resolveArtifacts(own, scope, artifactsOfHook(host, task)));
    return await engine.execute(engine, {
      nodeName,
      template: hook.template,
      // A hook without arguments gets those of the workflow.
      ...(hook.arguments === undefined ? engine.arguments : given),
      depth: host.depth + 1,
      anew: host.anew || task.anew,
    });
  } catch (error) {
    if (isTaskFault(error)) {
      return createIdleNode(engine, nodeName, 'Error', error.message);
    }
    throw error;
  }
}

/** What the task's hooks see: what the task sees, and the task itself. */
function withOwn(host: TaskHost, task: OwnTask): TaskVariables {
  const others = host.variablesFor(task.name);
  return {
    prefix: others.prefix,
    lookup: (name) => (name === task.name ? task.variables : others.lookup(name)),
    names: () => [...others.names(), task.name],
  };
}

function artifactsOfHook(host: TaskHost, task: OwnTask): ArtifactScope {
  const others = host.artifactsFor(task.name);
  const start = `${host.variablesFor(task.name).prefix}.${task.name}.outputs.artifacts.`;
  return {
    get: (key) => (key.startsWith(start) ? task.artifacts?.get(key.slice(start.length)) : others.get(key)),
    keys: () => [...others.keys(), ...[...(task.artifacts?.keys() ?? [])].map((name) => `${start}${name}`)],
  };
}
