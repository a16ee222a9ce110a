import { expect, test } from 'vitest';
import { compilePipeline } from '../compile-pipeline.ts';
import type { ContainerExecutor } from '../plan.ts';
import { load, pipelineText } from '../testing/pipeline.ts';

const fields = [
  'RESOURCES',
  'ENV',
  'KUBERNETES_AFFINITY',
  'KUBERNETES_TOLERATIONS',
  'KUBERNETES_NODE_SELECTOR',
  'KUBERNETES_VOLUMES',
] as const;
type Field = (typeof fields)[number];

const pod = {
  secretAsEnv: [{ secretName: 'db', keyToEnv: [{ secretKey: 'password', envVar: 'PASSWORD' }] }],
  secretAsVolume: [{ secretName: 'keys', mountPath: '/keys' }],
  pvcMount: [{ constant: 'data', mountPath: '/data' }],
  emptyDirMounts: [{ volumeName: 'scratch', mountPath: '/scratch' }],
  tolerations: [{ key: 'gpu' }],
  nodeSelector: { labels: { pool: 'gpu' } },
  nodeAffinity: [{ matchExpressions: [{ key: 'disk', operator: 'Exists' }] }],
  initContainers: [{ name: 'prepare', image: 'busybox', volumeMounts: [{ volumeName: 'keys', mountPath: '/k' }] }],
};

/** A component with something of every field, that is told of its pod in `config`. */
function compile(
  passthroughs: readonly object[],
  input = '',
  config: object = pod,
): ReturnType<typeof compilePipeline> {
  const text = pipelineText({
    tasks: `a: {componentRef: {name: comp-told}${input}}`,
    components: `
comp-told:
  executorLabel: exec-told
  inputDefinitions: {parameters: {config: {parameterType: TASK_CONFIG, isOptional: true}, text: {parameterType: STRING, isOptional: true}}}
  taskConfigPassthroughs: ${JSON.stringify(passthroughs)}`,
    executors: `
exec-told:
  container:
    image: busybox
    command: [sh]
    env: [{name: EPOCHS, value: "5"}, {name: PASSWORD, value: hidden}]
    resources: {resourceCpuLimit: "1", accelerator: {resourceType: nvidia.com/gpu, resourceCount: "2"}}`,
  });
  const platform = {
    platforms: {
      kubernetes: {
        deploymentSpec: { executors: { 'exec-told': config } },
        pipelineConfig: { workspace: { size: '1Gi' } },
      },
    },
  };
  return compilePipeline(load(`${text}\n---\n${JSON.stringify(platform)}`));
}

function executor(passthroughs: readonly object[]): ContainerExecutor {
  const { plan, diagnostics } = compile(passthroughs);
  expect(diagnostics).toEqual([]);
  return plan?.executors['comp-told'] as ContainerExecutor;
}

/** What of each field is in the pod; the same with every passthrough that says `applyToTask`. */
const inPod: Readonly<Record<Field, (executor: ContainerExecutor) => unknown>> = {
  RESOURCES: ({ resources }) => resources.limits,
  ENV: ({ env, pod: options }) => [...Object.keys(env), ...(options?.env ?? []).map(({ name }) => name)],
  KUBERNETES_AFFINITY: ({ pod: options }) => options?.nodeAffinity,
  KUBERNETES_TOLERATIONS: ({ pod: options }) => options?.tolerations,
  KUBERNETES_NODE_SELECTOR: ({ pod: options }) => options?.nodeSelector,
  KUBERNETES_VOLUMES: ({ pod: options }) => options?.mounts.map(({ path }) => path),
};
const whole = {
  RESOURCES: { cpu: '1', 'nvidia.com/gpu': '2' },
  ENV: ['EPOCHS', 'PASSWORD'],
  KUBERNETES_AFFINITY: { kind: 'constant' },
  KUBERNETES_TOLERATIONS: [{ kind: 'constant', value: { key: 'gpu' } }],
  KUBERNETES_NODE_SELECTOR: { kind: 'constant', value: { pool: 'gpu' } },
  KUBERNETES_VOLUMES: ['/keys', '/data', '/scratch', '/kfp-workspace'],
};
const told = {
  RESOURCES: 'resources',
  ENV: 'env',
  KUBERNETES_AFFINITY: 'affinity',
  KUBERNETES_TOLERATIONS: 'tolerations',
  KUBERNETES_NODE_SELECTOR: 'nodeSelector',
  KUBERNETES_VOLUMES: 'volumes',
} as const;

/** What is left of each where it is only told. */
const left: Readonly<Record<Field, unknown>> = {
  RESOURCES: undefined,
  ENV: [],
  KUBERNETES_AFFINITY: undefined,
  KUBERNETES_TOLERATIONS: [],
  KUBERNETES_NODE_SELECTOR: undefined,
  KUBERNETES_VOLUMES: ['/scratch'],
};

test.each(fields)('%s is told, and given with applyToTask only; what is not listed is given alone', (field) => {
  const without = executor([{ field }]);
  expect(Object.keys(without.taskConfig ?? {})).toEqual(['inputs', told[field]]);
  expect(inPod[field](without)).toEqual(left[field]);
  for (const other of fields.filter((one) => one !== field)) {
    expect(inPod[other](without), other).toMatchObject(whole[other]);
  }
  const both = executor([{ field }, { field, applyToTask: true }]);
  expect(inPod[field](both)).toMatchObject(whole[field]);
  expect(both.taskConfig).toEqual(without.taskConfig);
});

test('volumes are told in the order of KFP; of the pod an init container keeps what it mounts', () => {
  const { taskConfig, pod: options } = executor([{ field: 'KUBERNETES_VOLUMES' }]);
  expect(taskConfig?.volumes).toMatchObject({
    workspace: true,
    list: [{ name: 'data' }, { name: 'keys' }],
    mounts: [
      { volume: 'data', path: '/data' },
      { volume: 'keys', path: '/keys' },
    ],
  });
  expect(options?.volumes.map(({ name }) => name)).toEqual(['keys', 'scratch']);
});

test('an input is told nothing where the component lists nothing; NONE is nothing', () => {
  for (const passthroughs of [[], [{ field: 'NONE' }, {}]]) {
    const { taskConfig, inputs } = executor(passthroughs);
    expect(taskConfig).toEqual({ inputs: ['config'] });
    expect(inputs.parameters['config']).toEqual({ kind: 'parameter', type: 'STRUCT', optional: true });
    for (const field of fields) expect(inPod[field](executor(passthroughs))).toMatchObject(whole[field]);
  }
});

test('what a task gives to such an input has no effect', () => {
  const { plan, diagnostics } = compile([], ', inputs: {parameters: {config: {runtimeValue: {constant: {}}}}}');
  expect(diagnostics.map(({ code, path }) => [code, path.at(-1)])).toEqual([['CMP-008', 'config']]);
  expect(plan?.scopes['root']?.tasks[0]?.inputs.parameters).toEqual({});
});

test('a dynamic option is a value of the task, whether its pod has it or not', () => {
  const named = { runtimeValue: { constant: 'disk-{{$.pipeline_job_name}}' } };
  const { plan, diagnostics } = compile([{ field: 'KUBERNETES_VOLUMES' }], '', {
    pvcMount: [{ pvcNameParameter: named, mountPath: '/data' }],
  });
  expect(diagnostics).toEqual([]);
  expect(Object.keys(plan?.scopes['root']?.tasks[0]?.podValues ?? {})).toEqual(['pvcMount-0']);
});

test('a pipeline hands down such a parameter, as a component does that was compiled alone', () => {
  const text = pipelineText({
    root: 'inputDefinitions: {parameters: {config: {parameterType: TASK_CONFIG, isOptional: true}}}',
    tasks:
      'nested: {componentRef: {name: comp-nested}, inputs: {parameters: {config: {componentInputParameter: config}}}}',
    components: `
comp-nested:
  inputDefinitions: {parameters: {config: {parameterType: TASK_CONFIG}}}
  dag: {tasks: {told: {componentRef: {name: comp-told}, inputs: {parameters: {config: {componentInputParameter: config}}}}}}
comp-told:
  executorLabel: exec-echo
  inputDefinitions: {parameters: {config: {parameterType: TASK_CONFIG}}}`,
  });
  const { plan, diagnostics } = compilePipeline(load(text));
  expect(diagnostics).toEqual([]);
  for (const scope of ['root', 'comp-nested']) {
    expect(plan?.scopes[scope]?.inputs.parameters).toEqual({});
    expect(plan?.scopes[scope]?.tasks[0]?.inputs.parameters).toEqual({});
  }
});

test('what is told of a pod is no output', () => {
  const text = pipelineText({
    tasks: 'one: {componentRef: {name: comp-other}}',
    components: `
comp-other:
  outputDefinitions: {parameters: {config: {parameterType: TASK_CONFIG}}}
  executorLabel: exec-echo`,
  });
  expect(compilePipeline(load(text)).diagnostics.map(({ code }) => code)).toEqual(['CMP-001']);
});
