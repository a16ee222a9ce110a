import type { TaskConfigSpec } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import type { component } from './testing/task-fixture.ts';
import { shell, withBed } from './testing/task-fixture.ts';
import { findPython, pythonEnvironment } from './testing/find-python.ts';
import { lightweight } from './testing/lightweight.ts';

const dynamic = (name: string): { readonly kind: 'dynamic'; readonly name: string } => ({ kind: 'dynamic', name });
const constant = (value: JsonValue): { readonly kind: 'constant'; readonly value: JsonValue } => ({
  kind: 'constant',
  value,
});
const inputs = { parameters: { config: { type: 'STRUCT', optional: true }, text: { type: 'STRING' } } } as const;

/** What a component whose input `config` is told this sees in it. */
async function told(spec: Omit<TaskConfigSpec, 'inputs'>, v: Record<string, JsonValue> = {}): Promise<unknown> {
  let result: unknown;
  await withBed(async (bed) => {
    const print = shell('printf %s "$1"', [{ parameter: 'config' }], {
      inputs,
      taskConfig: { inputs: ['config'], ...spec },
    });
    const ran = await bed.run(print, { p: { text: 'a "word"' }, v });
    result = ran.result.message ?? (JSON.parse(ran.stdout) as unknown);
  });
  return result;
}

const nothing = {
  affinity: null,
  tolerations: null,
  nodeSelector: null,
  env: null,
  volumes: null,
  volumeMounts: null,
  resources: {},
};

const everything: Omit<TaskConfigSpec, 'inputs'> = {
  env: {
    own: { PLAIN: '1', TEXT: { concat: ['<', { parameter: 'text' }, '>'] } },
    from: [
      { name: 'WORD', from: { kind: 'secret', object: dynamic('secret'), key: 'word', optional: true } },
      { name: 'MODE', from: { kind: 'config-map', object: constant('settings'), key: 'mode' } },
      { name: 'NODE', from: { kind: 'field', path: 'spec.nodeName' } },
    ],
  },
  volumes: {
    workspace: true,
    list: [
      { name: 'pvcmount-0', source: { kind: 'claim', object: dynamic('claim') } },
      { name: 'pvcmount-1', source: { kind: 'claim', object: dynamic('same') } },
      { name: 'secretasvolume-0', source: { kind: 'secret', object: dynamic('secret'), optional: false } },
    ],
    mounts: [
      { volume: 'pvcmount-0', path: '/data' },
      { volume: 'pvcmount-1', path: '/again', subPath: 'x' },
      { volume: 'secretasvolume-0', path: '/secret' },
    ],
  },
  resources: {
    requests: { cpu: constant('1'), memory: dynamic('memory') },
    limits: { cpu: dynamic('cpu') },
    accelerator: { type: dynamic('type'), count: dynamic('count') },
  },
  affinity: { nodeAffinity: dynamic('affinity'), podAffinity: { near: [] } },
  tolerations: [constant({ key: 'gpu' }), dynamic('one'), dynamic('many')],
  nodeSelector: dynamic('selector'),
};

test('everything is told in the words of Kubernetes, volumes by the names of what is in them', async () => {
  const value = await told(everything, {
    secret: 'db',
    claim: 'data.v1',
    same: 'data.v1',
    memory: '2Gi',
    cpu: '2',
    type: 'nvidia.com/gpu',
    count: '4',
    affinity: { preferred: [] },
    one: { key: 'a' },
    many: [{ key: 'b' }, {}, { key: 'c' }],
    selector: { disk: 'ssd' },
  });
  expect(value).toEqual({
    affinity: { nodeAffinity: { preferred: [] }, podAffinity: { near: [] } },
    tolerations: [{ key: 'gpu' }, { key: 'a' }, { key: 'b' }, { key: 'c' }],
    nodeSelector: { disk: 'ssd' },
    env: [
      { name: 'PLAIN', value: '1' },
      { name: 'TEXT', value: '<a "word">' },
      { name: 'WORD', valueFrom: { secretKeyRef: { name: 'db', key: 'word', optional: true } } },
      { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'settings', key: 'mode' } } },
      { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ],
    volumes: [
      { name: 'kfp-workspace', persistentVolumeClaim: { claimName: 'run-1-kfp-workspace' } },
      { name: 'data-v1', persistentVolumeClaim: { claimName: 'data.v1' } },
      { name: 'db', secret: { secretName: 'db', optional: false } },
    ],
    volumeMounts: [
      { name: 'kfp-workspace', mountPath: '/kfp-workspace' },
      { name: 'data-v1', mountPath: '/data' },
      { name: 'data-v1', mountPath: '/again', subPath: 'x' },
      { name: 'db', mountPath: '/secret' },
    ],
    resources: { requests: { cpu: '1', memory: '2Gi' }, limits: { cpu: '2', 'nvidia.com/gpu': '4' } },
  });
});

test('what optional parameters leave out is not there; what nobody asked for is null', async () => {
  const left = { ...everything, volumes: { list: [], mounts: [] }, tolerations: [dynamic('one')] };
  expect(await told(left, { secret: null, memory: '', type: 'gpu', count: null })).toEqual({
    ...nothing,
    affinity: { podAffinity: { near: [] } },
    env: [
      { name: 'PLAIN', value: '1' },
      { name: 'TEXT', value: '<a "word">' },
      { name: 'MODE', valueFrom: { configMapKeyRef: { name: 'settings', key: 'mode' } } },
      { name: 'NODE', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
    ],
    resources: { requests: { cpu: '1' } },
  });
  expect(await told({})).toEqual(nothing);
  expect(await told({ env: { own: {}, from: [] } })).toEqual({ ...nothing, env: [] });
});

test.each([
  [{ claim: null }, 'A volume claim of the task has no name.'],
  [{ claim: 'a', same: 7 }, 'The name of a volume of the task (claim) is to be a text, not 7.'],
  [{ claim: 'a', same: 'b', one: 'x' }, 'The toleration of the task is to be an object, not "x".'],
])('a value that is no option of a pod fails the task: %j', async (values, message) => {
  expect(await told(everything, values)).toContain(message);
});

test('it counts for the cache', async () => {
  await withBed(async (bed) => {
    const spec = (epochs: string): ReturnType<typeof component> =>
      shell('true', [], { inputs, taskConfig: { inputs: ['config'], env: { own: { EPOCHS: epochs }, from: [] } } });
    let runs = 0;
    const run = async (epochs: string): Promise<boolean> => {
      const context = { uid: `uid-${++runs}` };
      return (await bed.run(spec(epochs), { p: { text: 'a' }, c: true }, { context })).result.cached;
    };
    expect([await run('1'), await run('1'), await run('2')]).toEqual([false, true, false]);
  });
});

const python = findPython();

test.skipIf(python === undefined)("the SDK's executor makes a dsl.TaskConfig of it", async () => {
  await withBed(async (bed) => {
    const source = `def f(config: dsl.TaskConfig, out: OutputPath(str)):
    assert isinstance(config, dsl.TaskConfig)
    with open(out, 'w') as file:
        file.write(repr([config.env, config.node_selector, config.volumes, config.resources, config.tolerations]))`;
    const spec = lightweight('f', source, {
      inputs: { parameters: { config: { type: 'STRUCT', optional: true } } },
      outputs: { parameters: { out: { type: 'STRING' } } },
      taskConfig: {
        inputs: ['config'],
        env: { own: { A: 'b' }, from: [] },
        nodeSelector: constant({ disk: 'ssd' }),
      },
    });
    const ran = await bed.run(spec, {}, { env: python === undefined ? {} : pythonEnvironment(python) });
    expect(ran.result.message).toBeUndefined();
    expect(ran.result.record.outputs?.parameters['out']).toBe(
      "[[{'name': 'A', 'value': 'b'}], {'disk': 'ssd'}, None, {}, None]",
    );
  });
});
