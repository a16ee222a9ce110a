/** As much of the IR as is looked at here. */
export interface Spec {
  readonly components?: Readonly<Record<string, ComponentSpec>>;
  readonly deploymentSpec: { readonly executors: Readonly<Record<string, Executor>> };
  readonly root: ComponentSpec;
  readonly [more: string]: unknown;
}

/** What a task runs. */
export interface Executor {
  readonly container?: {
    readonly image: string;
    readonly command?: readonly string[];
    readonly args?: readonly string[];
  };
}

interface ComponentSpec {
  readonly executorLabel?: string;
  readonly dag?: { readonly tasks: Readonly<Record<string, TaskSpec>> };
}

interface TaskSpec {
  readonly componentRef: { readonly name: string };
  readonly parameterIterator?: { readonly items: { readonly raw?: string } };
}

/** The second document of a pipeline file. */
export interface PlatformSpec {
  readonly platforms?: Readonly<
    Record<string, { readonly deploymentSpec?: { readonly executors?: Readonly<Record<string, unknown>> } }>
  >;
}

/** Both documents of a pipeline file. */
export interface Ir {
  readonly spec: Spec;
  readonly platform: PlatformSpec;
}

/**
 * The IR without the names of generated components and executors: each of them stands where it is used. What is left is the
 * meaning of the file, word for word; only the version of the SDK that wrote it, and spaces in JSON within texts, are dropped.
 */
export function inlinedIr({ spec, platform }: Ir): unknown {
  const { components = {}, deploymentSpec, root, sdkVersion: _sdkVersion, ...rest } = spec;
  const inline = ({ executorLabel, dag, ...component }: ComponentSpec): unknown => ({
    ...component,
    ...(executorLabel !== undefined && {
      executor: withParsedWords(deploymentSpec.executors[executorLabel] ?? {}),
      platforms: mapValues(platform.platforms ?? {}, (one) => one.deploymentSpec?.executors?.[executorLabel]),
    }),
    ...(dag !== undefined && { dag: { ...dag, tasks: mapValues(dag.tasks, inlineTask) } }),
  });
  const inlineTask = ({ componentRef, parameterIterator, ...task }: TaskSpec): unknown => ({
    ...task,
    ...(parameterIterator !== undefined && { parameterIterator: parsedItems(parameterIterator) }),
    component: inline(components[componentRef.name] ?? {}),
  });
  const settings = mapValues(platform.platforms ?? {}, ({ deploymentSpec: _inlined, ...more }) => more);
  return { ...rest, root: inline(root), settings };
}

/** The items of a loop are JSON in a text, which Python and JavaScript space differently. */
function parsedItems({ items, ...iterator }: NonNullable<TaskSpec['parameterIterator']>): unknown {
  return { ...iterator, items: items.raw === undefined ? items : { raw: JSON.parse(items.raw) as unknown } };
}

/** So are the words of a command that are put together when the task runs. */
function withParsedWords({ container, ...executor }: Executor): unknown {
  if (container === undefined) return executor;
  const parsed = (words: readonly string[] = []): readonly unknown[] =>
    words.map((word) => (/^\{"(Concat|IfPresent)"/.test(word) ? (JSON.parse(word) as unknown) : word));
  return { ...executor, container: { ...container, command: parsed(container.command), args: parsed(container.args) } };
}

function mapValues<T, U>(map: Readonly<Record<string, T>>, change: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(map).map(([name, value]) => [name, change(value)]));
}
