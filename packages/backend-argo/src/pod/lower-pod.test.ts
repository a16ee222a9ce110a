import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { encodeWire } from '@tiphys/contract';
import { expect, test } from 'vitest';
import type { EffectivePod } from '../testing/effective-pod.ts';
import { addedTo, effectivePod } from '../testing/effective-pod.ts';
import { emit } from '../testing/emit.ts';

/** A pipeline of one task whose pod has these options; `o`, `p` and `q` are parameters beside the task. */
function pipeline(config: JsonObject, type = 'STRUCT'): string {
  const input = { parameterType: type, isOptional: true };
  const ir = {
    pipelineInfo: { name: 'test' },
    schemaVersion: '2.1.0',
    components: { 'comp-a': { executorLabel: 'exec-a' } },
    deploymentSpec: { executors: { 'exec-a': { container: { image: 'busybox', command: ['true'] } } } },
    root: {
      inputDefinitions: { parameters: { o: input, p: input, q: input } },
      dag: { tasks: { a: { componentRef: { name: 'comp-a' } } } },
    },
  };
  const platform = { platforms: { kubernetes: { deploymentSpec: { executors: { 'exec-a': config } } } } };
  return `${JSON.stringify(ir)}\n---\n${JSON.stringify(platform)}`;
}

/** The pod of that task when the parameters have these values. */
function podOf(config: JsonObject, values: Readonly<Record<string, JsonValue>> = {}, type?: string): EffectivePod {
  const { template, task, argument } = emit(pipeline(config, type));
  const use = task('root', 'a');
  const inputs = (template('a').inputs?.parameters ?? []).filter(({ name }) => name !== 'in');
  return effectivePod(
    template('a'),
    Object.fromEntries(
      inputs.map(({ name }) => {
        const parameter = /^\{\{inputs\.parameters\.(\w)\}\}$/.exec(argument(use, name))?.[1] ?? '';
        return [name, encodeWire(values[parameter] ?? null)];
      }),
    ),
  );
}

const bare = podOf({});

/** What a pod has more than one without options. */
const added = (pod: EffectivePod): JsonObject => addedTo(bare, pod);

const constant = (value: JsonValue): JsonObject => ({ runtimeValue: { constant: value } });
const input = (name: string): JsonObject => ({ componentInputParameter: name });
const zone = (value: string): JsonObject => ({
  preferredDuringSchedulingIgnoredDuringExecution: [
    { weight: 1, preference: { matchExpressions: [{ key: 'zone', operator: 'In', values: [value] }] } },
  ],
});

/** Options that take values, what these are, and what becomes of them: the same whether known before or not. */
const valued: readonly {
  readonly option: string;
  readonly config: (first: JsonObject, second: JsonObject) => JsonObject;
  readonly values: readonly [JsonValue, JsonValue];
  readonly pod: JsonObject;
  /** What remains when the first value turns out to be null. */
  readonly without: JsonObject;
}[] = [
  {
    option: 'secretAsEnv',
    config: (first, second) => ({
      secretAsEnv: [
        {
          secretNameParameter: first,
          keyToEnv: [
            { secretKey: 'k', envVar: 'A' },
            { secretKey: 'l', envVar: 'B' },
          ],
        },
        { secretNameParameter: second, keyToEnv: [{ secretKey: 'k', envVar: 'C' }], optional: true },
      ],
    }),
    values: ['one', 'two'],
    pod: {
      env: [
        { name: 'A', valueFrom: { secretKeyRef: { name: 'one', key: 'k' } } },
        { name: 'B', valueFrom: { secretKeyRef: { name: 'one', key: 'l' } } },
        { name: 'C', valueFrom: { secretKeyRef: { name: 'two', key: 'k', optional: true } } },
      ],
    },
    without: { env: [{ name: 'C', valueFrom: { secretKeyRef: { name: 'two', key: 'k', optional: true } } }] },
  },
  {
    option: 'configMapAsEnv',
    config: (first, second) => ({
      configMapAsEnv: [
        { configMapNameParameter: first, keyToEnv: [{ configMapKey: 'k', envVar: 'A' }], optional: false },
        { configMapNameParameter: second, keyToEnv: [{ configMapKey: 'k', envVar: 'B' }] },
      ],
    }),
    values: ['one', 'two'],
    pod: {
      env: [
        { name: 'A', valueFrom: { configMapKeyRef: { name: 'one', key: 'k', optional: false } } },
        { name: 'B', valueFrom: { configMapKeyRef: { name: 'two', key: 'k' } } },
      ],
    },
    without: { env: [{ name: 'B', valueFrom: { configMapKeyRef: { name: 'two', key: 'k' } } }] },
  },
  {
    option: 'secretAsVolume',
    config: (first, second) => ({
      secretAsVolume: [
        { secretNameParameter: first, mountPath: '/a' },
        { secretNameParameter: second, mountPath: '/b', optional: true },
      ],
    }),
    values: ['one', 'two'],
    pod: {
      volumes: [
        { name: 'a', secret: { secretName: 'one', optional: false } },
        { name: 'b', secret: { secretName: 'two', optional: true } },
      ],
      volumeMounts: [
        { name: 'a', mountPath: '/a' },
        { name: 'b', mountPath: '/b' },
      ],
    },
    without: {
      volumes: [{ name: 'b', secret: { secretName: 'two', optional: true } }],
      volumeMounts: [{ name: 'b', mountPath: '/b' }],
    },
  },
  {
    option: 'configMapAsVolume',
    config: (first, second) => ({
      configMapAsVolume: [
        { configMapNameParameter: first, mountPath: '/a' },
        { configMapNameParameter: second, mountPath: '/b' },
      ],
    }),
    values: ['one', 'two'],
    pod: {
      volumes: [
        { name: 'a', configMap: { name: 'one', optional: false } },
        { name: 'b', configMap: { name: 'two', optional: false } },
      ],
      volumeMounts: [
        { name: 'a', mountPath: '/a' },
        { name: 'b', mountPath: '/b' },
      ],
    },
    without: {
      volumes: [{ name: 'b', configMap: { name: 'two', optional: false } }],
      volumeMounts: [{ name: 'b', mountPath: '/b' }],
    },
  },
  {
    option: 'pvcMount',
    config: (first, second) => ({
      pvcMount: [
        { pvcNameParameter: first, mountPath: '/a', subPath: 'x' },
        { pvcNameParameter: second, mountPath: '/b' },
      ],
    }),
    values: ['one', 'two'],
    pod: {
      volumes: [
        { name: 'a', persistentVolumeClaim: { claimName: 'one' } },
        { name: 'b', persistentVolumeClaim: { claimName: 'two' } },
      ],
      volumeMounts: [
        { name: 'a', mountPath: '/a', subPath: 'x' },
        { name: 'b', mountPath: '/b' },
      ],
    },
    // A claim is never left out in silence: its mount stays, and Kubernetes refuses the pod.
    without: {
      volumes: [{ name: 'b', persistentVolumeClaim: { claimName: 'two' } }],
      volumeMounts: [
        { name: 'a', mountPath: '/a', subPath: 'x' },
        { name: 'b', mountPath: '/b' },
      ],
    },
  },
  {
    option: 'imagePullSecret',
    config: (first, second) => ({
      imagePullSecret: [{ secretNameParameter: first }, { secretNameParameter: second }],
    }),
    values: ['one', 'two'],
    pod: { imagePullSecrets: [{ name: 'one' }, { name: 'two' }] },
    without: { imagePullSecrets: [{ name: 'two' }] },
  },
  {
    option: 'tolerations',
    config: (first, second) => ({
      tolerations: [{ tolerationJson: first }, { key: 'plain', tolerationSeconds: 5 }, { tolerationJson: second }],
    }),
    values: [{ key: 'one' }, [{ key: '{{two}}' }, { key: '$(three)' }]],
    pod: {
      tolerations: [{ key: 'one' }, { key: 'plain', tolerationSeconds: 5 }, { key: '{{two}}' }, { key: '$(three)' }],
    },
    without: { tolerations: [{ key: 'plain', tolerationSeconds: 5 }, { key: '{{two}}' }, { key: '$(three)' }] },
  },
  {
    option: 'nodeSelector',
    config: (first) => ({ nodeSelector: { nodeSelectorJson: first } }),
    values: [{ disk: 'ssd', 'a/b': '' }, null],
    pod: { nodeSelector: { disk: 'ssd', 'a/b': '' } },
    without: { nodeSelector: {} },
  },
  {
    option: 'nodeAffinity',
    config: (first) => ({ nodeAffinity: [{ nodeAffinityJson: first }] }),
    values: [zone('a'), null],
    pod: { affinity: { nodeAffinity: zone('a') } },
    without: { affinity: { nodeAffinity: {} } },
  },
];

/** Volumes by the order of their mounts, since their names differ between the two forms. */
function renamed(pod: JsonObject): JsonObject {
  const names = ((pod['volumes'] ?? []) as readonly { name: string }[]).map(({ name }) => name);
  const rename = (list: JsonValue | undefined): JsonValue =>
    ((list ?? []) as readonly { name: string }[]).map((item) => ({ ...item, name: letter(names, item.name) }));
  const { volumes, volumeMounts, ...rest } = pod;
  return {
    ...rest,
    ...(volumes !== undefined && { volumes: rename(volumes) }),
    ...(volumeMounts !== undefined && { volumeMounts: rename(volumeMounts) }),
  };
}

function letter(names: readonly string[], name: string): string {
  return String.fromCharCode('a'.charCodeAt(0) + names.indexOf(name));
}

test.each(valued)('$option: known before the run', ({ config, values, pod }) => {
  expect(renamed(added(podOf(config(constant(values[0]), constant(values[1])))))).toEqual(pod);
});

test.each(valued)('$option: known to the run only', ({ config, values, pod }) => {
  expect(renamed(added(podOf(config(input('o'), input('p')), { o: values[0], p: values[1] })))).toEqual(pod);
});

test.each(valued)('$option: one known, one not', ({ config, values, pod }) => {
  expect(renamed(added(podOf(config(constant(values[0]), input('p')), { p: values[1] })))).toEqual(pod);
});

test.each(valued)('$option: null makes no entry', ({ config, values, without }) => {
  const withoutNames = (pod: JsonObject): JsonObject =>
    Object.fromEntries(
      Object.entries(pod).map(([key, list]) => [key, key.startsWith('volume') ? withoutName(list) : list]),
    );
  expect(withoutNames(added(podOf(config(input('o'), input('p')), { p: values[1] })))).toEqual(withoutNames(without));
});

function withoutName(list: JsonValue): JsonValue {
  return (list as readonly JsonObject[]).map(({ name: _name, ...item }) => item);
}

const plain: readonly { readonly option: string; readonly config: JsonObject; readonly pod: JsonObject }[] = [
  {
    option: 'fieldPathAsEnv',
    config: { fieldPathAsEnv: [{ name: 'E', fieldPath: "metadata.labels['a']" }] },
    pod: { env: [{ name: 'E', valueFrom: { fieldRef: { fieldPath: "metadata.labels['a']" } } }] },
  },
  {
    option: 'genericEphemeralVolume',
    config: {
      genericEphemeralVolume: [
        {
          volumeName: 'v',
          mountPath: '/v',
          accessModes: ['ReadWriteOnce'],
          size: '5Gi',
          storageClassName: 'fast',
          metadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
        },
      ],
    },
    pod: {
      volumes: [
        {
          name: 'v',
          ephemeral: {
            volumeClaimTemplate: {
              metadata: { labels: { a: 'b' }, annotations: { c: 'd' } },
              spec: {
                accessModes: ['ReadWriteOnce'],
                storageClassName: 'fast',
                resources: { requests: { storage: '5Gi' } },
              },
            },
          },
        },
      ],
      volumeMounts: [{ name: 'v', mountPath: '/v' }],
    },
  },
  {
    option: 'emptyDirMounts',
    config: { emptyDirMounts: [{ volumeName: 'v', mountPath: '/v', medium: 'Memory', sizeLimit: '1Gi' }] },
    pod: {
      volumes: [{ name: 'v', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }],
      volumeMounts: [{ name: 'v', mountPath: '/v' }],
    },
  },
  {
    option: 'enabledSharedMemory',
    config: { enabledSharedMemory: { size: '2Gi' } },
    pod: {
      volumes: [{ name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: '2Gi' } }],
      volumeMounts: [{ name: 'shm', mountPath: '/dev/shm' }],
    },
  },
  {
    option: 'nodeSelector labels',
    config: { nodeSelector: { labels: { disk: 'ssd' } } },
    pod: { nodeSelector: { disk: 'ssd' } },
  },
  {
    option: 'podAffinity',
    config: {
      podAffinity: [
        { matchPodLabels: { a: 'b' }, topologyKey: 'zone', namespaces: ['n'], matchNamespaceLabels: { c: 'd' } },
        { matchPodExpressions: [{ key: 'k', operator: 'Exists' }], weight: 7, anti: true },
      ],
    },
    pod: {
      affinity: {
        podAffinity: {
          requiredDuringSchedulingIgnoredDuringExecution: [
            {
              labelSelector: { matchLabels: { a: 'b' } },
              topologyKey: 'zone',
              namespaces: ['n'],
              namespaceSelector: { matchLabels: { c: 'd' } },
            },
          ],
        },
        podAntiAffinity: {
          preferredDuringSchedulingIgnoredDuringExecution: [
            {
              weight: 7,
              podAffinityTerm: {
                labelSelector: { matchExpressions: [{ key: 'k', operator: 'Exists' }] },
                topologyKey: 'kubernetes.io/hostname',
              },
            },
          ],
        },
      },
    },
  },
  {
    option: 'podMetadata',
    config: { podMetadata: { labels: { a: 'b' }, annotations: { c: 'd' } } },
    pod: { metadata: { labels: { a: 'b' }, annotations: { c: 'd' } } },
  },
  {
    option: 'securityContext',
    config: { securityContext: { runAsUser: 65534, runAsGroup: 0 } },
    pod: { securityContext: { runAsUser: 65534, runAsGroup: 0, capabilities: { drop: ['ALL'] } } },
  },
  { option: 'imagePullPolicy', config: { imagePullPolicy: 'Never' }, pod: { imagePullPolicy: 'Never' } },
  {
    option: 'initContainers',
    config: {
      emptyDirMounts: [{ volumeName: 'v', mountPath: '/v' }],
      initContainers: [
        {
          name: 'i',
          image: 'busybox',
          command: ['sh'],
          args: ['-c', 'true'],
          env: [{ name: 'E', value: 'v' }],
          volumeMounts: [{ volumeName: 'v', mountPath: '/w' }],
          restartPolicy: 'Always',
          resources: { requests: { cpu: '1' }, limits: { cpu: '2' } },
        },
      ],
    },
    pod: {
      volumes: [{ name: 'v', emptyDir: {} }],
      volumeMounts: [{ name: 'v', mountPath: '/v' }],
      initContainers: [
        {
          name: 'i',
          image: 'busybox',
          command: ['sh'],
          args: ['-c', 'true'],
          env: [{ name: 'E', value: 'v' }],
          volumeMounts: [{ name: 'v', mountPath: '/w' }],
          resources: { requests: { cpu: '1' }, limits: { cpu: '2' } },
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
          restartPolicy: 'Always',
        },
      ],
    },
  },
];

test.each(plain)('$option', ({ config, pod }) => {
  expect(added(podOf(config))).toEqual(pod);
});

test('an init container mounts a volume that only the run knows by the patch, and none that is left out', () => {
  const config = {
    secretAsVolume: [{ secretNameParameter: input('o'), mountPath: '/s' }],
    pvcMount: [{ pvcNameParameter: input('p'), mountPath: '/c' }],
    initContainers: [
      {
        name: 'i',
        image: 'busybox',
        volumeMounts: [
          { volumeName: 'secretAsVolume-0', mountPath: '/t' },
          { volumeName: 'pvcMount-0', mountPath: '/d' },
        ],
      },
    ],
  };
  const claim = { name: 'pvcmount-0', mountPath: '/d' };
  // Argo refuses a template that mounts what it does not have.
  expect(emit(pipeline(config, 'STRING')).template('a').initContainers?.[0]).not.toHaveProperty('volumeMounts');
  const known = podOf(config, { o: 'one', p: 'two' }, 'STRING').pod['initContainers'];
  expect(known).toMatchObject([{ name: 'i', volumeMounts: [claim, { name: 'secretasvolume-0', mountPath: '/t' }] }]);
  const without = podOf(config, { p: 'two' }, 'STRING').pod['initContainers'];
  expect(without).toMatchObject([{ name: 'i', volumeMounts: [claim] }]);
});

test('a launcher is told which variables have their values from Secrets', () => {
  const config = {
    secretAsEnv: [
      { secretName: 'db', keyToEnv: [{ secretKey: 'k', envVar: 'A' }] },
      { secretNameParameter: input('o'), keyToEnv: [{ secretKey: 'k', envVar: 'B' }] },
    ],
    configMapAsEnv: [{ configMapName: 'open', keyToEnv: [{ configMapKey: 'k', envVar: 'C' }] }],
  };
  const valueFrom = { secretKeyRef: { name: 'more', key: 'k' } };
  const pods = {
    defaults: {
      container: {
        env: [
          { name: 'D', valueFrom },
          { name: 'E', value: 'x' },
        ],
      },
    },
  };
  const { template } = emit(pipeline(config, 'STRING'), {}, { pods });
  const spec = template('a').container?.env?.find(({ name }) => name === 'TIPHYS_SPEC')?.value ?? '{}';
  expect(JSON.parse(spec)).toMatchObject({ secretEnv: ['A', 'B', 'D'] });
});

test('activeDeadlineSeconds bounds each attempt', () => {
  expect(emit(pipeline({ activeDeadlineSeconds: 20 })).template('a').activeDeadlineSeconds).toBe(20);
  expect(emit(pipeline({ activeDeadlineSeconds: 0 })).template('a').activeDeadlineSeconds).toBeUndefined();
});

test('ARG-020: a pipeline with an init container beside its task', () => {
  const config = { initContainers: [{ name: 'i', image: 'x', restartPolicy: 'Always' }] };
  const codes = (argoVersion: '3.5' | '3.6'): readonly string[] =>
    emit(pipeline(config), { argoVersion }).diagnostics.map(({ code }) => code);
  expect(codes('3.5')).toContain('ARG-020');
  expect(codes('3.6')).not.toContain('ARG-020');
});
