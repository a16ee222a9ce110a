import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ExecutionRecord } from '@tiphys/metadata';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

// One store for all: these commands only read.

let directory: string;
let now = 0;
const names: string[] = [];

interface Called {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

async function call(...argv: readonly string[]): Promise<Called> {
  const { PATH = '/usr/bin:/bin' } = process.env;
  const io = createTestIo({ cwd: directory, env: { PATH }, now: () => ++now });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

/** Calls a command that must work, and gives its document. */
async function json<T>(...argv: readonly string[]): Promise<T> {
  const { code, out, err } = await call(...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as T;
}

/** A task `make`, a task `use` that reads its artifact, and one that is never cached and fails for `fail=yes`. */
const pipeline = `
pipelineInfo: {name: records}
schemaVersion: 2.1.0
components:
  comp-make:
    executorLabel: exec-make
    inputDefinitions: {parameters: {n: {parameterType: NUMBER_INTEGER}}}
    outputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
  comp-use:
    executorLabel: exec-use
    inputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
    outputDefinitions: {parameters: {size: {parameterType: NUMBER_INTEGER}}}
  comp-last:
    executorLabel: exec-last
    inputDefinitions: {parameters: {fail: {parameterType: STRING}}}
deploymentSpec:
  executors:
    exec-make:
      container:
        image: i
        command: [sh, -ec, 'echo making; mkdir -p "$(dirname "$1")"; echo "data $0" > "$1"', "{{$.inputs.parameters['n']}}", "{{$.outputs.artifacts['data'].path}}"]
    exec-use:
      container:
        image: i
        command: [sh, -ec, 'mkdir -p "$(dirname "$1")"; wc -c < "$0" > "$1"', "{{$.inputs.artifacts['data'].path}}", "{{$.outputs.parameters['size'].output_file}}"]
    exec-last:
      container:
        image: i
        command: [sh, -ec, 'echo last; if [ "$0" = yes ]; then echo "ValueError: no colour" >&2; exit 3; fi', "{{$.inputs.parameters['fail']}}"]
root:
  inputDefinitions:
    parameters:
      n: {parameterType: NUMBER_INTEGER, defaultValue: 1}
      fail: {parameterType: STRING, defaultValue: 'no'}
  dag:
    tasks:
      make:
        componentRef: {name: comp-make}
        taskInfo: {name: make}
        cachingOptions: {enableCache: true}
        inputs: {parameters: {n: {componentInputParameter: n}}}
      use:
        componentRef: {name: comp-use}
        taskInfo: {name: use}
        cachingOptions: {enableCache: true}
        dependentTasks: [make]
        inputs: {artifacts: {data: {taskOutputArtifact: {producerTask: make, outputArtifactKey: data}}}}
      last:
        componentRef: {name: comp-last}
        taskInfo: {name: last}
        dependentTasks: [use]
        inputs: {parameters: {fail: {componentInputParameter: fail}}}
`;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tiphys-records-'));
  const file = join(directory, 'records.yaml');
  await writeFile(file, pipeline);
  for (const parameters of [[], [], ['-p', 'n=20'], ['-p', 'fail=yes']]) {
    // A clock of their own: which run is the newest must not depend on that of the machine, which may be set back.
    now += 1000;
    const { out, err } = await call('run', file, ...parameters, '--json');
    const { run } = JSON.parse(out || `{"run":${JSON.stringify(err)}}`) as { run: string };
    names.push(run);
  }
});
afterAll(async () => rm(directory, { recursive: true, force: true }));

test('runs lists runs with what became of them', async () => {
  const { code, out, err } = await call('runs');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  const [head = '', ...rows] = out.trim().split('\n');
  expect(head).toMatch(/^RUN +PIPELINE +CREATED +STATE +TASKS +TIME$/);
  const states = new Map(rows.map((row) => [row.split(/ +/)[0], row.split(/ {2,}/).slice(3, 5).join(', ')]));
  expect([names.length, ...names.map((name) => states.get(name))]).toEqual([
    4,
    'succeeded, 3',
    'succeeded, 3 (2 cached)',
    'succeeded, 3',
    'failed, 3 (2 cached)',
  ]);
});

test('runs comes in pages, and by pipeline', async () => {
  interface Page {
    readonly runs: readonly { readonly name: string }[];
    readonly next?: string;
  }
  const first = await json<Page>('runs', '--limit', '3');
  const second = await json<Page>('runs', '-n', '3', '--after', first.next ?? '');
  expect([...first.runs, ...second.runs].map(({ name }) => name).sort()).toEqual([...names].sort());
  expect(second.next).toBeUndefined();
  expect((await call('runs', '-n', '3')).err).toBe(`more: tiphys runs --after ${first.next}\n`);
  expect((await json<Page>('runs', '--pipeline', 'records')).runs).toHaveLength(4);
  expect(await json<Page>('runs', '--pipeline', 'other')).toEqual({ runs: [] });
});

test('runs RUN draws its tasks', async () => {
  const { out } = await call('runs', names[3] ?? '');
  expect(out.split('\n')[0]).toMatch(/^records-\w+ of records, .*: failed$/);
  // A task that took its time shows that before anything else.
  expect(out).toMatch(/✓ make {2}(?:[^,\n]+, )?cached\n/);
  expect(out).toMatch(/✗ last {2}(?:\S.* {2})?The command ended with exit code 3\./);
  const { tree } = await json<{ tree: readonly { path: string; attempts: readonly unknown[] }[] }>(
    'runs',
    names[3] ?? '',
  );
  expect(tree.map(({ path, attempts }) => [path, attempts.length])).toEqual([
    ['make', 1],
    ['use', 1],
    ['last', 1],
  ]);
});

test('an artifact is found by the path that is printed for it', async () => {
  const listed = await call('artifacts', 'latest', 'make');
  const path = /\.tiphys\/store\S+/.exec(listed.out)?.[0] ?? '';
  const byPath = await json('lineage', path);
  expect(byPath).toEqual(await json('lineage', 'latest/make/data'));
});

test('an empty list says of what', async () => {
  expect((await call('runs', '--pipeline', 'nope')).err).toContain('no runs of the pipeline nope in ');
  expect((await call('runs', '--after', 'zzz')).err).toContain('no more runs in ');
});

test('latest is the run that started last', async () => {
  expect((await json<{ name: string }>('runs', 'latest')).name).toBe(names[3]);
});

test('logs prints one log as it is, several with their names, and says what is missing', async () => {
  const [first = '', second = '', , failed = ''] = names;
  expect(await call('logs', first, 'make')).toEqual({ code: 0, out: 'making\n', err: '' });
  expect((await call('logs', first)).out).toBe('==> make <==\nmaking\n==> use <==\n==> last <==\nlast\n');
  expect((await call('logs', failed, 'last')).out).toBe('last\nValueError: no colour\n');
  expect(await json('logs', first, 'make')).toEqual({ logs: [{ task: 'make', attempt: 0, log: 'making\n' }] });
  // The store has them, too, as it has those of a run in a cluster.
  await rm(join(directory, '.tiphys/runs', first), { recursive: true });
  expect(await call('logs', first, 'make')).toEqual({ code: 0, out: 'making\n', err: '' });
  expect(await call('logs', first, 'use')).toEqual({ code: 0, out: '', err: '' });
  const nothing = ['make', 'use'].map(
    (task) => `${task}: taken from the cache, so nothing ran; it ran in ${first}: tiphys logs ${first} '${task}'\n`,
  );
  expect((await call('logs', second)).err).toBe(nothing.join(''));
  await rm(join(directory, '.tiphys/runs', second), { recursive: true });
  expect((await call('logs', second)).err).toBe(nothing.join(''));
  const { attempts } = (await json<{ tree: readonly { attempts: readonly ExecutionRecord[] }[] }>('runs', second))
    .tree[2] ?? { attempts: [] };
  const [last] = attempts;
  const record = join(directory, '.tiphys/store/.tiphys/v1/executions', `${last?.run.uid}/${last?.id}.done.json`);
  // Whatever a record says, it leads to nothing outside of the store.
  await writeFile(record, JSON.stringify({ ...last, log: `file://${directory}/` }));
  const missing = await call('logs', second, 'last');
  expect(missing).toMatchObject({ code: 1, out: '' });
  expect(missing.err).toMatch(/^last: its log is neither in the store nor here; in a cluster: kubectl logs records-/);
});

test('artifacts lists outputs with types, digests and places', async () => {
  const { out } = await call('artifacts', names[0] ?? '');
  expect(out.split('\n').map((row) => row.split(/ {2,}/))).toEqual([
    ['TASK', 'OUTPUT', 'TYPE', 'DIGEST', 'WHERE'],
    ['make', 'data', 'Dataset', expect.stringMatching(/^[0-9a-f]{12}$/), expect.stringMatching(/^\.tiphys\/store\//)],
    [''],
  ]);
  const { artifacts } = await json<{ artifacts: readonly object[] }>('artifacts', names[0] ?? '', 'make');
  expect(artifacts).toMatchObject([
    { task: 'make', output: 'data', name: 'data', type: { schemaTitle: 'system.Dataset' } },
  ]);
});

test('lineage goes both ways and over runs', async () => {
  const [first = '', second = '', third = '', failed = ''] = names;
  const { out } = await call('lineage', `${first}/make/data`);
  expect(out).toContain(`make in ${second}, cached from ${first}`);
  expect(out).toContain(`use in ${failed}, cached from ${first}`);
  expect(out).not.toContain(third);
  const uri = /^\S+/.exec(out)?.[0] ?? '';
  expect((await call('lineage', `file://${directory}/${uri}`)).out).toBe(out);
  const found = await json<{ upstream: readonly unknown[]; downstream: readonly unknown[] }>(
    'lineage',
    `${first}/make/data`,
  );
  expect([found.upstream.length, found.downstream.length]).toEqual([3, 3]);
});

test('compare shows what differs', async () => {
  const [first = '', second = '', third = ''] = names;
  expect(await call('compare', first, second)).toEqual({ code: 0, out: '', err: 'no difference\n' });
  const { out } = await call('compare', first, third);
  const rows = out.split('\n').map((row) => row.split(/ {2,}/));
  expect(rows).toContainEqual(['PARAMETERS', first, third]);
  expect(rows).toContainEqual(['make/n', '1', '20']);
  expect(rows).toContainEqual(['use/size', '7', '8']);
  expect(rows).toContainEqual(['make/data', expect.stringMatching(/^[0-9a-f]{12}$/), expect.any(String)]);
  expect(out).not.toContain('last');
  expect((await call('compare', first, second, '--all')).out).toContain('SUCCEEDED');
  expect(await json('compare', first, third)).toMatchObject({
    runs: [{ name: first }, { name: third }],
    parameters: [
      { name: 'last/fail', values: ['no', 'no'], differs: false },
      { name: 'make/n', values: [1, 20], differs: true },
    ],
  });
});

test('explain --cache says what changed in the key', async () => {
  const [first = '', second = '', third = ''] = names;
  const hit = await call('explain', '--cache', second, 'make');
  expect(hit.out).toMatch(
    /^make: taken from the cache \(execution [0-9a-f-]{36}\)\nresult of 1970-01-01T\S+, in the cache without an end\n$/,
  );
  const { out } = await call('explain', '--cache', third, 'make');
  expect(out).toMatch(
    /^make: it ran: there was no result of this key\. Since records-\w+, one part of the key changed:\n/,
  );
  expect(out).toMatch(/\nparameters\.n +1 +20\n$/);
  const { out: none } = await call('explain', '--cache', first, 'make');
  expect(none).toMatch(
    /^make: it ran: there was no result of this key, and no earlier run of the pipeline has one of this task\nresult of /,
  );
  expect((await call('explain', '--cache', first, 'last')).out).toBe('last: caching was off for it\n');
  expect((await json<{ tasks: readonly unknown[] }>('explain', '--cache', third, 'make')).tasks).toHaveLength(1);
});

test('store gc says what would go, and removes it with --delete', async () => {
  interface Document {
    readonly deleted: boolean;
    readonly runs: number;
    readonly objects: number;
  }
  const gc = ['store', 'gc', '--keep', '1', '--grace', '0s'];
  // Before the first run all of them are still to come, so nothing is quiet.
  now = 0;
  expect(await json<Document>(...gc)).toMatchObject({ deleted: false, runs: 0, objects: 0, doomed: [] });
  expect((await call(...gc)).err).toContain('--grace says how lately');
  now = 1_000_000;
  const dry = await call(...gc);
  expect(dry.out).toMatch(/\nwould remove \d runs?, \d objects? of artifacts \(\d+ B\), \d cache entr(y|ies)\n$/);
  expect(dry.err).toBe('nothing was removed: --delete does it\n');
  const planned = await json<Document>(...gc);
  expect(await json<Document>(...gc, '--delete')).toEqual({ ...planned, deleted: true });
  expect(planned.objects).toBeGreaterThan(0);
  expect(await json<Document>(...gc)).toMatchObject({ objects: 0 });
  // What the last run took from the cache is still there.
  expect(await json('lineage', `${names[3]}/make/data`)).toMatchObject({ truncated: false });
});

test.each([
  [['store', 'gc'], 'store gc needs --older-than or --keep'],
  [['store', 'gc', '--older-than', '3 moons'], 'A number and a unit are needed'],
  [['runs', 'lates'], 'There is no run "lates" in .*\nhint: did you mean latest\\?'],
  [['artifacts', 'nothing-like-it'], 'hint: tiphys runs lists them'],
  [['runs', 'x', '--store', 'nowhere'], 'hint: there are no runs in it'],
  [['runs', 'latest', '--store', 'nowhere'], 'hint: there are no runs in it'],
  [['compare', 'latest'], 'compare needs two runs or more'],
  [['explain', 'x.yaml', '--json'], '--json goes with --cache'],
  [['explain', 'x.yaml', '--store', 's'], '--store goes with --cache'],
  [['logs', 'latest', 'mke'], 'No task "mke" ran in records-.*\nhint: did you mean make\\?'],
  [['lineage', 'latest'], '"latest" is no artifact: write its URI, its path in the store, or RUN/TASK/OUTPUT'],
  [['lineage', 'latest/make/dta'], 'gave no artifact "dta"\nhint: it gave data'],
  [['explain', '--cache', 'latest'], 'explain --cache needs a run and a task'],
  [['explain', 'pipeline.yaml', 'task'], 'a task goes with --cache RUN TASK'],
  [['runs', '--limit', '0'], 'A whole number from 1 on is needed'],
] as const)('%j is explained', async (argv, message) => {
  const { code, out, err } = await call(...argv);
  expect({ code, out }).toEqual({ code: 2, out: '' });
  expect(err).toMatch(new RegExp(message));
});

test('what leads to the next page names the store', async () => {
  const limited = ['runs', '--limit', '1'];
  expect((await call(...limited)).err).toMatch(/^more: tiphys runs --after \S+\n$/);
  const { err } = await call(...limited, '--store', './.tiphys/store');
  expect(err).toMatch(/^more: tiphys runs --after \S+ --store \.\/\.tiphys\/store\n$/);
});
