import type { JsonObject, JsonValue } from '@tiphys/diagnostics';

/** What the pod of one template of a file has to have, by section 7.2 of the notes. */
export interface SnapshotPod {
  readonly file: string;
  readonly template: string;
  /** Fields of the pod and of its main container, no more and no less. `volume` is the name of the volume that the option makes. */
  pod(volume: string): JsonObject;
  /** The name of that volume. */
  readonly volume?: string;
  /** Values of the tags that the task gives its template. */
  readonly values?: Readonly<Record<string, JsonValue>>;
  /** The same option in its other form; a text where it has none. */
  readonly other: OtherForm | string;
}

/** An option that takes its value from `value`, a parameter of the pipeline, or that does not where the file's does. */
export interface OtherForm {
  readonly config: JsonObject;
  readonly value?: JsonValue;
  readonly volume?: string;
  /** Where it has another one: to Kubernetes it means the same. */
  readonly pod?: JsonObject;
}

/** The parameter of the pipeline that a dynamic option takes. */
const parameter: JsonObject = { componentInputParameter: 'value' };

const preferred = 'preferredDuringSchedulingIgnoredDuringExecution';
const prefers = (weight: number, key: string, value: string): JsonObject => ({
  weight,
  preference: { matchExpressions: [{ key, operator: 'In', values: [value] }] },
});
const affinityOf = (...preferences: readonly JsonObject[]): Pick<SnapshotPod, 'pod' | 'other'> => ({
  pod: () => ({ affinity: { nodeAffinity: { [preferred]: preferences } } }),
  other: { config: { nodeAffinity: [{ nodeAffinityJson: parameter }] }, value: { [preferred]: preferences } },
});
const claimOf = (template: string): SnapshotPod => ({
  file: 'create_mount_delete_dynamic_pvc.yaml',
  template,
  pod: (name) => ({
    volumes: [{ name, persistentVolumeClaim: { claimName: 'run-data' } }],
    volumeMounts: [{ name, mountPath: '/data' }],
  }),
  volume: 'pvcmount-0',
  values: { 'tasks.createpvc.outputs.parameters.name': 'run-data' },
  other: { config: { pvcMount: [{ constant: 'run-data', mountPath: '/data' }] }, volume: 'run-data' },
});
const toleration = { key: 'key1', operator: 'Equal', value: 'value1', effect: 'NoExecute', tolerationSeconds: 10 };
const selector = { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-p4' };

/** The files with which kfp-kubernetes itself is tested, each pod of theirs that asks for something. */
export const snapshotPods: readonly SnapshotPod[] = [
  {
    file: 'config_map_as_env.yaml',
    template: 'comp',
    pod: () => ({
      env: [{ name: 'CONFIG_MAP_VAR', valueFrom: { configMapKeyRef: { name: 'my-cm', key: 'foo', optional: false } } }],
    }),
    other: {
      config: {
        configMapAsEnv: [
          {
            configMapNameParameter: parameter,
            keyToEnv: [{ configMapKey: 'foo', envVar: 'CONFIG_MAP_VAR' }],
            optional: false,
          },
        ],
      },
      value: 'my-cm',
    },
  },
  {
    file: 'config_map_as_vol.yaml',
    template: 'comp',
    pod: (name) => ({
      volumes: [{ name, configMap: { name: 'my-cm', optional: false } }],
      volumeMounts: [{ name, mountPath: '/mnt/my_vol' }],
    }),
    volume: 'my-cm',
    other: {
      config: { configMapAsVolume: [{ configMapNameParameter: parameter, mountPath: '/mnt/my_vol' }] },
      value: 'my-cm',
      volume: 'configmapasvolume-0',
    },
  },
  claimOf('producer'),
  claimOf('consumer'),
  {
    file: 'empty_dir_mounts.yaml',
    template: 'comp',
    pod: (name) => ({
      volumes: [{ name, emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }],
      volumeMounts: [{ name, mountPath: '/mnt/my_vol_1' }],
    }),
    volume: 'emptydir-vol-1',
    other: 'takes constants only',
  },
  {
    file: 'field_path_as_env.yaml',
    template: 'comp',
    pod: () => ({
      env: [
        {
          name: 'KFP_RUN_NAME',
          valueFrom: { fieldRef: { fieldPath: "metadata.annotations['pipelines.kubeflow.org/run_name']" } },
        },
      ],
    }),
    other: 'takes constants only',
  },
  {
    file: 'general_ephemeral_volume.yaml',
    template: 'comp',
    pod: (name) => ({
      volumes: [
        {
          name,
          ephemeral: {
            volumeClaimTemplate: {
              metadata: { annotations: { annotation1: 'a1' } },
              spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
            },
          },
        },
      ],
      volumeMounts: [{ name, mountPath: 'path' }],
    }),
    volume: 'pvc-name',
    other: 'takes constants only',
  },
  {
    file: 'init_container.yaml',
    template: 'print-greeting',
    pod: (name) => ({
      volumes: [{ name, emptyDir: {} }],
      volumeMounts: [{ name, mountPath: '/data' }],
      initContainers: [
        {
          name: 'prepare-data',
          image: 'busybox:1.36',
          command: ['sh', '-c'],
          args: ['echo ready > /data/marker'],
          env: [{ name: 'MARKER_TEXT', value: 'ready' }],
          volumeMounts: [{ name, mountPath: '/data' }],
          securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
        },
      ],
    }),
    volume: 'shared-data',
    other: 'takes constants only',
  },
  {
    file: 'node_selector.yaml',
    template: 'comp',
    pod: () => ({ nodeSelector: selector }),
    other: { config: { nodeSelector: { nodeSelectorJson: parameter } }, value: selector },
  },
  {
    file: 'nodeaffinity.yaml',
    template: 'print-hello-with-empty-json',
    pod: () => ({}),
    other: {
      config: { nodeAffinity: [{ nodeAffinityJson: parameter }] },
      value: {},
      pod: { affinity: { nodeAffinity: {} } },
    },
  },
  {
    file: 'nodeaffinity.yaml',
    template: 'print-hello-with-json-affinity',
    ...affinityOf(prefers(100, 'disktype', 'ssd')),
  },
  {
    file: 'nodeaffinity.yaml',
    template: 'print-hello-with-json-affinity-2',
    ...affinityOf(prefers(100, 'zone', 'us-west-1'), prefers(50, 'instance-type', 'n1-standard-4')),
  },
  {
    file: 'nodeaffinity.yaml',
    template: 'print-hello-with-preferred-affinity',
    ...affinityOf(prefers(50, 'zone', 'us-west-1')),
  },
  {
    file: 'secret_as_env.yaml',
    template: 'comp',
    pod: () => ({
      env: [
        { name: 'SECRET_VAR', valueFrom: { secretKeyRef: { name: 'my-secret', key: 'password', optional: false } } },
      ],
    }),
    other: {
      config: {
        secretAsEnv: [
          {
            secretNameParameter: parameter,
            keyToEnv: [{ secretKey: 'password', envVar: 'SECRET_VAR' }],
            optional: false,
          },
        ],
      },
      value: 'my-secret',
    },
  },
  {
    file: 'secret_as_vol.yaml',
    template: 'comp',
    pod: (name) => ({
      volumes: [{ name, secret: { secretName: 'my-secret', optional: false } }],
      volumeMounts: [{ name, mountPath: '/mnt/my_vol' }],
    }),
    volume: 'my-secret',
    other: {
      config: { secretAsVolume: [{ secretNameParameter: parameter, mountPath: '/mnt/my_vol' }] },
      value: 'my-secret',
      volume: 'secretasvolume-0',
    },
  },
  {
    file: 'security_context.yaml',
    template: 'print-greeting',
    pod: () => ({ securityContext: { runAsUser: 65534, runAsGroup: 0, capabilities: { drop: ['ALL'] } } }),
    other: 'takes constants only',
  },
  {
    file: 'timeout.yaml',
    template: 'comp',
    pod: () => ({ activeDeadlineSeconds: 20 }),
    other: 'takes constants only',
  },
  {
    file: 'toleration.yaml',
    template: 'comp',
    pod: () => ({ tolerations: [toleration] }),
    other: { config: { tolerations: [{ tolerationJson: parameter }] }, value: toleration },
  },
];
