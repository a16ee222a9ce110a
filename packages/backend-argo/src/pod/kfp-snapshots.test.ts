/// <reference types="node" />
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { effectivePod } from '../testing/effective-pod.ts';
import { emit } from '../testing/emit.ts';

/** What kfp-kubernetes itself is tested with. */
const folder = path.resolve(
  process.env['TIPHYS_CORPUS'] ?? path.join(import.meta.dirname, '../../../../../shared/corpus'),
  'extra/kubernetes_platform_snapshots',
);

const ephemeral = {
  name: 'pvc-name',
  ephemeral: {
    volumeClaimTemplate: {
      metadata: { annotations: { annotation1: 'a1' } },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '5Gi' } } },
    },
  },
};
const preference = (weight: number, key: string, value: string): object => ({
  weight,
  preference: { matchExpressions: [{ key, operator: 'In', values: [value] }] },
});
const preferences = (...list: readonly object[]): object => ({
  affinity: { nodeAffinity: { preferredDuringSchedulingIgnoredDuringExecution: list } },
});

/** By file: template, and the parts of its pod that the file asks for. */
const snapshots: Readonly<Record<string, Readonly<Record<string, { readonly pod?: object; readonly main?: object }>>>> =
  {
    'config_map_as_env.yaml': {
      comp: {
        main: {
          env: [
            { name: 'CONFIG_MAP_VAR', valueFrom: { configMapKeyRef: { name: 'my-cm', key: 'foo', optional: false } } },
          ],
        },
      },
    },
    'config_map_as_vol.yaml': {
      comp: {
        pod: { volumes: [{ name: 'my-cm', configMap: { name: 'my-cm', optional: false } }] },
        main: { volumeMounts: [{ name: 'my-cm', mountPath: '/mnt/my_vol' }] },
      },
    },
    'empty_dir_mounts.yaml': {
      comp: {
        pod: { volumes: [{ name: 'emptydir-vol-1', emptyDir: { medium: 'Memory', sizeLimit: '1Gi' } }] },
        main: { volumeMounts: [{ name: 'emptydir-vol-1', mountPath: '/mnt/my_vol_1' }] },
      },
    },
    'field_path_as_env.yaml': {
      comp: {
        main: {
          env: [
            {
              name: 'KFP_RUN_NAME',
              valueFrom: { fieldRef: { fieldPath: "metadata.annotations['pipelines.kubeflow.org/run_name']" } },
            },
          ],
        },
      },
    },
    'general_ephemeral_volume.yaml': {
      comp: { pod: { volumes: [ephemeral] }, main: { volumeMounts: [{ name: 'pvc-name', mountPath: 'path' }] } },
    },
    'init_container.yaml': {
      'print-greeting': {
        pod: {
          volumes: [{ name: 'shared-data', emptyDir: {} }],
          initContainers: [
            {
              name: 'prepare-data',
              image: 'busybox:1.36',
              command: ['sh', '-c'],
              args: ['echo ready > /data/marker'],
              env: [{ name: 'MARKER_TEXT', value: 'ready' }],
              volumeMounts: [{ name: 'shared-data', mountPath: '/data' }],
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
            },
          ],
        },
        main: { volumeMounts: [{ name: 'shared-data', mountPath: '/data' }] },
      },
    },
    'node_selector.yaml': {
      comp: { pod: { nodeSelector: { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-p4' } } },
    },
    'nodeaffinity.yaml': {
      'print-hello-with-empty-json': {},
      'print-hello-with-json-affinity': { pod: preferences(preference(100, 'disktype', 'ssd')) },
      'print-hello-with-json-affinity-2': {
        pod: preferences(preference(100, 'zone', 'us-west-1'), preference(50, 'instance-type', 'n1-standard-4')),
      },
      'print-hello-with-preferred-affinity': { pod: preferences(preference(50, 'zone', 'us-west-1')) },
    },
    'secret_as_env.yaml': {
      comp: {
        main: {
          env: [
            {
              name: 'SECRET_VAR',
              valueFrom: { secretKeyRef: { name: 'my-secret', key: 'password', optional: false } },
            },
          ],
        },
      },
    },
    'secret_as_vol.yaml': {
      comp: {
        pod: { volumes: [{ name: 'my-secret', secret: { secretName: 'my-secret', optional: false } }] },
        main: { volumeMounts: [{ name: 'my-secret', mountPath: '/mnt/my_vol' }] },
      },
    },
    'security_context.yaml': {
      'print-greeting': { main: { securityContext: { runAsUser: 65534, runAsGroup: 0 } } },
    },
    'timeout.yaml': { comp: {} },
    'toleration.yaml': {
      comp: {
        pod: {
          tolerations: [
            { key: 'key1', operator: 'Equal', value: 'value1', effect: 'NoExecute', tolerationSeconds: 10 },
          ],
        },
      },
    },
  };

describe.skipIf(!existsSync(folder))('the snapshots of kfp-kubernetes', () => {
  test.each(Object.entries(snapshots))('%s', (file, templates) => {
    const { template } = emit(readFileSync(path.join(folder, file), 'utf8'));
    for (const [name, { pod = {}, main = {} }] of Object.entries(templates)) {
      const effective = effectivePod(template(name));
      const schedule = ['affinity', 'tolerations', 'nodeSelector'].filter((field) => !(field in pod));
      for (const field of schedule) expect(effective.pod).not.toHaveProperty(field);
      for (const [part, expected] of [
        [effective.pod, pod],
        [effective.main, main],
      ] as const) {
        for (const [field, value] of Object.entries(expected)) {
          if (Array.isArray(value)) expect(part[field]).toEqual(expect.arrayContaining(value));
          else expect(part[field]).toMatchObject(value as object);
        }
      }
    }
  });

  test('timeout.yaml bounds the pod', () => {
    const { template } = emit(readFileSync(path.join(folder, 'timeout.yaml'), 'utf8'));
    expect(template('comp').activeDeadlineSeconds).toBe(20);
  });
});
