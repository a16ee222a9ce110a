import { createArtifactScope } from '../artifact/artifact-scope.ts';
import type { ArtifactScope } from '../artifact/artifact-scope.ts';
import type { Template } from '../manifest/manifest.ts';
import type { Engine } from '../run/engine.ts';
import type { NodeStatus } from '../run/node-status.ts';
import type { Slots } from '../run/slots.ts';
import type { Attempt } from '../run/template-call.ts';
import type { TaskVariables, Variables } from '../template/scope.ts';
import { ancestorsOf, isAncestor } from './dag-graph.ts';
import type { DagGraph } from './dag-graph.ts';
import { nodeVariables } from './node-variables.ts';

/** A DAG that is running: one node of a DAG template. */
export interface DagRun {
  readonly engine: Engine;
  readonly call: Attempt;
  readonly graph: DagGraph;
  readonly inputs: Variables;
  /** With its inputs bound. */
  readonly template: Template;
  /** `parallelism` of the template: direct children at a time. */
  readonly slots: Slots | undefined;
  /** Nodes that have ended, dependencies before dependents. */
  readonly nodes: Map<string, NodeStatus>;
  readonly variables: Map<string, Variables>;
}

/** What a task can read of others: its ancestors; without a task, all (the DAG's own outputs). */
export function taskVariables(run: DagRun, of?: string): TaskVariables {
  return {
    prefix: 'tasks',
    lookup(name) {
      if (of === undefined) return outputVariables(run, name);
      return isAncestor(run.graph, name, of) ? variablesOf(run, name) : undefined;
    },
    names: () => (of === undefined ? run.nodes.keys() : ancestorsOf(run.graph, of)),
  };
}

/** The artifacts that a task can be given; without a task, those that the DAG can give. */
export function dagArtifacts(run: DagRun, of?: string): ArtifactScope {
  const tasks = taskVariables(run, of);
  return createArtifactScope(run.template, tasks, (name) =>
    of === undefined || isAncestor(run.graph, name, of) ? run.nodes.get(name)?.outputs?.artifacts : undefined,
  );
}

function variablesOf(run: DagRun, name: string): Variables | undefined {
  const known = run.variables.get(name);
  const node = run.nodes.get(name);
  if (known !== undefined || node === undefined) {
    return known;
  }
  const template = run.engine.templates.get(run.graph.tasks.get(name)?.template ?? '');
  const variables = nodeVariables(run.engine, node, template);
  run.variables.set(name, variables);
  return variables;
}

/** What the outputs of the DAG see of a task: where tasks see empty texts, these see nothing, so that defaults count. */
function outputVariables(run: DagRun, name: string): Variables | undefined {
  const { engine, graph } = run;
  const node = run.nodes.get(name);
  if (engine.rules.missingOutputs !== 'empty' || node === undefined) return variablesOf(run, name);
  const template = engine.templates.get(graph.tasks.get(name)?.template ?? '');
  const rules = { ...engine.rules, missingOutputs: 'wait' } as const;
  return nodeVariables({ workflow: engine.workflow, rules }, node, template);
}
