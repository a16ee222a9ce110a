import { launcherDirectory, workDirectory } from '@tiphys/contract';
import { expect, test } from 'vitest';
import type { EmitOptions } from '../options.ts';
import { leafPod } from '../policy/leaf-pod.ts';
import { podFaults } from '../policy/pod-faults.ts';
import { emit } from '../testing/emit.ts';
import type { LauncherVolume } from './deliver-launcher.ts';

const pipeline = {
  pipelineInfo: { name: 'test' },
  schemaVersion: '2.1.0',
  components: {
    'comp-a': { executorLabel: 'exec-a', outputDefinitions: { parameters: { out: { parameterType: 'STRING' } } } },
    'comp-b': { executorLabel: 'exec-b', inputDefinitions: { parameters: { in: { parameterType: 'STRING' } } } },
  },
  deploymentSpec: {
    executors: {
      'exec-a': { container: { image: 'busybox', command: ['true'] } },
      'exec-b': { container: { image: 'busybox', command: ['true'] } },
    },
  },
  root: {
    dag: {
      tasks: {
        a: { componentRef: { name: 'comp-a' } },
        b: {
          componentRef: { name: 'comp-b' },
          dependentTasks: ['a'],
          inputs: {
            parameters: { in: { taskOutputParameter: { producerTask: 'a', outputParameterKey: 'out' } } },
          },
        },
      },
    },
  },
};

/** The pod of the first task, and the path of its output. */
function podWith(launcherVolume: LauncherVolume, options: EmitOptions = {}) {
  const { spec, template, diagnostics } = emit(pipeline, { argoVersion: '4.0', ...options, launcherVolume });
  const pod = leafPod(template('a'), spec);
  const main = pod.containers.find(({ name }) => name === 'main');
  return { pod, main, output: template('a').outputs?.parameters?.[0]?.valueFrom?.path, diagnostics };
}

const claim = { source: { persistentVolumeClaim: { claimName: 'tools', readOnly: true } }, subPath: '0.1.0' };

test('with a volume that has the launcher no init container brings it', () => {
  for (const volume of ['image', claim] as const) {
    const { pod } = podWith(volume);
    // Argo's own is there in every pod.
    expect(pod.initContainers?.map(({ name }) => name)).toEqual(['init']);
    expect(podFaults(pod, 'restricted')).toEqual([]);
  }
});

test('the image is mounted where the launcher was built for', () => {
  const { pod, main } = podWith('image', { launcherImage: 'registry.example/launcher:1' });
  const name = 'tiphys-launcher';
  expect(pod.volumes).toContainEqual({ name, image: { reference: 'registry.example/launcher:1' } });
  expect(main?.volumeMounts).toContainEqual({
    name,
    mountPath: launcherDirectory,
    readOnly: true,
    subPath: 'payload',
  });
});

test('any other volume is mounted as it is said', () => {
  const { pod, main } = podWith(claim);
  const name = 'tiphys-launcher';
  expect(pod.volumes).toContainEqual({ name, ...claim.source });
  expect(main?.volumeMounts).toContainEqual({ name, mountPath: launcherDirectory, readOnly: true, subPath: '0.1.0' });
});

test('the launcher writes to an emptyDir, and its outputs are read there', () => {
  const { pod, main, output } = podWith('image');
  expect(pod.volumes).toContainEqual({ name: 'tiphys', emptyDir: {} });
  expect(main?.volumeMounts).toContainEqual({ name: 'tiphys', mountPath: workDirectory });
  expect(main?.volumeMounts).toContainEqual({ name: 'tiphys', mountPath: '/minio', subPath: 'minio' });
  expect(main?.env).toContainEqual({ name: 'TIPHYS_BASE', value: workDirectory });
  expect(output).toBe(`${workDirectory}/out/out`);
});

test('the image as a volume needs an Argo that passes it on', () => {
  const codes = (volume: LauncherVolume, argoVersion: EmitOptions['argoVersion'] = 'any') =>
    emit(pipeline, { argoVersion, launcherVolume: volume }).diagnostics.map(
      ({ code, severity }) => `${code} ${severity}`,
    );
  expect(codes('image')).toEqual(['ARG-020 warning']);
  expect(codes({ source: { image: { reference: 'x' } } }, '3.5')).toEqual(['ARG-020 error']);
  expect(codes('image', '3.6')).toEqual(['ARG-020 warning']);
  expect(codes('image', '3.7')).toEqual([]);
  expect(codes(claim, '3.5')).toEqual([]);
});
