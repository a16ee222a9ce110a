import type { AnyValue, GroupNode, TaskNode } from '../model.ts';
import { isValue } from '../model.ts';
import type { JsonObject } from '@tiphys/diagnostics';
import type { Programs } from '../components/any-component.ts';
import { dataOfComponent } from '../components/any-component.ts';
import { programNotBundled } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import type { Bindings } from './bindings.ts';
import { kubernetesJson } from './kubernetes-json.ts';
import { referenceJson } from './reference-json.ts';
import { resourcesJson } from './resources-json.ts';

/** What a task runs, and what platforms are asked for, by platform. */
export interface Executor {
  readonly executor: JsonObject;
  readonly platforms: Readonly<Record<string, JsonObject>>;
}

/** The executor of a task that is no pipeline. */
export function executorJson(task: TaskNode, group: GroupNode, bindings: Bindings, programs: Programs): Executor {
  const { implementation } = dataOfComponent(task.component);
  const refer = (value: AnyValue): JsonObject => referenceJson(bindings.bind(value, group, task));
  const kubernetes = kubernetesJson(task.options.kubernetes ?? {}, refer);
  const platforms: Record<string, JsonObject> = Object.keys(kubernetes).length === 0 ? {} : { kubernetes };
  switch (implementation.kind) {
    case 'container': {
      const { container, importer } = implementation.executor;
      if (importer !== undefined)
        return { executor: { importer: importerJson(importer as JsonObject, task) }, platforms: {} };
      return {
        executor: { container: containerJson(container as JsonObject, task) },
        platforms: merged(implementation.platforms ?? {}, platforms),
      };
    }
    case 'function': {
      const { program } = implementation;
      const command = programs.get(program) ?? fail(programNotBundled(program.name));
      const container = { image: program.image, command: [...command], args: ['--executor_input', '{{$}}'] };
      // The marker by which Tiphys runs it with the Node that it brings; everybody else needs the image.
      return {
        executor: { container: containerJson(container, task) },
        platforms: { ...platforms, tiphys: { runtime: 'node' } },
      };
    }
    case 'pipeline':
      return { executor: {}, platforms: {} };
  }
}

/** What the task says wins over what its component says. */
function merged(
  component: Readonly<Record<string, JsonObject>>,
  task: Readonly<Record<string, JsonObject>>,
): Readonly<Record<string, JsonObject>> {
  const names = [...new Set([...Object.keys(component), ...Object.keys(task)])];
  return Object.fromEntries(names.map((name) => [name, { ...component[name], ...task[name] }]));
}

function containerJson(container: JsonObject, { options: { env, resources } }: TaskNode): JsonObject {
  const own = (container['env'] ?? []) as readonly { readonly name: string; readonly value: string }[];
  const more = Object.entries(env ?? {}).map(([name, value]) => ({ name, value }));
  const all = [...own.filter(({ name }) => !more.some((other) => other.name === name)), ...more];
  return {
    ...container,
    ...(all.length > 0 && { env: all }),
    ...(resources !== undefined && { resources: resourcesJson(resources) }),
  };
}

/** A URI that is known now stands in the executor; others come in as the input `uri`. */
function importerJson(importer: JsonObject, { inputs }: TaskNode): JsonObject {
  const { uri } = inputs;
  const artifactUri: JsonObject =
    typeof uri === 'string' && !isValue(uri) ? { constant: uri } : { runtimeParameter: 'uri' };
  return { ...importer, artifactUri };
}
