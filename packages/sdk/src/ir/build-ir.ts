import type { AnyValue, Graph, GroupNode, Node, TaskNode } from '../model.ts';
import { dataOf, isValue } from '../model.ts';
import type { JsonObject } from '@tiphys/diagnostics';
import type { PipelineIr, Programs } from '../components/any-component.ts';
import type { Types } from '../types/type.ts';
import { isArtifactType } from '../types/type.ts';
import { valuesOfCondition } from '../values/condition.ts';
import type { Bindings } from './bindings.ts';
import { createBindings } from './bindings.ts';
import { createCatalog } from './catalog.ts';
import type { Catalog } from './catalog.ts';
import { exitTaskJson, groupTaskJson, taskJson } from './task-json.ts';
import { groupComponentJson } from './group-json.ts';
import { definitions } from './interface-json.ts';
import { valuesOfTask } from './task-values.ts';
import { withoutEmpty } from './without-empty.ts';

/** What the IR of a pipeline is made of. */
export interface PipelineParts {
  readonly graph: Graph;
  readonly displayName?: string;
  readonly description?: string;
  readonly inputs: Types;
  readonly outputs: Types;
  /** The value of each output. */
  readonly returned: Readonly<Record<string, AnyValue>>;
  /** `platforms.kubernetes.pipelineConfig`. */
  readonly config?: JsonObject;
}

/** The version that the IR names as its maker. */
const sdkVersion = 'tiphys-0.1.0';

/**
 * Builds both documents of a pipeline file. Same pipeline, same programs: same documents.
 *
 * @throws DiagnosticsError when a value cannot reach its user
 */
export function buildIr(parts: PipelineParts, programs: Programs): PipelineIr {
  const { graph, displayName, inputs, outputs } = parts;
  const bindings = bindAll(parts);
  const catalog = createCatalog(programs);
  const tasks = new Map<GroupNode, Record<string, JsonObject>>();
  // Groups before their contents, and in a group the groups before the tasks: so the Python SDK counts its components.
  for (const group of preorder(graph.root)) tasks.set(group, dagTasks(group, bindings, catalog));
  for (const task of graph.exitTasks) addExitTask(task, tasks.get(graph.root) ?? {}, bindings, catalog);
  for (const [group, dag] of tasks) catalog.fillGroup(group, dag);
  const root = tasks.get(graph.root) ?? {};
  const dagOutputs = rootOutputs(parts, bindings);
  const inputDefinitions = definitions(inputs, 'input');
  const outputDefinitions = definitions(outputs, 'output');
  const spec: JsonObject = {
    ...(catalog.hasComponents() && { components: catalog.components() }),
    ...(catalog.hasExecutors() && { deploymentSpec: { executors: catalog.executors() } }),
    pipelineInfo: {
      name: graph.name,
      ...(displayName !== undefined && { displayName }),
      ...(parts.description !== undefined && { description: parts.description }),
    },
    root: {
      dag: { ...(dagOutputs !== undefined && { outputs: dagOutputs }), tasks: root },
      ...(inputDefinitions !== undefined && { inputDefinitions }),
      ...(outputDefinitions !== undefined && { outputDefinitions }),
    },
    schemaVersion: '2.1.0',
    sdkVersion,
  };
  return { spec, platform: catalog.platform(parts.config) };
}

function preorder(group: GroupNode): readonly GroupNode[] {
  return [group, ...group.groups.flatMap(preorder)];
}

/** Lets every value find its way before anything is written. */
function bindAll({ graph, returned }: PipelineParts): Bindings {
  const bindings = createBindings();
  for (const group of preorder(graph.root)) {
    requireOwn(group, bindings);
    for (const node of [...group.groups, ...group.tasks]) bindNode(node, group, bindings);
  }
  for (const task of graph.exitTasks) bindNode(task, graph.root, bindings);
  for (const value of Object.values(returned)) bindings.producerOf(value, graph.root);
  return bindings;
}

/**
 * Lets a group have what its condition and its loop look at. As in the Python SDK, a loop over a member of a struct has the
 * struct as well, and what a condition compares is handed to all groups within, whether they need it or not.
 */
function requireOwn(group: GroupNode, bindings: Bindings): void {
  const { condition, loop } = group;
  if (loop !== undefined && isValue(loop.items)) {
    bindings.require(group, loop.items);
    bindings.require(group, wholeOf(loop.items));
  }
  for (const value of condition === undefined ? [] : valuesOfCondition(condition)) {
    bindings.require(group, value);
    for (const inner of preorder(group)) bindings.require(inner, wholeOf(value));
  }
}

/** The struct that a value is a member of, or the value itself. */
function wholeOf(value: AnyValue): AnyValue {
  const { source } = dataOf(value);
  return source.kind === 'field' ? wholeOf(source.of) : value;
}

function bindNode(node: Node, group: GroupNode, bindings: Bindings): void {
  if (node.kind !== 'task') return;
  for (const value of valuesOfTask(node)) bindings.bind(value, group, node);
  for (const earlier of node.after) bindings.waitFor(node, earlier);
}

function dagTasks(group: GroupNode, bindings: Bindings, catalog: Catalog): Record<string, JsonObject> {
  const tasks: Record<string, JsonObject> = {};
  for (const child of group.groups) {
    const component = catalog.addGroup(child, groupComponentJson(child, bindings));
    tasks[child.name] = groupTaskJson(child, component, bindings);
  }
  for (const task of group.tasks) {
    tasks[task.name] = taskJson(task, catalog.addTask(task, group, bindings), bindings);
  }
  return tasks;
}

function addExitTask(task: TaskNode, tasks: Record<string, JsonObject>, bindings: Bindings, catalog: Catalog): void {
  const component = catalog.addTask(task, task.parent, bindings);
  tasks[task.name] = exitTaskJson(task, component, bindings);
}

function rootOutputs({ graph, returned, outputs }: PipelineParts, bindings: Bindings): JsonObject | undefined {
  const parameters: Record<string, JsonObject> = {};
  const artifacts: Record<string, JsonObject> = {};
  for (const [name, value] of Object.entries(returned)) {
    const { node, output } = bindings.producerOf(value, graph.root);
    const type = outputs[name];
    if (type !== undefined && isArtifactType(type)) {
      artifacts[name] = { artifactSelectors: [{ producerSubtask: node.name, outputArtifactKey: output }] };
    } else {
      parameters[name] = { valueFromParameter: { producerSubtask: node.name, outputParameterKey: output } };
    }
  }
  return withoutEmpty({ parameters, artifacts });
}
