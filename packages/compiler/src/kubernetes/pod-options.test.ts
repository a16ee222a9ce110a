import type { JsonObject } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { compilePipeline } from '../compile-pipeline.ts';
import { load, pipelineText } from '../testing/pipeline.ts';
import type { PodOptions } from './pod-options.ts';

const tasks = `
first: {componentRef: {name: comp-echo}, inputs: {parameters: {text: {runtimeValue: {constant: a}}}}}`;

function compile(config: unknown, parts = { tasks }): ReturnType<typeof compilePipeline> {
  const platform = { platforms: { kubernetes: { deploymentSpec: { executors: { 'exec-echo': config } } } } };
  return compilePipeline(load(`${pipelineText(parts)}\n---\n${JSON.stringify(platform)}`));
}

function options(config: unknown): PodOptions {
  const { plan, diagnostics } = compile(config);
  expect(diagnostics).toEqual([]);
  const executor = plan?.executors['comp-echo'];
  if (executor?.kind !== 'container' || executor.pod === undefined) throw new Error('no options');
  return executor.pod;
}

const json = (constant: unknown): object => ({ runtimeValue: { constant } });
const expression = (key: string): JsonObject => ({ key, operator: 'In', values: ['v'] });
const required = (affinity: PodOptions['nodeAffinity']): unknown =>
  affinity?.kind === 'constant'
    ? (affinity.value as { requiredDuringSchedulingIgnoredDuringExecution?: unknown })
        .requiredDuringSchedulingIgnoredDuringExecution
    : undefined;

test('required node affinities hold together, alternatives inside one JSON stay alternatives', () => {
  const selector = {
    nodeSelectorTerms: [{ matchExpressions: [expression('c')] }, { matchFields: [expression('d')] }],
  };
  const { nodeAffinity } = options({
    nodeAffinity: [
      { matchExpressions: [expression('a')] },
      { matchExpressions: [expression('b')] },
      { nodeAffinityJson: json({ requiredDuringSchedulingIgnoredDuringExecution: selector }) },
      { nodeAffinityJson: json({}) },
      { nodeAffinityJson: json(null) },
    ],
  });
  expect(required(nodeAffinity)).toEqual({
    nodeSelectorTerms: [
      { matchExpressions: [expression('a'), expression('b'), expression('c')] },
      { matchExpressions: [expression('a'), expression('b')], matchFields: [expression('d')] },
    ],
  });
});

test('the newer form of a name wins over the older one', () => {
  const { env, volumes, nodeSelector } = options({
    secretAsEnv: [{ secretName: 'old', secretNameParameter: json('new'), keyToEnv: [{ secretKey: 'k', envVar: 'E' }] }],
    pvcMount: [{ constant: 'old', pvcNameParameter: json('new'), mountPath: '/p' }],
    nodeSelector: { labels: { a: 'old' }, nodeSelectorJson: json({ a: 'new' }) },
  });
  const object = { kind: 'constant', value: 'new' };
  expect(env).toEqual([{ name: 'E', from: { kind: 'secret', object, key: 'k' } }]);
  expect(volumes).toEqual([{ name: 'new', source: { kind: 'claim', object } }]);
  expect(nodeSelector).toEqual({ kind: 'constant', value: { a: 'new' } });
});

test('the older forms alone count', () => {
  const { volumes } = options({ pvcMount: [{ constant: 'old', mountPath: '/p', subPath: '' }] });
  expect(volumes).toEqual([{ name: 'old', source: { kind: 'claim', object: { kind: 'constant', value: 'old' } } }]);
});

test('one volume for what is mounted twice, two for two things of one name', () => {
  const { volumes, mounts } = options({
    secretAsVolume: [
      { secretName: 'same', mountPath: '/a' },
      { secretName: 'same', mountPath: '/b' },
    ],
    configMapAsVolume: [{ configMapName: 'same', mountPath: '/c' }],
  });
  expect(volumes.map(({ name, source }) => `${name} ${source.kind}`)).toEqual(['same secret', 'same-2 config-map']);
  expect(mounts.map(({ volume, path }) => `${volume} ${path}`)).toEqual(['same /a', 'same /b', 'same-2 /c']);
});

test('init containers mount volumes by the names that KFP gives them', () => {
  const { initContainers } = options({
    secretAsVolume: [{ secretName: 'my.secret', mountPath: '/s' }],
    initContainers: [
      { name: 'i', image: 'x', volumeMounts: [{ volumeName: 'my.secret', mountPath: '/i' }], restartPolicy: 'Always' },
    ],
  });
  expect(initContainers).toMatchObject([{ mounts: [{ volume: 'my-secret', path: '/i' }], sidecar: true }]);
});

test('a variable from a Secret wins over the own one of the component; of two the last one', () => {
  const entry = (secret: string): object => ({
    secretName: secret,
    keyToEnv: [{ secretKey: 'k', envVar: 'E' }],
  });
  const executors = `
exec-own: {container: {image: x, command: [x], env: [{name: E, value: own}, {name: F, value: own}]}}`;
  const components = `
comp-own: {executorLabel: exec-own}`;
  const text = pipelineText({ tasks: 'a: {componentRef: {name: comp-own}}', components, executors });
  const config = { secretAsEnv: [entry('one'), entry('two')] };
  const platform = { platforms: { kubernetes: { deploymentSpec: { executors: { 'exec-own': config } } } } };
  const { plan } = compilePipeline(load(`${text}\n---\n${JSON.stringify(platform)}`));
  const executor = plan?.executors['comp-own'];
  expect(executor).toMatchObject({ env: { F: 'own' }, pod: { env: [{ from: { object: { value: 'two' } } }] } });
  expect(executor?.kind === 'container' && Object.keys(executor.env)).toEqual(['F']);
});

/** A node affinity that holds where one of so many terms does. */
function alternatives(count: number): object {
  const nodeSelectorTerms = Array.from({ length: count }, (_, index) => ({
    matchExpressions: [{ key: `k${String(index)}`, operator: 'Exists' }],
  }));
  return { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms } };
}

test.each([
  ['CMP-020', { secretAsVolume: [{ secretNameParameter: { componentInputParameter: 'nope' }, mountPath: '/s' }] }],
  [
    'CMP-020',
    {
      imagePullSecret: [
        { secretNameParameter: { taskOutputParameter: { producerTask: 'nope', outputParameterKey: 'x' } } },
      ],
    },
  ],
  ['CMP-020', { imagePullSecret: [{ secretNameParameter: json("{{$.inputs.parameters['nope']}}") }] }],
  ['CMP-001', { imagePullSecret: [{ secretNameParameter: json('x-{{$.pipeline_task_uuid}}') }] }],
  [
    'CMP-021',
    {
      emptyDirMounts: [
        { volumeName: 'a', mountPath: '/x' },
        { volumeName: 'b', mountPath: '/x' },
      ],
    },
  ],
  ['CMP-022', { secretAsVolume: [{ mountPath: '/s' }] }],
  ['CMP-022', { secretAsVolume: [{ secretNameParameter: json(''), mountPath: '/s' }] }],
  ['CMP-023', { nodeSelector: { nodeSelectorJson: json('{}') } }],
  ['CMP-023', { nodeSelector: { nodeSelectorJson: json({ a: 1 }) } }],
  ['CMP-023', { tolerations: [{ tolerationJson: json('x') }] }],
  ['CMP-023', { nodeAffinity: [{ nodeAffinityJson: json([]) }] }],
  // 11 alternatives and 11 more are 121.
  [
    'CMP-023',
    { nodeAffinity: [{ nodeAffinityJson: json(alternatives(11)) }, { nodeAffinityJson: json(alternatives(11)) }] },
  ],
  ['CMP-023', { podMetadata: { labels: { team: 'of vision' } } }],
  ['CMP-023', { emptyDirMounts: [{ volumeName: 'v', mountPath: '/v', sizeLimit: '1 GB' }] }],
  ['CMP-023', { genericEphemeralVolume: [{ volumeName: 'v', mountPath: '/v', size: 'large' }] }],
  ['CMP-023', { enabledSharedMemory: { volumeName: 'v', size: '1Gb' } }],
  ['CMP-023', { initContainers: [{ name: 'i', image: 'x', resources: { limits: { cpu: 'two' } } }] }],
  ['CMP-023', { podMetadata: { labels: { '-team': 'vision' } } }],
  ['CMP-023', { podMetadata: { annotations: { 'Not.a.domain/x': 'any text, {}' } } }],
  ['CMP-025', { initContainers: [{ name: 'i', image: 'x', volumeMounts: [{ volumeName: 'v', mountPath: '/v' }] }] }],
  ['CMP-026', { securityContext: { runAsUser: 0, runAsNonRoot: true } }],
  ['CMP-027', { initContainers: [{ name: 'wait', image: 'x' }] }],
])('%s for %j', (code, config) => {
  const { diagnostics } = compile(config);
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([code]);
  expect(diagnostics[0]?.path.slice(0, 5)).toEqual([
    'platforms',
    'kubernetes',
    'deploymentSpec',
    'executors',
    'exec-echo',
  ]);
  expect(diagnostics[0]?.range).toBeDefined();
});

const nested = (parameters: string): { tasks: string; components: string } => ({
  tasks: 'nested: {componentRef: {name: comp-nested}, inputs: {parameters: {o: {runtimeValue: {constant: {}}}}}}',
  components: `
comp-nested:
  inputDefinitions: {parameters: {o: {parameterType: ${parameters}}}}
  dag: {tasks: {first: {componentRef: {name: comp-echo}, inputs: {parameters: {text: {runtimeValue: {constant: a}}}}}}}`,
});
const dynamicAffinity = { nodeAffinityJson: { componentInputParameter: 'o' } };

test('a dynamic affinity stands alone', () => {
  const config = { nodeAffinity: [{ matchExpressions: [expression('a')] }, dynamicAffinity] };
  expect(compile(config, nested('STRUCT')).diagnostics.map(({ code }) => code)).toEqual(['CMP-024']);
  const { plan, diagnostics } = compile({ nodeAffinity: [dynamicAffinity] }, nested('STRUCT'));
  expect(diagnostics).toEqual([]);
  // What only the pod reads keeps an input of the scope alive.
  expect(Object.keys(plan?.scopes['comp-nested']?.inputs.parameters ?? {})).toEqual(['o']);
  expect(plan?.scopes['comp-nested']?.tasks[0]?.podValues).toEqual({ 'nodeAffinity-0': { kind: 'input', name: 'o' } });
});

test('a text is no affinity', () => {
  const { diagnostics } = compile({ nodeAffinity: [dynamicAffinity] }, nested('STRING'));
  expect(diagnostics.map(({ code }) => code)).toEqual(['CMP-023']);
});

test('options of what has no pod of its own have no effect', () => {
  const executors = '\nexec-import: {importer: {artifactUri: {constant: "s3://b/x"}}}';
  const components = `
comp-import: {executorLabel: exec-import, outputDefinitions: {artifacts: {artifact: {artifactType: {}}}}}`;
  const text = pipelineText({ tasks: 'a: {componentRef: {name: comp-import}}', components, executors });
  const platform = 'platforms: {kubernetes: {deploymentSpec: {executors: {exec-import: {imagePullPolicy: Always}}}}}';
  const { diagnostics } = compilePipeline(load(`${text}\n---\n${platform}`));
  expect(diagnostics.map(({ code }) => code)).toEqual(['CMP-008']);
});

test('a looped container without a scope of its own gets one that hands its values on', () => {
  const looped = `
names: {componentRef: {name: comp-echo}, inputs: {parameters: {text: {runtimeValue: {constant: a}}}}}
each:
  componentRef: {name: comp-echo}
  dependentTasks: [names]
  parameterIterator: {items: {raw: '["a"]'}, itemInput: text}`;
  const config = {
    secretAsVolume: [
      {
        secretNameParameter: { taskOutputParameter: { producerTask: 'names', outputParameterKey: 'Output' } },
        mountPath: '/s',
      },
    ],
  };
  const { plan } = compile(config, { tasks: looped.replace('comp-echo', 'comp-plain'), ...plain });
  const each = plan?.scopes['root']?.tasks.find(({ name }) => name === 'each');
  expect(each?.podValues).toBeUndefined();
  expect(each?.inputs.parameters['pod.secretAsVolume-0']).toEqual({ kind: 'output', task: 'names', output: 'Output' });
  const inner = plan?.scopes['root/each'];
  expect(inner?.tasks[0]?.podValues).toEqual({ 'secretAsVolume-0': { kind: 'input', name: 'pod.secretAsVolume-0' } });
  expect(Object.keys(inner?.inputs.parameters ?? {})).toContain('pod.secretAsVolume-0');
});

const plain = {
  components: `
comp-plain:
  executorLabel: exec-plain
  inputDefinitions: {parameters: {text: {parameterType: STRING}}}
  outputDefinitions: {parameters: {Output: {parameterType: STRING}}}`,
  executors: '\nexec-plain: {container: {image: x, command: [x]}}',
};
