import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { encodeWire } from '@tiphys/contract';
import { listExecutions, listRuns } from '@tiphys/metadata';
import { openStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import type { RunResult } from '../run/run-result.ts';
import type { RunEvent } from '../run/run-recorder.ts';
import { dagManifest, input, launcherTemplate } from '../testing/launcher-manifest.ts';
import { abortWhenReady, makeTestDirectory, phasesOf, runText } from '../testing/run-fixture.ts';

/* Compiled manifests: the launcher's work is done in this process, the user's command is a child. */

const copy = launcherTemplate('copy', {
  args: ['printf %s "$1" > "$2"', 'sh', { parameter: 'text' }, { outputFile: 'out' }],
  inputs: { parameters: { text: { type: 'STRING' } } },
  outputs: { parameters: { out: { type: 'STRING' } } },
  publish: { out: 'parameters/out' },
});
const echoed = {
  parameters: [{ name: 'o', valueFrom: { parameter: '{{tasks.b.outputs.parameters.out}}', default: 'null' } }],
};

function chain(text: string): Record<string, unknown> {
  return dagManifest(
    [
      { name: 'a', template: 'copy', arguments: input(`{"p":{"text":${encodeWire(text)}},"c":true}`) },
      {
        name: 'b',
        template: 'copy',
        depends: 'a.Succeeded',
        arguments: input('{"p":{"text":{{tasks.a.outputs.parameters.out}}},"c":true}'),
      },
    ],
    [copy],
    echoed,
  );
}

test.each([
  ['quotes, tags, shell and unicode', `"it's" {{workflow.name}} {{=1+1}} $(HOME) $HOME \\ \n\t \u001b π 🇩🇪`],
  ['nothing', ''],
  ['40 KB', 'ab{{"$'.repeat(7000)],
  ['100 KB, by way of the store', 'x{y'.repeat(34_000)],
])('a text crosses two tasks byte by byte: %s', async (_name, text) => {
  const result = await runText(chain(text));
  expect(result).toMatchObject({ run: 'wf', pipeline: 'test-pipeline', phase: 'Succeeded', outputs: { o: text } });
  expect(result.tasks['b']).toEqual({
    phase: 'Succeeded',
    // The second task has the inputs of the first, and the outputs come from the cache.
    cached: true,
    attempts: 1,
    exitCode: 0,
    parameters: { out: text },
    artifacts: {},
  });
});

test('the volume of a cluster that has the launcher is not needed here', async () => {
  const { env, ...container } = copy['container'] as { readonly env: readonly object[] };
  const withVolume = {
    ...copy,
    initContainers: [],
    volumes: [
      { name: 'tiphys', emptyDir: {} },
      { name: 'tiphys-launcher', persistentVolumeClaim: { claimName: 'nowhere' } },
    ],
    container: {
      ...container,
      env: [...env, { name: 'TIPHYS_BASE', value: '/tiphys-work' }],
      volumeMounts: [
        { name: 'tiphys', mountPath: '/tiphys-work' },
        { name: 'tiphys-launcher', mountPath: '/tiphys', readOnly: true },
      ],
    },
    outputs: { parameters: [{ name: 'out', valueFrom: { path: '/tiphys-work/out/out', default: 'null' } }] },
  };
  const tasks = [{ name: 'b', template: 'copy', arguments: input('{"p":{"text":"x"}}') }];
  const result = await runText(dagManifest(tasks, [withVolume], echoed));
  expect(result).toMatchObject({ phase: 'Succeeded', outputs: { o: 'x' } });
});

test('what a command prints is told line by line, with the path of its task', async () => {
  const speak = launcherTemplate('speak', { args: ['printf "one\\ntwo"; echo three >&2'], inputs: {}, outputs: {} });
  const lines: string[] = [];
  const onLine = (path: string, text: string): number => lines.push(`${path}: ${text}`);
  await runText(dagManifest([{ name: 'a', template: 'speak', arguments: input('{}') }], [speak]), { onLine });
  expect(lines.toSorted()).toEqual(['a: one', 'a: three', 'a: two']);
});

test("runs, executions and artifacts are in the store of the run, not in the manifest's", async () => {
  const store = openStore({ root: 'mem://test' });
  const write = launcherTemplate('write', {
    args: ['printf data > "$1"', 'sh', { outputArtifact: 'model', get: 'path' }],
    outputs: { artifacts: { model: { type: { schemaTitle: 'system.Model' } } } },
    publish: { model: 'artifacts/model' },
  });
  const manifest = dagManifest([{ name: 'a', template: 'write', arguments: input('{}') }], [write]);
  const result = await runText(manifest, { store });
  const [artifact] = result.tasks['a']?.artifacts['model'] ?? [];
  expect(artifact).toMatchObject({ name: 'model', type: 'system.Model' });
  expect(artifact?.uri).toMatch(/^mem:\/\/test\/test-pipeline\/wf\/a\//);
  expect(new TextDecoder().decode(await store.get(artifact?.uri ?? ''))).toBe('data');
  expect((await listRuns(store)).runs).toMatchObject([{ name: 'wf', pipeline: 'test-pipeline', uid: 'uid-1' }]);
  const executions = await listExecutions(store, 'uid-1');
  expect(executions).toContainEqual(expect.objectContaining({ path: 'a', state: 'SUCCEEDED' }));
});

test('noCache neither reads the cache nor adds to it', async () => {
  const store = openStore({ root: 'mem://test' });
  const run = async (noCache: boolean, name: string): Promise<boolean | undefined> =>
    (await runText(chain('x'), { store, noCache, name, uid: name })).tasks['a']?.cached;
  expect(await run(true, 'first')).toBe(false);
  expect(await run(false, 'second')).toBe(false);
  expect(await run(false, 'third')).toBe(true);
  expect(await run(true, 'fourth')).toBe(false);
});

test('a failure says its exit code, and the event the end of the log', async () => {
  const workdir = await makeTestDirectory();
  const events: RunEvent[] = [];
  const fail = launcherTemplate('fail', { args: ['echo on stdout; echo on stderr >&2; exit 7'] });
  const manifest = dagManifest(
    [
      { name: 'a', template: 'fail', arguments: input('{}') },
      { name: 'b', template: 'fail', depends: 'a.Succeeded', arguments: input('{}') },
    ],
    [fail],
  );
  const result = await runText(manifest, { workdir, onEvent: (event) => events.push(event) });
  expect(result.phase).toBe('Failed');
  expect(result.tasks['a']).toMatchObject({ phase: 'Failed', exitCode: 7, attempts: 1 });
  expect(result.tasks['b']).toMatchObject({ phase: 'Omitted', attempts: 0 });
  const log = join(workdir, 'runs', 'wf', 'logs', 'a.log');
  expect(events).toContainEqual(
    expect.objectContaining({ kind: 'ended', path: 'a', phase: 'Failed', log, tail: 'on stdout\non stderr' }),
  );
  expect(await readFile(log, 'utf8')).toBe('on stdout\non stderr\n');
  expect(JSON.parse(await readFile(join(workdir, 'runs', 'wf', 'result.json'), 'utf8'))).toEqual(result);
  // What failed stays to be looked at.
  expect(await readdir(join(workdir, 'runs', 'wf', 'pods'))).toHaveLength(1);
});

test('what succeeded leaves no directories, unless they are asked for', async () => {
  const workdir = await makeTestDirectory();
  await runText(chain('x'), { workdir });
  expect(await readdir(join(workdir, 'runs', 'wf', 'pods'))).toEqual([]);
  await runText(chain('x'), { workdir, keepPods: true, name: 'kept' });
  expect(await readdir(join(workdir, 'runs', 'kept', 'pods'))).toHaveLength(2);
});

test('every attempt of a retried task has its own directory, log and record', async () => {
  const workdir = await makeTestDirectory();
  const script = 'echo attempt; n=$(cat "$1/n" 2>/dev/null || echo 0); echo $((n + 1)) > "$1/n"; test "$n" -ge 2';
  const flaky = launcherTemplate(
    'flaky',
    { args: [script, 'sh', workdir] },
    {
      retryStrategy: { limit: '3', retryPolicy: 'Always', backoff: { duration: '1ms', factor: '2' } },
    },
  );
  const manifest = dagManifest([{ name: 'a', template: 'flaky', arguments: input('{}') }], [flaky]);
  const result = await runText(manifest, { workdir });
  expect(result.tasks['a']).toMatchObject({ phase: 'Succeeded', attempts: 3, exitCode: 0 });
  expect((await readdir(join(workdir, 'runs', 'wf', 'logs'))).sort()).toEqual(['a(1).log', 'a(2).log', 'a.log']);
});

test('a patch of the workflow gives a pod its input', async () => {
  const { env, ...container } = copy['container'] as { readonly env: readonly { readonly name: string }[] };
  const template = { ...copy, container: { ...container, env: env.filter(({ name }) => name !== 'TIPHYS_IN') } };
  const tasks = [{ name: 'a', template: 'copy', arguments: input('{"p":{"text":"x"}}') }];
  const run = async (podSpecPatch: string): Promise<RunResult> => {
    const manifest = dagManifest(tasks, [template]);
    return runText({ ...manifest, spec: { ...(manifest['spec'] as object), podSpecPatch } });
  };
  const variable = '{"name":"TIPHYS_IN","value":{{=toJson(inputs.parameters["in"])}}}';
  const result = await run(`{"containers":[{"name":"other"},{"name":"main","env":[${variable}]}]}`);
  expect(phasesOf(result)).toEqual({ a: 'Succeeded' });
  const bad = await run('{"containers": [');
  expect(bad.tasks['a']).toMatchObject({
    phase: 'Error',
    message: expect.stringContaining('Error applying PodSpecPatch'),
  });
});

test('pods share the volume of a claim template, which is a folder of the run', async () => {
  const workdir = await makeTestDirectory();
  const mounted = (name: string, args: readonly string[]): Record<string, unknown> => {
    const template = launcherTemplate(name, { args });
    const container = template['container'] as { readonly volumeMounts: readonly object[] };
    const volumeMounts = [...container.volumeMounts, { name: 'shared', mountPath: '/mnt/shared' }];
    return { ...template, container: { ...container, volumeMounts } };
  };
  const write = mounted('write', ['echo hello > "$0/file"', '/mnt/shared']);
  const look = mounted('look', ['test "$(cat "$0")" = hello', '/mnt/shared/file']);
  const tasks = [
    { name: 'a', template: 'write', arguments: input('{}') },
    { name: 'b', template: 'look', depends: 'a', arguments: input('{}') },
  ];
  const manifest = dagManifest(tasks, [write, look]);
  const volumeClaimTemplates = [{ metadata: { name: 'shared' }, spec: { accessModes: ['ReadWriteOnce'] } }];
  const spec = { ...(manifest['spec'] as object), volumeClaimTemplates };
  const result = await runText({ ...manifest, spec }, { workdir, keepPods: true });
  expect(phasesOf(result)).toEqual({ a: 'Succeeded', b: 'Succeeded' });
  expect(await readdir(join(workdir, 'runs', 'wf', 'volumes', 'shared'))).toEqual(['file']);
  await runText({ ...manifest, spec }, { workdir, name: 'other' });
  expect(await readdir(join(workdir, 'runs', 'other'))).not.toContain('volumes');
});

test('bad inputs fail the task with a sentence', async () => {
  const manifest = dagManifest([{ name: 'a', template: 'copy', arguments: input('no json') }], [copy]);
  const result = await runText(manifest);
  expect(phasesOf(result)).toEqual({ a: 'Failed' });
  expect(result.tasks['a']?.message).toContain('TIPHYS_IN is not JSON');
});

test('an interruption ends running commands and starts no more', async () => {
  const ready = await makeTestDirectory();
  const script = 'trap "exit 9" TERM; : > "$1/ready"; while :; do sleep 0.05; done';
  const wait = launcherTemplate('wait', { args: [script, 'sh', ready] });
  const manifest = dagManifest(
    [
      { name: 'a', template: 'wait', arguments: input('{}') },
      { name: 'b', template: 'wait', arguments: input('{}') },
      { name: 'c', template: 'wait', depends: 'a.Failed', arguments: input('{}') },
    ],
    [wait],
  );
  const result = await runText(manifest, { maxParallel: 1, signal: abortWhenReady(ready) });
  expect(result.phase).toBe('Failed');
  expect(phasesOf(result)).toEqual({ a: 'Failed', b: 'Failed' });
  expect(result.tasks['a']).toMatchObject({ exitCode: 9 });
  expect(result.tasks['b']?.message).toBe('the run was interrupted');
});
