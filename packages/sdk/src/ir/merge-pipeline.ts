import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { PipelineIr } from '../components/any-component.ts';
import type { CatalogData } from './catalog-data.ts';
import { uniqueName } from './unique-name.ts';

/**
 * Adds the components, executors and platform settings of a pipeline to those of another one that uses it as a step; names
 * that are taken get a number.
 *
 * @returns the root of the pipeline, as a component of the other one
 */
export function mergeInto(data: CatalogData, { spec, platform }: PipelineIr): JsonObject {
  const executors = object(object(spec['deploymentSpec'])['executors']);
  const labels = renaming(Object.keys(executors), (name) => name in data.executors);
  for (const [label, executor] of Object.entries(executors)) data.executors[labels(label)] = object(executor);
  for (const [name, settings] of Object.entries(object(platform['platforms']))) {
    const configs = object(object(object(settings)['deploymentSpec'])['executors']);
    for (const [label, config] of Object.entries(configs)) (data.platforms[name] ??= {})[labels(label)] = config;
  }
  const components = object(spec['components']);
  const names = renaming(Object.keys(components), (name) => name in data.components);
  const renamed = (component: JsonValue): JsonObject => rename(object(component), names, labels);
  for (const [name, component] of Object.entries(components)) data.components[names(name)] = renamed(component);
  return renamed(spec['root'] ?? {});
}

/** New names for old ones: none that is taken, and none that another one of them has. */
function renaming(old: readonly string[], isTaken: (name: string) => boolean): (name: string) => string {
  const given = new Map<string, string>();
  for (const name of old) {
    const taken = new Set([...given.values(), ...old.filter((other) => other !== name)]);
    given.set(
      name,
      uniqueName(name, (candidate) => isTaken(candidate) || taken.has(candidate)),
    );
  }
  return (name) => given.get(name) ?? name;
}

type Renaming = (name: string) => string;

function rename(component: JsonObject, names: Renaming, labels: Renaming): JsonObject {
  const { executorLabel, dag } = component;
  return {
    ...component,
    ...(typeof executorLabel === 'string' && { executorLabel: labels(executorLabel) }),
    ...(dag !== undefined && { dag: { ...object(dag), tasks: renameTasks(object(object(dag)['tasks']), names) } }),
  };
}

function renameTasks(tasks: JsonObject, names: Renaming): JsonObject {
  const renamed = Object.entries(tasks).map(([task, json]): [string, JsonValue] => {
    const reference = object(object(json)['componentRef'])['name'];
    return [task, { ...object(json), componentRef: { name: names(typeof reference === 'string' ? reference : '') } }];
  });
  return Object.fromEntries(renamed);
}

function object(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : {};
}
