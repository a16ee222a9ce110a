import { strict as assert } from 'node:assert';
import type { TiphysConfig } from '@tiphys/config';
import { releaseOf } from '../../build-argo.ts';
import { namespace } from '../addresses.ts';
import { prepareNamespace } from '../argo.ts';
import type { ClusterCase } from '../case.ts';
import { compileWith } from '../compile-with.ts';
import { untilObject } from '../observe.ts';
import { podsPath, type Pod } from '../pods.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import type { TestBed } from '../test-bed.ts';

const LAUNCHER = 'tiphys/launcher:0.1.0';

/** Two tasks that pass a text and a file on. */
const pipeline = shellPipeline({
  name: 'from-volume',
  tasks: {
    make: { script: 'printf text > "$0" && echo file > "$1"', outputs: ['text'], artifacts: ['file'] },
    use: {
      script: '[ "$0" = "text" ] && [ "$(cat "$1")" = file ]',
      parameters: { text: { task: 'make', output: 'text' } },
      inputs: { file: { task: 'make', output: 'file' } },
    },
  },
});

/** Runs the pipeline with the launcher from a volume, and sees that nothing copied it. */
async function runFromVolume(bed: TestBed, config: TiphysConfig, space: string): Promise<void> {
  const end = await bed.run(await compileWith(bed, pipeline, config), space);
  assert.equal(end.phase, 'Succeeded', end.message);
  const labels = encodeURIComponent(`workflows.argoproj.io/workflow=${end.name}`);
  const { items } = (await bed.api.get(`${podsPath(space)}?labelSelector=${labels}`)) as {
    readonly items: readonly { readonly spec: { readonly initContainers: readonly { readonly name: string }[] } }[];
  };
  const copied = items.flatMap(({ spec }) => spec.initContainers.map(({ name }) => name));
  assert.deepEqual(copied, ['init', 'init']);
}

/** Kubernetes mounts the launcher's image itself, also in a namespace that enforces the restricted standard. */
const fromImage: ClusterCase = {
  name: 'launcher/image-volume',
  run: async (bed) => {
    const [major = 0, minor = 0, patch = 0] = bed.argoVersion.split('.').map(Number);
    if (major === 3 && (minor < 6 || (minor === 6 && patch < 7)))
      return { word: 'skipped', note: 'this Argo does not know image volumes' };
    const space = 'image-volumes';
    await prepareNamespace(bed.api, space, { 'pod-security.kubernetes.io/enforce': 'restricted' });
    await runFromVolume(bed, { launcherVolume: 'image', argoVersion: releaseOf(bed.argoVersion) }, space);
    return undefined;
  },
};

/** A claim that a pod has filled once serves all tasks. */
const fromClaim: ClusterCase = {
  name: 'launcher/claim',
  run: async (bed) => {
    const space = namespace.workflows;
    const claim = { claimName: 'launcher' };
    await bed.api.apply(`/api/v1/namespaces/${space}/persistentvolumeclaims/launcher`, {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'launcher' },
      spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: '1Gi' } } },
    });
    const name = 'fill-launcher';
    await bed.api.create(podsPath(space), {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: { name },
      spec: {
        restartPolicy: 'Never',
        containers: [
          {
            name: 'install',
            image: LAUNCHER,
            command: ['/tiphys-launcher', 'install', '/volume/0.1.0'],
            volumeMounts: [{ name: 'volume', mountPath: '/volume' }],
          },
        ],
        volumes: [{ name: 'volume', persistentVolumeClaim: claim }],
      },
    });
    const phase = await untilObject(bed.api, { path: podsPath(space), name }, 'the installation', 120, (pod: Pod) =>
      ['Succeeded', 'Failed'].includes(pod.status.phase ?? '') ? pod.status.phase : undefined,
    );
    assert.equal(phase, 'Succeeded');
    const source = { persistentVolumeClaim: { ...claim, readOnly: true } };
    await runFromVolume(bed, { launcherVolume: { source, subPath: '0.1.0' } }, space);
    return undefined;
  },
};

/** Pods whose launcher is in a volume of the cluster. */
export const launcherVolumes: readonly ClusterCase[] = [fromImage, fromClaim];
