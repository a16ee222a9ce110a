import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RunResult } from '../run/run-result.ts';
import { dagManifest, input, launcherTemplate } from '../testing/launcher-manifest.ts';
import { makeTestDirectory, runText } from '../testing/run-fixture.ts';

interface Leaf {
  readonly container: { readonly env: readonly unknown[]; readonly volumeMounts: readonly unknown[] };
  readonly volumes: readonly unknown[];
  readonly initContainers: readonly unknown[];
}

/** What a leaf template is given beside what it has. */
interface More {
  readonly env?: readonly unknown[];
  readonly volumes?: readonly unknown[];
  readonly mounts?: readonly unknown[];
  readonly initContainers?: readonly unknown[];
  readonly [field: string]: unknown;
}

/** A run of one task whose script prints to its output `out`. */
async function runScript(
  script: string,
  { env = [], volumes = [], mounts = [], initContainers = [], ...more }: More,
  options: Parameters<typeof runText>[1] = {},
): Promise<RunResult> {
  const leaf = launcherTemplate('leaf', {
    args: [`(${script}) > "$0"`, { outputFile: 'out' }],
    outputs: { parameters: { out: { type: 'STRING' } } },
  }) as unknown as Leaf;
  const template = {
    ...leaf,
    ...more,
    volumes: [...leaf.volumes, ...volumes],
    initContainers: [...leaf.initContainers, ...initContainers],
    container: {
      ...leaf.container,
      env: [...leaf.container.env, ...env],
      volumeMounts: [...leaf.container.volumeMounts, ...mounts],
    },
  };
  return runText(dagManifest([{ name: 'a', template: 'leaf', arguments: input('{}') }], [template]), options);
}

const output = (result: RunResult): unknown => result.tasks['a']?.parameters['out'];
const password = { secretKeyRef: { name: 's', key: 'password' } };

async function secretsDirectory(): Promise<string> {
  const directory = await makeTestDirectory();
  await mkdir(join(directory, 's'));
  await writeFile(join(directory, 's', 'password'), 'hunter2\n');
  return directory;
}

test('variables and volumes come from the folders of Secrets and ConfigMaps', async () => {
  const directory = await secretsDirectory();
  const result = await runScript(
    'printf %s "$P-$C-"; cat /etc/secret/password',
    {
      env: [
        { name: 'P', valueFrom: password },
        { name: 'C', valueFrom: { configMapKeyRef: { name: 's', key: 'password' } } },
      ],
      volumes: [{ name: 'v', secret: { secretName: 's' } }],
      mounts: [{ name: 'v', mountPath: '/etc/secret' }],
    },
    { secrets: directory, configMaps: directory },
  );
  expect(output(result)).toBe('hunter2-hunter2-hunter2\n');
});

test('what is missing is said before anything runs', async () => {
  const missing = runScript('true', { env: [{ name: 'P', valueFrom: password }] });
  await expect(missing).rejects.toMatchObject({
    diagnostics: [{ code: 'RUN-010', message: expect.stringContaining('--secrets-dir') }],
  });
  const volume = runScript('true', { volumes: [{ name: 'v', configMap: { name: 'c' } }] });
  await expect(volume).rejects.toMatchObject({
    diagnostics: [{ code: 'RUN-010', message: expect.stringContaining('--config-maps-dir') }],
  });
});

test('what may be missing is empty', async () => {
  const result = await runScript('printf "%s." "$P"; ls /etc/secret', {
    env: [{ name: 'P', valueFrom: { secretKeyRef: { ...password.secretKeyRef, optional: true } } }],
    volumes: [{ name: 'v', secret: { secretName: 's', optional: true } }],
    mounts: [{ name: 'v', mountPath: '/etc/secret' }],
  });
  expect(output(result)).toBe('.');
});

test('a name of the run that is not here fails the task that needs it', async () => {
  const podSpecPatch =
    '{"containers":[{"name":"main","env":[{"name":"P","valueFrom":{"secretKeyRef":{"name":"{{workflow.name}}","key":"k"}}}]}]}';
  const result = await runScript('true', { podSpecPatch });
  expect(result.tasks['a']).toMatchObject({
    phase: 'Failed',
    message: expect.stringContaining('The key "k" of the Secret "wf"'),
  });
});

test('a claim is a folder that outlives the run; init containers see it too', async () => {
  const workdir = await makeTestDirectory();
  const volume = { name: 'v', persistentVolumeClaim: { claimName: 'c' } };
  const mount = { name: 'v', mountPath: '/data', subPath: 'sub' };
  const more = { volumes: [volume], mounts: [mount] };
  const refused = await runScript('true', more, { workdir });
  expect(refused.tasks['a']).toMatchObject({ phase: 'Failed', message: expect.stringContaining('volumes/c') });

  await mkdir(join(workdir, 'volumes', 'c', 'sub'), { recursive: true });
  const init = { name: 'i', image: 'x', command: ['sh', '-c', 'echo "$A" > /data/file'], volumeMounts: [mount] };
  const initContainers = [{ ...init, env: [{ name: 'A', value: 'from init' }] }];
  const result = await runScript('cat /data/file; echo more >> /data/file', { ...more, initContainers }, { workdir });
  expect(output(result)).toBe('from init\n');
  expect(await readFile(join(workdir, 'volumes', 'c', 'sub', 'file'), 'utf8')).toBe('from init\nmore\n');
});

test('an init container that fails fails the pod', async () => {
  const result = await runScript('true', {
    initContainers: [{ name: 'i', image: 'x', command: ['sh', '-c', 'exit 4'] }],
  });
  expect(result.tasks['a']).toMatchObject({ phase: 'Failed', message: 'The init container "i" failed: exit code 4' });
});

test('volumes and mounts of a patch count', async () => {
  const podSpecPatch =
    '{"volumes":[{"name":"v","emptyDir":{}}],"containers":[{"name":"main","volumeMounts":[{"name":"v","mountPath":"/scratch"}]}]}';
  expect(output(await runScript('echo x > /scratch/f; cat /scratch/f', { podSpecPatch }))).toBe('x\n');
});

test('a pod knows its labels and annotations', async () => {
  const field = (name: string, fieldPath: string): object => ({ name, valueFrom: { fieldRef: { fieldPath } } });
  const result = await runScript('echo "$A $B $C"', {
    metadata: { labels: { a: 'label' }, annotations: { 'x/b': 'note' } },
    env: [
      field('A', "metadata.labels['a']"),
      field('B', "metadata.annotations['x/b']"),
      field('C', "metadata.labels['none']"),
    ],
  });
  expect(output(result)).toBe('label note \n');
});
