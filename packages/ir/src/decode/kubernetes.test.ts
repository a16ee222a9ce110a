import { expect, test } from 'vitest';
import { loadPipeline } from '../load-pipeline.ts';
import { basePipeline } from '../testing/pipeline-text.ts';

const name = { runtimeValue: { constant: 'n' } };
const requirement = { key: 'k', operator: 'In', values: ['v'] };

/** Every field of `KubernetesExecutorConfig`, with every field inside it. */
const everything = {
  secretAsVolume: [{ secretName: 's', secretNameParameter: name, mountPath: '/s', optional: true }],
  secretAsEnv: [
    { secretName: 's', secretNameParameter: name, keyToEnv: [{ secretKey: 'k', envVar: 'E' }], optional: false },
  ],
  configMapAsVolume: [{ configMapName: 'c', configMapNameParameter: name, mountPath: '/c', optional: true }],
  configMapAsEnv: [
    {
      configMapName: 'c',
      configMapNameParameter: name,
      keyToEnv: [{ configMapKey: 'k', envVar: 'E' }],
      optional: true,
    },
  ],
  pvcMount: [
    {
      pvcNameParameter: name,
      constant: 'p',
      taskOutputParameter: { producerTask: 't', outputParameterKey: 'o' },
      componentInputParameter: 'i',
      mountPath: '/p',
      subPath: 'sub',
    },
  ],
  genericEphemeralVolume: [
    {
      volumeName: 'v',
      mountPath: '/e',
      accessModes: ['ReadWriteOnce'],
      size: '1Gi',
      defaultStorageClass: true,
      storageClassName: 'fast',
      metadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
    },
  ],
  emptyDirMounts: [{ volumeName: 'v', mountPath: '/v', medium: 'Memory', sizeLimit: '1Gi' }],
  nodeSelector: { labels: { disk: 'ssd' }, nodeSelectorJson: name },
  tolerations: [
    { key: 'k', operator: 'Equal', value: 'v', effect: 'NoExecute', tolerationSeconds: 10, tolerationJson: name },
  ],
  nodeAffinity: [{ matchExpressions: [requirement], matchFields: [requirement], weight: 50, nodeAffinityJson: name }],
  podAffinity: [
    {
      matchPodExpressions: [requirement],
      matchPodLabels: { a: 'b' },
      topologyKey: 'zone',
      namespaces: ['x'],
      matchNamespaceExpressions: [requirement],
      matchNamespaceLabels: { c: 'd' },
      weight: 1,
      anti: true,
    },
  ],
  enabledSharedMemory: { volumeName: 'shm', size: '1Gi' },
  podMetadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
  imagePullSecret: [{ secretName: 's', secretNameParameter: name }],
  imagePullPolicy: 'Always',
  activeDeadlineSeconds: 20,
  fieldPathAsEnv: [{ name: 'E', fieldPath: 'metadata.name' }],
  securityContext: { runAsUser: 1, runAsGroup: 2, runAsNonRoot: true },
  initContainers: [
    {
      name: 'i',
      image: 'busybox',
      command: ['sh'],
      args: ['-c'],
      env: [{ name: 'E', value: 'v' }],
      volumeMounts: [{ volumeName: 'v', mountPath: '/v' }],
      restartPolicy: 'Always',
      resources: { requests: { cpu: '1' }, limits: { cpu: '2' } },
    },
  ],
};

const pipelineConfig = {
  resourceTtlOnCompletion: 1,
  resourceTtlOnSuccess: 2,
  resourceTtlOnFailure: 3,
  activeDeadlineSeconds: 4,
  workspace: { size: '1Gi', kubernetes: { pvcSpecPatch: { accessModes: ['ReadWriteOnce'] } } },
};

function load(executor: unknown, config: unknown = {}): ReturnType<typeof loadPipeline> {
  const kubernetes = { deploymentSpec: { executors: { 'exec-make': executor } }, pipelineConfig: config };
  return loadPipeline(`${basePipeline}---\n${JSON.stringify({ platforms: { kubernetes } })}\n`, { file: 'p.yaml' });
}

test('reads every field of the platform as it stands', () => {
  const { pipeline, diagnostics } = load(everything, pipelineConfig);
  expect(diagnostics).toEqual([]);
  const kubernetes = pipeline?.platform?.platforms.kubernetes;
  expect(kubernetes?.deploymentSpec?.executors['exec-make']).toEqual(everything);
  expect(kubernetes?.pipelineConfig).toEqual(pipelineConfig);
});

test('numbers may be texts, as protobuf writes 64 bits', () => {
  const { pipeline } = load({ activeDeadlineSeconds: '20', securityContext: { runAsUser: '65534' } });
  expect(pipeline?.platform?.platforms.kubernetes?.deploymentSpec?.executors['exec-make']).toMatchObject({
    activeDeadlineSeconds: 20,
    securityContext: { runAsUser: 65534 },
  });
});

test.each([
  ['a field', { nodeselector: {} }, 'exec-make.nodeselector'],
  ['a field of an entry', { pvcMount: [{ mountpath: '/x', mountPath: '/x' }] }, 'exec-make.pvcMount[0].mountpath'],
])('%s that does not exist is a fault, with its place', (_, config, where) => {
  const [diagnostic, ...others] = load(config).diagnostics;
  expect(others).toEqual([]);
  expect(diagnostic).toMatchObject({ code: 'IR-012', severity: 'error' });
  expect(diagnostic?.range?.file).toBe('p.yaml');
  const path = diagnostic?.path.slice(4).map((part) => (typeof part === 'number' ? `[${String(part)}]` : `.${part}`));
  expect(path?.join('').slice(1)).toBe(where);
});

test('a value comes from exactly one place', () => {
  const both = { componentInputParameter: 'a', ...name };
  const { diagnostics } = load({
    pvcMount: [{ pvcNameParameter: {}, mountPath: '/p' }],
    nodeSelector: { nodeSelectorJson: both },
  });
  expect(diagnostics.map(({ code, path }) => `${code} ${path.slice(5).join('.')}`).sort()).toEqual([
    'IR-023 nodeSelector.nodeSelectorJson',
    'IR-023 pvcMount.0.pvcNameParameter',
  ]);
});

test('a policy that Kubernetes does not have is a fault', () => {
  expect(load({ imagePullPolicy: 'Sometimes' }).diagnostics.map(({ code }) => code)).toEqual(['IR-015']);
  expect(load({ initContainers: [{ name: 'i', image: 'x', restartPolicy: 'Never' }] }).diagnostics).toHaveLength(1);
});
