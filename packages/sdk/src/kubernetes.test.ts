import { beforeAll, describe, expect, test } from 'vitest';
import { compilePipeline } from './compile.ts';
import type { KubernetesOptions } from './index.ts';
import {
  containerComponent,
  createPvc,
  deletePvc,
  list,
  loadComponent,
  pipeline,
  string,
  struct,
  taskConfig,
} from './index.ts';
import { normalised } from './testing/normalised.ts';
import { compileInPython, kubernetesFunctions, whyNoPython } from './testing/python-sdk.ts';

/* Every function of kfp-kubernetes beside the option of the same meaning: both documents have to be equal. */

const say = containerComponent({
  name: 'say',
  inputs: { what: string },
  outputs: { said: string },
  image: 'alpine',
  command: ['say'],
  args: ({ inputs, outputs }) => [inputs.what, outputs.said.path],
});

/** A pipeline with inputs for what options may take; the calls follow the task `t`. */
const python = (calls: string): string => `
@dsl.container_component
def say(what: str, said: dsl.OutputPath(str)):
    return dsl.ContainerSpec(image='alpine', command=['say'], args=[what, said])

@dsl.pipeline(name='asked')
def it(name: str, one: dict, many: list):
    first = say(what='a')
    t = say(what='b')
${calls
  .trim()
  .split('\n')
  .map((line) => `    ${line}`)
  .join('\n')}
`;

interface Given {
  readonly name: never;
  readonly one: never;
  readonly many: never;
  readonly output: never;
}

function typed(
  options: KubernetesOptions | ((given: Given) => KubernetesOptions),
): Parameters<typeof compilePipeline>[0] {
  const made = pipeline({
    name: 'asked',
    inputs: { name: string, one: struct, many: list },
    define(p, inputs) {
      const first = p.task(say, { what: 'a' });
      const given = { ...inputs, output: first.output } as unknown as Given;
      const kubernetes = typeof options === 'function' ? options(given) : options;
      p.task(say, { what: 'b' }, { kubernetes: kubernetes as never });
    },
  });
  return made;
}

const cases: Readonly<Record<string, readonly [string, KubernetesOptions | ((given: Given) => KubernetesOptions)]>> = {
  use_secret_as_env: [
    `
kubernetes.use_secret_as_env(t, 'db', {'user': 'DB_USER', 'password': 'DB_PASSWORD'})
kubernetes.use_secret_as_env(t, name, {'token': 'TOKEN'}, optional=True)
kubernetes.use_secret_as_env(t, first.output, {'token': 'OTHER'})`,
    ({ name, output }) => ({
      secretAsEnv: [
        { secret: 'db', keys: { user: 'DB_USER', password: 'DB_PASSWORD' } },
        { secret: name, keys: { token: 'TOKEN' }, optional: true },
        { secret: output, keys: { token: 'OTHER' } },
      ],
    }),
  ],
  use_secret_as_volume: [
    `
kubernetes.use_secret_as_volume(t, 'db', '/db')
kubernetes.use_secret_as_volume(t, name, '/name', optional=True)
kubernetes.use_secret_as_volume(t, first.output, '/output')`,
    ({ name, output }) => ({
      secretAsVolume: [
        { secret: 'db', mountPath: '/db' },
        { secret: name, mountPath: '/name', optional: true },
        { secret: output, mountPath: '/output' },
      ],
    }),
  ],
  use_config_map_as_env: [
    `
kubernetes.use_config_map_as_env(t, 'settings', {'host': 'HOST'})
kubernetes.use_config_map_as_env(t, name, {'port': 'PORT'}, optional=True)
kubernetes.use_config_map_as_env(t, first.output, {'path': 'FOLDER'})`,
    ({ name, output }) => ({
      configMapAsEnv: [
        { configMap: 'settings', keys: { host: 'HOST' } },
        { configMap: name, keys: { port: 'PORT' }, optional: true },
        { configMap: output, keys: { path: 'FOLDER' } },
      ],
    }),
  ],
  use_config_map_as_volume: [
    `
kubernetes.use_config_map_as_volume(t, 'settings', '/settings')
kubernetes.use_config_map_as_volume(t, name, '/name', optional=True)
kubernetes.use_config_map_as_volume(t, first.output, '/output')`,
    ({ name, output }) => ({
      configMapAsVolume: [
        { configMap: 'settings', mountPath: '/settings' },
        { configMap: name, mountPath: '/name', optional: true },
        { configMap: output, mountPath: '/output' },
      ],
    }),
  ],
  mount_pvc: [
    `
kubernetes.mount_pvc(t, 'data', '/data', sub_path='raw')
kubernetes.mount_pvc(t, name, '/name')
kubernetes.mount_pvc(t, first.output, '/output')`,
    ({ name, output }) => ({
      pvcMount: [
        { claim: 'data', mountPath: '/data', subPath: 'raw' },
        { claim: name, mountPath: '/name' },
        { claim: output, mountPath: '/output' },
      ],
    }),
  ],
  add_ephemeral_volume: [
    `
kubernetes.add_ephemeral_volume(t, 'a', '/a', ['ReadWriteOnce'], '5Gi')
kubernetes.add_ephemeral_volume(t, 'b', '/b', ['ReadWriteMany', 'ReadWriteOnce'], '1Gi', 'fast', {'l': 'x'}, {'a': 'y'})`,
    {
      ephemeralVolume: [
        { name: 'a', mountPath: '/a', accessModes: ['ReadWriteOnce'], size: '5Gi' },
        {
          name: 'b',
          mountPath: '/b',
          accessModes: ['ReadWriteMany', 'ReadWriteOnce'],
          size: '1Gi',
          storageClassName: 'fast',
          labels: { l: 'x' },
          annotations: { a: 'y' },
        },
      ],
    },
  ],
  empty_dir_mount: [
    `
kubernetes.empty_dir_mount(t, 'a', '/a')
kubernetes.empty_dir_mount(t, 'b', '/b', 'Memory', '1Gi')`,
    {
      emptyDirMounts: [
        { name: 'a', mountPath: '/a' },
        { name: 'b', mountPath: '/b', medium: 'Memory', sizeLimit: '1Gi' },
      ],
    },
  ],
  add_node_selector: [
    `
kubernetes.add_node_selector(t, 'gpu', 'a100')
kubernetes.add_node_selector(t, 'zone', 'x')`,
    { nodeSelector: { gpu: 'a100', zone: 'x' } },
  ],
  add_node_selector_json: ['kubernetes.add_node_selector_json(t, one)', ({ one }) => ({ nodeSelector: one })],
  add_node_affinity: [
    `
kubernetes.add_node_affinity(t, [{'key': 'gpu', 'operator': 'In', 'values': ['a', 'b']}, {'key': 'x', 'operator': 'Exists'}])
kubernetes.add_node_affinity(t, None, [{'key': 'metadata.name', 'operator': 'NotIn', 'values': ['n']}], weight=7)`,
    {
      nodeAffinity: [
        {
          matchExpressions: [
            { key: 'gpu', operator: 'In', values: ['a', 'b'] },
            { key: 'x', operator: 'Exists' },
          ],
        },
        { matchFields: [{ key: 'metadata.name', operator: 'NotIn', values: ['n'] }], weight: 7 },
      ],
    },
  ],
  add_node_affinity_json: [
    `
kubernetes.add_node_affinity(t, [{'key': 'gpu', 'operator': 'Exists'}])
kubernetes.add_node_affinity_json(t, one)`,
    ({ one }) => ({
      nodeAffinity: [{ matchExpressions: [{ key: 'gpu', operator: 'Exists' }] }],
      nodeAffinityJson: one,
    }),
  ],
  'add_node_affinity_json of a constant': [
    `kubernetes.add_node_affinity_json(t, {'preferredDuringSchedulingIgnoredDuringExecution': []})`,
    { nodeAffinityJson: { preferredDuringSchedulingIgnoredDuringExecution: [] } },
  ],
  add_toleration: [
    `
kubernetes.add_toleration(t, 'gpu', 'Equal', 'yes', 'NoExecute', 60)
kubernetes.add_toleration(t, operator='Exists')`,
    {
      tolerations: [
        { key: 'gpu', operator: 'Equal', value: 'yes', effect: 'NoExecute', tolerationSeconds: 60 },
        { operator: 'Exists' },
      ],
    },
  ],
  add_toleration_json: [
    `
kubernetes.add_toleration_json(t, one)
kubernetes.add_toleration_json(t, many)
kubernetes.add_toleration_json(t, [{'key': 'a', 'effect': 'NoSchedule'}])`,
    ({ one, many }) => ({ tolerations: [one, many, { key: 'a', effect: 'NoSchedule' }] }),
  ],
  add_pod_label: [
    `
kubernetes.add_pod_label(t, 'team', 'vision')
kubernetes.add_pod_label(t, 'cost', '1')`,
    { podLabels: { team: 'vision', cost: '1' } },
  ],
  add_pod_annotation: [`kubernetes.add_pod_annotation(t, 'note', 'a text')`, { podAnnotations: { note: 'a text' } }],
  set_image_pull_secrets: [
    `kubernetes.set_image_pull_secrets(t, ['registry', name, first.output])`,
    ({ name, output }) => ({ imagePullSecrets: ['registry', name, output] }),
  ],
  set_image_pull_policy: [`kubernetes.set_image_pull_policy(t, 'Always')`, { imagePullPolicy: 'Always' }],
  set_timeout: [`kubernetes.set_timeout(t, 3600)`, { timeoutSeconds: 3600 }],
  use_field_path_as_env: [
    `
kubernetes.use_field_path_as_env(t, 'POD', 'metadata.name')
kubernetes.use_field_path_as_env(t, 'NODE', 'spec.nodeName')`,
    { fieldPathAsEnv: { POD: 'metadata.name', NODE: 'spec.nodeName' } },
  ],
  set_security_context: [
    `kubernetes.set_security_context(t, run_as_user=1000, run_as_group=0, run_as_non_root=True)`,
    { securityContext: { runAsUser: 1000, runAsGroup: 0, runAsNonRoot: true } },
  ],
  'set_security_context of one field': [
    `kubernetes.set_security_context(t, run_as_non_root=False)`,
    { securityContext: { runAsNonRoot: false } },
  ],
};

const claims = `
@dsl.container_component
def say(what: str, said: dsl.OutputPath(str)):
    return dsl.ContainerSpec(image='alpine', command=['say'], args=[what, said])

@dsl.pipeline(name='claims')
def it(name: str):
    made = kubernetes.CreatePVC(access_modes=['ReadWriteOnce'], size='5Gi', pvc_name_suffix='-data', annotations={'a': 'b'})
    t = say(what='a')
    kubernetes.mount_pvc(t, made.outputs['name'], '/data')
    with dsl.ParallelFor(['a', 'b']) as item:
        inner = say(what=item)
        kubernetes.mount_pvc(inner, made.outputs['name'], '/data')
        kubernetes.use_secret_as_env(inner, name, {'k': 'V'})
        kubernetes.use_secret_as_volume(inner, item, '/item')
    kubernetes.DeletePVC(pvc_name=made.outputs['name']).after(t)
`;

const claimsTyped = pipeline({
  name: 'claims',
  inputs: { name: string },
  define(p, { name }) {
    const made = p.task(createPvc, {
      access_modes: ['ReadWriteOnce'],
      size: '5Gi',
      pvc_name_suffix: '-data',
      annotations: { a: 'b' },
    });
    const mount = { claim: made.output, mountPath: '/data' };
    const first = p.task(say, { what: 'a' }, { kubernetes: { pvcMount: [mount] } });
    p.forEach(['a', 'b'], (loop, item) => {
      const kubernetes = {
        pvcMount: [mount],
        secretAsEnv: [{ secret: name, keys: { k: 'V' } }],
        secretAsVolume: [{ secret: item, mountPath: '/item' }],
      };
      loop.task(say, { what: item }, { kubernetes });
    });
    p.task(deletePvc, { pvc_name: made.output }).after(first);
  },
});

const passed = `
@dsl.component(base_image='alpine', task_config_passthroughs=[
    dsl.TaskConfigField.RESOURCES,
    dsl.TaskConfigField.KUBERNETES_AFFINITY,
    dsl.TaskConfigField.KUBERNETES_TOLERATIONS,
    dsl.TaskConfigField.KUBERNETES_NODE_SELECTOR,
    dsl.TaskConfigPassthrough(field=dsl.TaskConfigField.ENV, apply_to_task=True),
    dsl.TaskConfigPassthrough(field=dsl.TaskConfigField.KUBERNETES_VOLUMES, apply_to_task=False),
])
def train(what: str, config: dsl.TaskConfig) -> str:
    return what
`;
const passing = `${passed}
@dsl.pipeline(name='passing')
def it():
    t = train(what='a').set_cpu_limit('1')
    kubernetes.add_node_selector(t, 'disk', 'ssd')
`;

const trainTyped = containerComponent({
  name: 'train',
  inputs: { what: string, config: taskConfig },
  outputs: { Output: string },
  taskConfigPassthroughs: [
    'resources',
    'affinity',
    'tolerations',
    'nodeSelector',
    { field: 'env', applyToTask: true },
    { field: 'volumes', applyToTask: false },
  ],
  image: 'alpine',
});

function passingTyped(train: typeof trainTyped): Parameters<typeof compilePipeline>[0] {
  return pipeline({
    name: 'passing',
    define(p) {
      p.task(train, { what: 'a' }, { resources: { cpuLimit: '1' }, kubernetes: { nodeSelector: { disk: 'ssd' } } });
    },
  });
}

describe.skipIf(whyNoPython !== undefined)(`${whyNoPython ?? ''} beside kfp-kubernetes`.trim(), () => {
  let compiled: ReturnType<typeof compileInPython>;
  beforeAll(() => {
    const sources = Object.entries(cases).map(([name, [calls]]) => [name, python(calls)] as const);
    compiled = compileInPython({ ...Object.fromEntries(sources), claims, passing, train: `${passed}\nit = train` });
  });

  test.each(Object.entries(cases))('%s', async (name, [, options]) => {
    expect(await documents(typed(options))).toEqual(normalised(compiled[name]));
  });

  test('CreatePVC and DeletePVC, and values that reach into a loop', async () => {
    expect(await documents(claimsTyped)).toEqual(normalised(compiled['claims']));
  });

  test('what a component is told of its pod, declared here or loaded', async () => {
    const [spec, platform] = compiled['passing'] ?? [];
    const python = normalised([{ components: spec?.['components'] ?? {}, root: spec?.['root'] ?? {} }, platform ?? {}]);
    const { inputs, outputs } = trainTyped;
    const loaded = loadComponent({ text: JSON.stringify(compiled['train']?.[0]), inputs, outputs });
    for (const train of [trainTyped, loaded]) {
      const { spec: made, platform: asked } = await compilePipeline(passingTyped(train));
      expect(normalised([{ components: made['components'] ?? {}, root: made['root'] ?? {} }, asked])).toEqual(python);
    }
  });

  test('every function of kfp-kubernetes is here', () => {
    const covered = [...Object.keys(cases), 'CreatePVC', 'DeletePVC'].map((name) => name.replace(/ .*/, ''));
    expect([...new Set(covered)].sort()).toEqual(kubernetesFunctions());
  });
});

async function documents(made: Parameters<typeof compilePipeline>[0]): Promise<unknown> {
  const { spec, platform } = await compilePipeline(made);
  return normalised([spec, platform]);
}
