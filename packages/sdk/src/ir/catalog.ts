import type { GroupNode, TaskNode } from '../model.ts';
import type { JsonObject } from '@tiphys/diagnostics';
import type { Programs } from '../components/any-component.ts';
import { dataOfComponent } from '../components/any-component.ts';
import type { Bindings } from './bindings.ts';
import type { CatalogData } from './catalog-data.ts';
import { executorJson } from './executor-json.ts';
import { definitions } from './interface-json.ts';
import { mergeInto } from './merge-pipeline.ts';
import { kebabName, uniqueName } from './unique-name.ts';

/** The components and executors of a pipeline, under names of which there is only one. */
export interface Catalog {
  /** Adds the component of a group; its tasks come with `fillGroup`. Gives its name. */
  addGroup(group: GroupNode, component: JsonObject): string;
  fillGroup(group: GroupNode, tasks: JsonObject): void;
  /** Adds what a task runs: component, executor and platform settings, or all of a nested pipeline. Gives the name. */
  addTask(task: TaskNode, group: GroupNode, bindings: Bindings): string;
  hasComponents(): boolean;
  components(): JsonObject;
  hasExecutors(): boolean;
  executors(): JsonObject;
  /** The second document; empty when there is nothing to say. */
  platform(config: JsonObject | undefined): JsonObject;
}

/** An empty catalog. */
export function createCatalog(programs: Programs): Catalog {
  const data: CatalogData = { components: {}, executors: {}, platforms: {} };
  const names = new Map<GroupNode, string>();
  const componentName = (name: string): string =>
    uniqueName(`comp-${kebabName(name)}`, (candidate) => candidate in data.components);

  function addLeaf(task: TaskNode, group: GroupNode, bindings: Bindings): string {
    const { inputs, outputs, taskConfigPassthroughs } = dataOfComponent(task.component);
    const label = uniqueName(`exec-${kebabName(task.name)}`, (candidate) => candidate in data.executors);
    const { executor, platforms } = executorJson(task, group, bindings, programs);
    data.executors[label] = executor;
    for (const [platform, config] of Object.entries(platforms)) (data.platforms[platform] ??= {})[label] = config;
    const name = componentName(task.name);
    const inputDefinitions = definitions(inputs, 'input');
    const outputDefinitions = definitions(outputs, 'output');
    data.components[name] = {
      executorLabel: label,
      ...(inputDefinitions !== undefined && { inputDefinitions }),
      ...(outputDefinitions !== undefined && { outputDefinitions }),
      ...(taskConfigPassthroughs !== undefined && { taskConfigPassthroughs }),
    };
    return name;
  }

  return {
    addGroup(group, component) {
      const name = componentName(group.name);
      data.components[name] = component;
      names.set(group, name);
      return name;
    },
    fillGroup(group, tasks) {
      const name = names.get(group);
      const component = name === undefined ? undefined : data.components[name];
      if (name === undefined || component === undefined) return;
      data.components[name] = { ...component, dag: { ...(component['dag'] as JsonObject), tasks } };
    },
    addTask(task, group, bindings) {
      const { implementation } = dataOfComponent(task.component);
      if (implementation.kind !== 'pipeline') return addLeaf(task, group, bindings);
      const root = mergeInto(data, implementation.build(programs));
      const name = componentName(task.name);
      data.components[name] = root;
      return name;
    },
    hasComponents: () => Object.keys(data.components).length > 0,
    components: () => data.components,
    hasExecutors: () => Object.keys(data.executors).length > 0,
    executors: () => data.executors,
    platform(config) {
      const platforms = Object.entries(data.platforms).map(([name, executors]): [string, JsonObject] => [
        name,
        { deploymentSpec: { executors } },
      ]);
      const all: Record<string, JsonObject> = Object.fromEntries(platforms);
      if (config !== undefined) all['kubernetes'] = { ...all['kubernetes'], pipelineConfig: config };
      return Object.keys(all).length === 0 ? {} : { platforms: all };
    },
  };
}
