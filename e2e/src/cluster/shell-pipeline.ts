import { printJson, type JsonValue } from '@tiphys/diagnostics';

/**
 * A task that is a shell script in the image of busybox. Its script has, as `$0`, `$1` and so on: the paths of its output
 * parameters, those of its output artifacts, the values of its parameters, and the paths of its input artifacts.
 */
export interface ShellTask {
  readonly script: string;
  readonly outputs?: readonly string[];
  readonly artifacts?: readonly string[];
  /** Values of parameters: a text, `{ input }` of the pipeline, or `{ task, output }`. */
  readonly parameters?: Readonly<Record<string, Source>>;
  readonly inputs?: Readonly<Record<string, { readonly task: string; readonly output: string }>>;
  readonly after?: readonly string[];
  /** Runs whatever became of the tasks that it comes after. */
  readonly exit?: true;
  readonly retries?: number;
  readonly cache?: true;
  /** Goes into the executor's `container`. */
  readonly container?: Readonly<Record<string, JsonValue>>;
  /** Of the platform `kubernetes`. */
  readonly kubernetes?: Readonly<Record<string, JsonValue>>;
  /** Runs once for each item of a list, which it has as the parameter `item`. Others have its outputs as lists. */
  readonly forEach?: readonly string[] | { readonly input: string };
  readonly parallelism?: number;
}

type Members = Readonly<Record<string, JsonValue>>;

type Source = string | { readonly input: string } | { readonly task: string; readonly output: string };

/** What a pipeline has beside its tasks. */
export interface ShellPipeline {
  readonly name: string;
  readonly tasks: Readonly<Record<string, ShellTask>>;
  /** The pipeline's own parameters, texts, lists and structs, with their defaults. */
  readonly inputs?: Readonly<Record<string, string | readonly JsonValue[] | Members>>;
  /** Of the platform `kubernetes`. */
  readonly pipelineConfig?: Members;
  readonly outputs?: Readonly<Record<string, { readonly task: string; readonly output: string }>>;
}

/** IR of a pipeline of shell scripts. */
export function shellPipeline(pipeline: ShellPipeline): { readonly ir: string } {
  const { name, tasks, inputs = {}, outputs = {}, pipelineConfig } = pipeline;
  const entries = Object.entries(tasks);
  const owners = ownersOf(tasks);
  const own = entries.filter(([key]) => owners[key] === key);
  const platform = own.filter(([, task]) => task.kubernetes !== undefined);
  const loops = entries.filter(([, task]) => task.forEach !== undefined);
  const spec: Members = {
    pipelineInfo: { name },
    schemaVersion: '2.1.0',
    components: Object.fromEntries([
      ...own.map(([key, task]) => [`comp-${key}`, component(key, task, tasks)] as const),
      ...loops.map(([key, task]) => [`comp-each-${key}`, iteration(key, owners[key] ?? key, task)] as const),
    ]),
    deploymentSpec: { executors: object(own.map(([key, task]) => [`exec-${key}`, executor(task)])) },
    root: {
      inputDefinitions: {
        parameters: object(
          Object.entries(inputs).map(([key, value]) => [key, { parameterType: typeOf(value), defaultValue: value }]),
        ),
      },
      outputDefinitions: {
        parameters: object(Object.keys(outputs).map((key) => [key, { parameterType: 'STRING' }])),
      },
      dag: {
        outputs: {
          parameters: object(
            Object.entries(outputs).map(([key, { task, output }]) => [
              key,
              { valueFromParameter: { producerSubtask: task, outputParameterKey: output } },
            ]),
          ),
        },
        tasks: object(
          entries.map(([key, task]) => [
            key,
            task.forEach === undefined ? use(key, owners[key] ?? key, task) : loop(key, task),
          ]),
        ),
      },
    },
  };
  if (platform.length === 0 && pipelineConfig === undefined) return { ir: printJson(spec) };
  const executors = object(platform.map(([key, task]) => [`exec-${key}`, task.kubernetes ?? {}]));
  const kubernetes = { deploymentSpec: { executors }, ...(pipelineConfig && { pipelineConfig }) };
  const second: Members = { platforms: { kubernetes } };
  return { ir: `${printJson(spec)}\n---\n${printJson(second)}\n` };
}

function typeOf(value: JsonValue): string {
  if (typeof value === 'string') return 'STRING';
  return Array.isArray(value) ? 'LIST' : 'STRUCT';
}

/** For each task the first one that is the same but for its name and place: its component is used again, as the SDK does. */
function ownersOf(tasks: ShellPipeline['tasks']): Readonly<Record<string, string>> {
  const known = new Map<string, string>();
  return Object.fromEntries(
    Object.entries(tasks).map(([key, task]) => {
      const { executorLabel: _, ...rest } = component(key, task, tasks);
      const text = printJson([rest, executor(task), task.kubernetes ?? null]);
      const owner = known.get(text) ?? key;
      known.set(text, owner);
      return [key, owner];
    }),
  );
}

function component(key: string, task: ShellTask, tasks: ShellPipeline['tasks']): Members {
  const artifact = { artifactType: { schemaTitle: 'system.Dataset', schemaVersion: '0.0.1' } };
  const text = { parameterType: 'STRING' };
  return {
    executorLabel: `exec-${key}`,
    inputDefinitions: {
      parameters: object(
        parameterNames(task).map((name) => {
          const source = task.parameters?.[name];
          const producer = typeof source === 'object' && 'task' in source ? tasks[source.task] : undefined;
          return [name, producer?.forEach === undefined ? text : { parameterType: 'LIST' }];
        }),
      ),
      artifacts: object(Object.keys(task.inputs ?? {}).map((name) => [name, artifact])),
    },
    outputDefinitions: {
      parameters: object((task.outputs ?? []).map((name) => [name, text])),
      artifacts: object((task.artifacts ?? []).map((name) => [name, artifact])),
    },
  };
}

function executor(task: ShellTask): JsonValue {
  const { script, outputs = [], artifacts = [], inputs = {}, container = {} } = task;
  const placeholders = [
    ...outputs.map((name) => `{{$.outputs.parameters['${name}'].output_file}}`),
    ...artifacts.map((name) => `{{$.outputs.artifacts['${name}'].path}}`),
    ...parameterNames(task).map((name) => `{{$.inputs.parameters['${name}']}}`),
    ...Object.keys(inputs).map((name) => `{{$.inputs.artifacts['${name}'].path}}`),
  ];
  return { container: { image: 'busybox', command: ['sh', '-c', script, ...placeholders], ...container } };
}

function use(key: string, owner: string, task: ShellTask): JsonValue {
  const { parameters = {}, inputs = {}, after = [], exit, retries, cache } = task;
  const producers = [...Object.values(parameters), ...Object.values(inputs)].flatMap((source) =>
    typeof source === 'object' && 'task' in source ? [source.task] : [],
  );
  return {
    componentRef: { name: `comp-${owner}` },
    taskInfo: { name: key },
    dependentTasks: [...new Set([...after, ...producers])],
    inputs: {
      parameters: object([
        ...Object.entries(parameters).map(([name, source]) => [name, parameterSource(source)] as const),
        ...(task.forEach === undefined ? [] : [['item', { componentInputParameter: 'item' }] as const]),
      ]),
      artifacts: object(
        Object.entries(inputs).map(([name, { task: producer, output }]) => [
          name,
          { taskOutputArtifact: { producerTask: producer, outputArtifactKey: output } },
        ]),
      ),
    },
    ...(exit && { triggerPolicy: { strategy: 'ALL_UPSTREAM_TASKS_COMPLETED' } }),
    ...(retries !== undefined && { retryPolicy: { maxRetryCount: retries, backoffDuration: '1s', backoffFactor: 1 } }),
    ...(cache && { cachingOptions: { enableCache: true } }),
  };
}

/** The body of a loop: one task. */
function iteration(key: string, owner: string, task: ShellTask): JsonValue {
  const { after: _, ...inside } = task;
  return {
    inputDefinitions: { parameters: { item: { parameterType: 'STRING' } } },
    outputDefinitions: { parameters: object((task.outputs ?? []).map((name) => [name, { parameterType: 'LIST' }])) },
    dag: {
      outputs: {
        parameters: object(
          (task.outputs ?? []).map((name) => [
            name,
            { valueFromParameter: { producerSubtask: key, outputParameterKey: name } },
          ]),
        ),
      },
      tasks: { [key]: use(key, owner, inside) },
    },
  };
}

function loop(key: string, { forEach = [], parallelism, after = [] }: ShellTask): JsonValue {
  const items = 'input' in forEach ? { inputParameter: forEach.input } : { raw: JSON.stringify(forEach) };
  return {
    componentRef: { name: `comp-each-${key}` },
    taskInfo: { name: key },
    dependentTasks: [...after],
    ...('input' in forEach && {
      inputs: { parameters: { [forEach.input]: { componentInputParameter: forEach.input } } },
    }),
    parameterIterator: { itemInput: 'item', items },
    ...(parallelism !== undefined && { iteratorPolicy: { parallelismLimit: parallelism } }),
  };
}

function parameterNames(task: ShellTask): string[] {
  return [...Object.keys(task.parameters ?? {}), ...(task.forEach === undefined ? [] : ['item'])];
}

function parameterSource(source: Source): JsonValue {
  if (typeof source === 'string') return { runtimeValue: { constant: source } };
  if ('input' in source) return { componentInputParameter: source.input };
  return { taskOutputParameter: { producerTask: source.task, outputParameterKey: source.output } };
}

function object(entries: Iterable<readonly [string, JsonValue]>): Members {
  return Object.fromEntries(entries);
}
