import type { Dag, Task, Template } from '../manifest/manifest.ts';
import { bindTemplate, inputVariables } from '../template/bind-template.ts';
import { createScope } from '../template/scope.ts';
import { createCleanupEngine, createIdleNode } from '../run/engine.ts';
import type { Engine } from '../run/engine.ts';
import { anewIfAny } from '../run/node-status.ts';
import type { NodeStatus } from '../run/node-status.ts';
import type { Attempt } from '../run/template-call.ts';
import { createSlots } from '../run/slots.ts';
import { WorkflowDeadline } from '../run/workflow-deadline.ts';
import { assessDagPhase } from './assess-phase.ts';
import { readDagGraph } from './dag-graph.ts';
import { dagArtifacts, taskVariables } from './dag-run.ts';
import type { DagRun } from './dag-run.ts';
import { evaluateDepends } from './depends.ts';
import type { TaskHost } from './execute-task.ts';
import { executeHookedTask } from './run-hooks.ts';
import { isTaskFault } from './resolve-task.ts';
import { OutputError, templateOutputs } from './template-outputs.ts';

/** Runs a DAG template to its end: a task starts as soon as all that it depends on has ended. */
export async function executeDag(engine: Engine, call: Attempt, template: Template, dag: Dag): Promise<NodeStatus> {
  const startedAt = engine.now();
  engine.observe({ kind: 'started', node: call.nodeName, type: 'DAG' });
  const run: DagRun = {
    engine,
    call,
    graph: readDagGraph(dag),
    inputs: inputVariables(template),
    template,
    slots: template.parallelism === undefined ? undefined : createSlots(template.parallelism),
    nodes: new Map(),
    variables: new Map(),
  };
  await runTasks(run);
  return finish(run, template, dag, startedAt);
}

/** Starts tasks as they become ready; the work for a task that ends is in the number of its dependents. */
async function runTasks(run: DagRun): Promise<void> {
  const { graph, nodes, engine } = run;
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  const waitingFor = new Map([...graph.dependencies].map(([name, { tasks }]) => [name, tasks.length]));
  let active = 0;
  // Filled while it is walked: no recursion, however long a chain of omitted tasks is.
  const ready: string[] = [];
  let next = 0;

  function end(name: string, ended: NodeStatus): void {
    const checked = rereadEnded(run, name, ended);
    const node = mustRunAnew(run, name) ? { ...checked, anew: true } : checked;
    nodes.set(name, node);
    engine.observe({ kind: 'ended', node: node.name, status: node });
    for (const dependent of graph.dependents.get(name) ?? []) {
      const left = (waitingFor.get(dependent) ?? 0) - 1;
      waitingFor.set(dependent, left);
      if (left === 0) {
        ready.push(dependent);
      }
    }
  }
  function advance(): void {
    for (; next < ready.length; next += 1) {
      start(ready[next] as string);
    }
    if (active === 0) {
      resolve(undefined);
    }
  }
  function start(name: string): void {
    const idle = decideWithoutRunning(run, name);
    if (idle !== undefined) {
      end(name, idle);
      return;
    }
    if (engine.signal.aborted && !cleansUp(run, name)) {
      return;
    }
    active += 1;
    executeHookedTask(createHost(run, name), graph.tasks.get(name) as Task).then((node) => {
      active -= 1;
      end(name, node);
      advance();
    }, reject);
  }

  for (const [name, { tasks }] of graph.dependencies) {
    if (tasks.length === 0) {
      ready.push(name);
    }
  }
  advance();
  await promise;
}

function createHost(run: DagRun, task: string): TaskHost {
  const { engine, call, inputs, slots } = run;
  return {
    engine: engine.signal.aborted ? createCleanupEngine(engine) : engine,
    nodeName: call.nodeName,
    depth: call.depth,
    layers: [engine.globals, inputs],
    variablesFor: (name) => taskVariables(run, name),
    artifactsFor: (name) => dagArtifacts(run, name),
    slots,
    anew: mustRunAnew(run, task),
  };
}

/** What becomes of a task that ran where Argo reads its template once more, to let go of locks: an Error if that fails. */
function rereadEnded({ engine, graph }: DagRun, name: string, ended: NodeStatus): NodeStatus {
  if (!engine.rules.rereadsEndedTasks || ended.kind === 'Skipped' || ended.phase === 'Error') return ended;
  const task = graph.tasks.get(name);
  const template = engine.templates.get(task?.template ?? '');
  if (template === undefined) return ended;
  // Argo does not ask for artifacts here.
  const inputs = { parameters: template.inputs?.parameters ?? [] };
  const given = (task?.arguments?.parameters ?? []).flatMap(({ name, value }) =>
    value === undefined ? [] : [[name, value] as const],
  );
  try {
    bindTemplate(engine.rules, { ...template, inputs }, { arguments: new Map(given) }, engine.globals, new Map());
    return ended;
  } catch (error) {
    if (!isTaskFault(error)) throw error;
    return { ...ended, phase: 'Error', message: error.message };
  }
}

/** Whether something before a task ran in this life of the run. */
function mustRunAnew({ call, graph, nodes }: DagRun, task: string): boolean {
  const dependencies = graph.dependencies.get(task)?.tasks ?? [];
  return call.anew === true || dependencies.some((name) => nodes.get(name)?.anew === true);
}

/** The node of a task that `depends` keeps from running; undefined when it may run. */
function decideWithoutRunning(run: DagRun, name: string): NodeStatus | undefined {
  const { engine, graph, nodes, call } = run;
  const { logic, error } = graph.dependencies.get(name) ?? { tasks: [] };
  const nodeName = `${call.nodeName}.${name}`;
  if (error !== undefined) {
    return createIdleNode(engine, nodeName, 'Error', error);
  }
  if (logic !== undefined && !evaluateDepends(logic, (task) => nodes.get(task))) {
    return createIdleNode(engine, nodeName, 'Omitted', 'omitted: depends condition not met');
  }
  return undefined;
}

/**
 * Whether a task still runs after the user stopped the run: an exit task, which runs whether the tasks before it succeed or
 * fail. Argo gives it no pod; at a desk it is what tidies up. A run that is out of time starts nothing, as in Argo.
 */
function cleansUp({ engine, graph }: DagRun, name: string): boolean {
  const logic = graph.dependencies.get(name)?.logic;
  const runsAfter = (phase: 'Succeeded' | 'Failed'): boolean =>
    logic !== undefined && evaluateDepends(logic, (task) => createIdleNode(engine, task, phase, ''));
  return (
    !engine.finalSignal.aborted &&
    !(engine.signal.reason instanceof WorkflowDeadline) &&
    runsAfter('Succeeded') &&
    runsAfter('Failed')
  );
}

function finish(run: DagRun, template: Template, dag: Dag, startedAt: number): NodeStatus {
  const { engine, graph, nodes, call } = run;
  const assessed = [...nodes].map(([name, node]) => ({
    task: graph.tasks.get(name) as Task,
    dependencies: graph.dependencies.get(name)?.tasks ?? [],
    node,
  }));
  const { phase, outbound } = assessDagPhase(assessed, graph.targets, dag.failFast ?? true);
  const base = {
    name: call.nodeName,
    kind: 'DAG',
    startedAt,
    finishedAt: engine.now(),
    attempts: 1,
    outbound,
    ...anewIfAny(nodes.values()),
  } as const;
  if (engine.signal.aborted) {
    return { ...base, phase: 'Failed' };
  }
  if (phase !== 'Succeeded') {
    return { ...base, phase };
  }
  try {
    const scope = createScope(engine.rules, [run.inputs], taskVariables(run));
    const outputs = templateOutputs(template, scope, dagArtifacts(run));
    return { ...base, phase, ...(outputs === undefined ? {} : { outputs }) };
  } catch (error) {
    if (error instanceof OutputError || isTaskFault(error)) {
      return { ...base, phase: 'Error', message: error.message };
    }
    throw error;
  }
}
