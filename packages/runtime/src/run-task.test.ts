import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactValue, WireArtifact } from '@tiphys/contract';
import { decodeWire, isSpilled } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { listExecutions, listRuns, readRun } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { readTaskEnvironment } from './read-task-environment.ts';
import { component, contractEnvironment, shell, withBed } from './testing/task-fixture.ts';

const echo = shell('printf %s "$1" > "$2"', [{ parameter: 'text' }, { outputFile: 'Output' }], {
  inputs: { parameters: { text: { type: 'STRING' } } },
  outputs: { parameters: { Output: { type: 'STRING' } } },
  publish: { Output: 'parameters/Output' },
});

const tricky: readonly (readonly [string, string])[] = [
  ['quotes', `he said "it's" \`x\``],
  ['newlines', 'a\nb\r\n\tc\n'],
  ['an Argo tag', '{{workflow.name}}'],
  ['an Argo expression', '{{=1+1}}'],
  ['a variable', '$(HOME) $HOME $$ $(X)'],
  ['a placeholder', "{{$.inputs.parameters['text']}} {{$}}"],
  ['unicode', 'Grüße 日本 🇬🇧 \u{10ffff} \u007f \u0001'],
  ['the empty text', ''],
  ['what looks like a reference', '{"tiphys:ref":{"uri":"x","digest":"y"}}'],
  ['100 KB', 'x{{y}}$(Z)"\n'.repeat(10_000)],
];

test.each(tricky)('%s goes through two tasks unchanged', async (_name, text) => {
  await withBed(async (bed) => {
    const first = await bed.run(echo, { p: { text } });
    expect(first.result).toMatchObject({ exitCode: 0, phase: 'Succeeded', cached: false });
    const wire = await first.published('Output');
    expect(isSpilled(wire)).toBe(text.length > 48 * 1024);
    const second = await bed.run(echo, { p: { text: wire } }, { context: { node: 'run-1.main.second' } });
    expect(second.result.record.outputs?.parameters['Output']).toBe(text);
  });
});

test('a program for the Node of the launcher runs with that one, whatever the path says', async () => {
  await withBed(async (bed) => {
    const code = "require('node:fs').writeFileSync(process.argv[1], process.execPath)";
    const program = component({
      command: ['node', '-e', code, { outputFile: 'Output' }],
      node: true,
      outputs: { parameters: { Output: { type: 'STRING' } } },
    });
    const ran = await bed.run(program, {}, { env: { PATH: '/nowhere' } });
    expect(ran.result.record.outputs?.parameters['Output']).toBe(process.execPath);
  });
});

test('published texts are inert', async () => {
  await withBed(async (bed) => {
    const ran = await bed.run(echo, { p: { text: '{{x}} $(Y) é' } });
    expect(await ran.publishedText('Output')).toBe(String.raw`"\u007b\u007bx}} \u0024(Y) \u00e9"`);
  });
});

test('artifacts go from task to task with metadata and digest', async () => {
  await withBed(async (bed) => {
    const make = shell(
      'mkdir -p "$1/sub/empty"; printf hello > "$1/sub/a.txt"',
      [{ outputArtifact: 'model', get: 'path' }],
      {
        outputs: {
          artifacts: {
            model: { type: { schemaTitle: 'system.Model', schemaVersion: '0.0.1' }, metadata: { a: [1, true] } },
          },
        },
        publish: { model: 'artifacts/model' },
      },
    );
    const made = await bed.run(make);
    const list = (await made.published('model')) as unknown as readonly WireArtifact[];
    expect(list).toEqual([
      {
        name: 'model',
        uri: `${bed.store.root}/pipe/run-1/task/${made.result.record.id}/model`,
        type: 'system.Model@0.0.1',
        metadata: { a: [1, true] },
        digest: expect.stringMatching(/^sha256:[0-9a-f]{64}$/) as string,
      },
    ]);
    const use = shell('cat "$1/sub/a.txt"; ls "$1/sub"', [{ inputArtifact: 'in', get: 'path' }], {
      inputs: { artifacts: { in: { type: {} } } },
    });
    const used = await bed.run(
      use,
      { a: { in: list as unknown as JsonValue } },
      { context: { node: 'run-1.main.use' } },
    );
    expect(used.stdout).toBe('helloa.txt\nempty\n');
    const type = { schemaTitle: 'system.Model', schemaVersion: '0.0.1' };
    expect(used.result.record.inputs?.artifacts['in']?.[0]?.type).toEqual(type);
    expect(used.result.phase).toBe('Succeeded');
    expect(bed.warnings).toEqual([]);
  });
});

test('what the store gives with a digest comes back to it, through a task that passes the artifact on too', async () => {
  await withBed(async (bed) => {
    const asked: unknown[] = [];
    const store: ArtifactStore = {
      ...bed.store,
      uploadTree: async (...args) => ({ ...(await bed.store.uploadTree(...args)), stamp: 'a stamp' }),
      downloadTree: async (uri, path, options) => {
        asked.push(options);
        return bed.store.downloadTree(uri, path, options);
      },
    };
    const outputs = { artifacts: { model: { type: {} } } };
    const publish = { model: 'artifacts/model' };
    const made = await bed.run(
      shell('printf hello > "$1"', [{ outputArtifact: 'model', get: 'path' }], { outputs, publish }),
      {},
      { store },
    );
    const pass = shell(
      `printf '{"artifacts": {"model": {"artifacts": [{"uri": "%s"}]}}}' "$1" > "$2"`,
      [{ inputArtifact: 'in', get: 'uri' }, { outputMetadataFile: true }],
      { inputs: { artifacts: { in: { type: {} } } }, outputs, publish },
    );
    const model = await made.published('model');
    const passed = await bed.run(pass, { a: { in: model } }, { store, context: { node: 'run-1.main.pass' } });
    expect(passed.result.message).toBeUndefined();
    expect(await passed.published('model')).toEqual(model);
    expect(asked).toEqual([{ digest: expect.stringMatching(/^sha256:/) as string, stamp: 'a stamp' }]);
  });
});

test('an artifact that changed in the store fails the task that reads it', async () => {
  await withBed(async (bed) => {
    const uri = `${bed.store.root}/pipe/x/data`;
    await bed.store.put(uri, 'changed');
    const use = shell('cat "$1"', [{ inputArtifact: 'in', get: 'path' }], {
      inputs: { artifacts: { in: { type: {} } } },
    });
    const ran = await bed.run(use, { a: { in: [{ name: 'd', uri, digest: `sha256:${'0'.repeat(64)}` }] } });
    expect(ran.result).toMatchObject({ phase: 'Error', exitCode: 3 });
    expect(ran.result.message).toContain('is not what its producer stored');
    expect(ran.stdout).toBe('');
  });
});

test('records tell what happened', async () => {
  await withBed(async (bed) => {
    await bed.run(echo, { p: { text: 'a' } }, { context: { node: 'run-1.main.loop.each(3:x).first' } });
    await bed.run(shell('exit 7', []), {}, { context: { node: 'run-1.main.second(1)', attempt: '1' } });
    expect((await listRuns(bed.store)).runs).toEqual([
      { v: 1, kind: 'run', uid: 'uid-1', name: 'run-1', pipeline: 'pipe', created: '2026-01-02T03:04:05Z' },
    ]);
    expect((await readRun(bed.store, 'run-1'))?.uid).toBe('uid-1');
    const records = await listExecutions(bed.store, 'uid-1');
    expect(
      records.map(({ path, state, exitCode, attempt, error }) => ({ path, state, exitCode, attempt, error })),
    ).toEqual([
      { path: 'loop[3]/first', state: 'SUCCEEDED', exitCode: 0, attempt: 0, error: undefined },
      { path: 'second', state: 'FAILED', exitCode: 7, attempt: 1, error: 'The command ended with exit code 7.' },
    ]);
    expect(records[0]?.inputs?.parameters).toEqual({ text: 'a' });
    expect(records[0]?.outputs?.parameters).toEqual({ Output: 'a' });
  });
});

test('a pod that is created again takes over a success and repeats a failure', async () => {
  await withBed(async (bed) => {
    const log = join(bed.directory, 'log');
    const spec = shell(`echo run >> "$1"; [ -e "$1.ok" ] && printf done > "$2"`, [log, { outputFile: 'Output' }], {
      outputs: { parameters: { Output: { type: 'STRING' } } },
      publish: { Output: 'parameters/Output' },
    });
    expect((await bed.run(spec)).result.phase).toBe('Failed');
    await writeFile(`${log}.ok`, '');
    expect((await bed.run(spec)).result.phase).toBe('Succeeded');
    const third = await bed.run(spec);
    expect(third.result).toMatchObject({ phase: 'Succeeded', cached: false });
    expect(await third.published('Output')).toBe('done');
    expect(await readFile(log, 'utf8')).toBe('run\nrun\n');
  });
});

test('the cache gives the outputs of an equal task of another run, as long as they exist', async () => {
  await withBed(async (bed) => {
    const log = join(bed.directory, 'log');
    const spec = shell(
      'echo run >> "$1"; printf x > "$2"; printf 9007199254740993 > "$3"',
      [log, { outputArtifact: 'data', get: 'path' }, { outputFile: 'n' }],
      {
        inputs: { parameters: { p: { type: 'NUMBER_INTEGER' } } },
        outputs: { parameters: { n: { type: 'NUMBER_INTEGER' } }, artifacts: { data: { type: {} } } },
        publish: { n: 'parameters/n', data: 'artifacts/data' },
      },
    );
    const first = await bed.run(spec, { p: { p: 1 }, c: true });
    const second = await bed.run(
      spec,
      { p: { p: 1 }, c: true },
      { context: { name: 'run-2', uid: 'uid-2', node: 'run-2.main.b' } },
    );
    expect(second.result).toMatchObject({
      cached: true,
      phase: 'Succeeded',
      record: { state: 'CACHED', cachedFrom: { run: 'uid-1', execution: first.result.record.id } },
    });
    expect(await second.published('n')).toBe(9007199254740993n);
    expect(await second.published('data')).toEqual(await first.published('data'));
    const other = await bed.run(spec, { p: { p: 2 }, c: true }, { context: { uid: 'uid-3' } });
    expect(other.result.cached).toBe(false);
    const uncached = await bed.run(spec, { p: { p: 1 } }, { context: { uid: 'uid-4' } });
    expect(uncached.result.cached).toBe(false);
    await bed.store.delete(((await first.published('data')) as unknown as ArtifactValue[])[0]?.uri ?? '');
    const lost = await bed.run(spec, { p: { p: 1 }, c: true }, { context: { uid: 'uid-5' } });
    expect(lost.result).toMatchObject({ cached: false, phase: 'Succeeded' });
    expect((await readFile(log, 'utf8')).split('\n').length - 1).toBe(4);
  });
});

test('user code finds its environment as it was', async () => {
  await withBed(async (bed) => {
    const spec = shell('env', [], {
      env: { ADDED: { concat: ['<', { parameter: 'p' }, '>'] } },
      inputs: { parameters: { p: { type: 'STRING' } } },
    });
    const ran = await bed.run(
      spec,
      { p: { p: 'a b' } },
      { env: { PATH: process.env['PATH'], TIPHYS_SECRET_KEY: 's3cret', NODE_OPTIONS: '--x', E: '' } },
    );
    const names = ran.stdout
      .split('\n')
      .filter((line) => !/^(PWD|SHLVL|_|OLDPWD)=/.test(line))
      .filter(Boolean)
      .sort();
    expect(names).toEqual(['ADDED=<a b>', 'E=', 'NODE_OPTIONS=--x', `PATH=${process.env['PATH']}`]);
  });
});

test('a large list travels by reference and counts its elements', async () => {
  await withBed(async (bed) => {
    const spec = shell('seq -s, 1 20000 | sed "s/.*/[&]/" > "$1"', [{ outputFile: 'list' }], {
      outputs: { parameters: { list: { type: 'LIST' } } },
      publish: { list: 'parameters/list' },
    });
    const ran = await bed.run(spec);
    const value = await ran.published('list');
    expect(isSpilled(value) && value['tiphys:ref'].length).toBe(20_000);
    const sum = shell('printf %s "$1" | wc -c', [{ parameter: 'in' }], {
      inputs: { parameters: { in: { type: 'LIST' } } },
    });
    const summed = await bed.run(sum, { p: { in: [0, value] } }, { context: { node: 'run-1.main.sum' } });
    expect(summed.result.record.inputs?.parameters['in']).toEqual([
      0,
      Array.from({ length: 20_000 }, (_, index) => index + 1),
    ]);
  });
});

test('a task needs a command', async () => {
  await withBed(async (bed) => {
    const ran = await bed.run(component({ args: ['x'] }));
    expect(ran.result).toMatchObject({ phase: 'Failed', exitCode: 1 });
    expect(ran.result.message).toContain('has no command');
  });
});

test('trouble with records does not fail a task, trouble with outputs does', async () => {
  await withBed(async (bed) => {
    await mkdir(join(bed.directory, 'store'), { recursive: true });
    await writeFile(join(bed.directory, 'store/.tiphys'), 'not a directory');
    const fine = await bed.run(echo, { p: { text: 'x' }, c: true });
    expect(fine.result.phase).toBe('Succeeded');
    expect(bed.warnings.length).toBeGreaterThan(0);
    await writeFile(join(bed.directory, 'store/pipe'), 'not a directory');
    const make = shell('printf x > "$1"', [{ outputArtifact: 'a', get: 'path' }], {
      outputs: { artifacts: { a: { type: {} } } },
    });
    const lost = await bed.run(make, {}, { context: { uid: 'uid-2' } });
    expect(lost.result.phase).toBe('Error');
  });
});

test('what the command writes is kept in the store and passed on apart', async () => {
  await withBed(async (bed) => {
    const talk = shell('echo one; echo two >&2; exit "$1"', [{ parameter: 'code' }], {
      inputs: { parameters: { code: { type: 'STRING' } } },
    });
    const good = await bed.run(talk, { p: { code: '0' } });
    expect([good.stdout, good.stderr]).toEqual(['one\n', 'two\n']);
    const { log = '' } = good.result.record;
    expect(log).toMatch(
      new RegExp(`^${bed.store.root}/pipe/run-1/task/${good.result.record.id}/\\.tiphys/executor-logs/\\w+/$`),
    );
    expect(Buffer.from(await bed.store.get(`${log}000000.log`)).toString()).toMatch(/^(one\ntwo\n|two\none\n)$/);
    const bad = await bed.run(talk, { p: { code: '4' } }, { context: { node: 'run-1.main.bad' } });
    expect(bad.result).toMatchObject({ exitCode: 4, record: { log: expect.any(String) as string } });
    expect(await bed.store.head(`${bad.result.record.log}000000.log`)).toBeDefined();
  });
});

test('the log of a pod can be read while it runs, and is not that of another pod of the same attempt', async () => {
  await withBed(async (bed) => {
    const fifo = join(bed.directory, 'fifo');
    const talk = component({ command: ['sh', '-ec', 'mkfifo "$0"; cat "$0"', fifo] });
    const abort = new AbortController();
    const first = bed.run(talk, {}, { abort: abort.signal });
    let running: readonly string[] = [];
    while (running.length === 0) {
      running = (await listExecutions(bed.store, 'uid-1')).flatMap(({ state, log }) =>
        state === 'RUNNING' ? [log ?? ''] : [],
      );
      await new Promise(setImmediate);
    }
    expect(running[0]).toMatch(/executor-logs\/\w+\/$/);
    // What is ended before its command began has no log.
    while (!existsSync(fifo)) await new Promise(setImmediate);
    abort.abort();
    expect((await first).result.record.log).toBe(running[0]);
    const second = await bed.run(shell('true', []));
    expect(second.result.record.log).not.toBe(running[0]);
  });
});

test('trouble with the log is a warning', async () => {
  await withBed(async (bed) => {
    const store = {
      ...bed.store,
      put: async (uri: string, bytes: Uint8Array | string) =>
        uri.endsWith('.log') ? Promise.reject(new Error('disk full')) : bed.store.put(uri, bytes),
    };
    const { result } = await bed.run(shell('echo x', []), {}, { store });
    expect(result).toMatchObject({ exitCode: 0, phase: 'Succeeded' });
    expect(result.record).not.toHaveProperty('log');
    expect(bed.warnings).toEqual(['The log could not be kept: disk full']);
  });
});

test('a manifest may ask to keep no logs', async () => {
  await withBed(async (bed) => {
    const read = readTaskEnvironment({ ...contractEnvironment(shell('echo x', []), {}), TIPHYS_LOG: 'pod' });
    const { result, stdout } = await bed.run(shell('true', []), {}, { task: read });
    expect([result.phase, stdout]).toEqual(['Succeeded', 'x\n']);
    expect(result.record).not.toHaveProperty('log');
    expect(await bed.store.exists(`${bed.store.root}/pipe`)).toBe(false);
  });
});

test('an iteration of a loop publishes its wire texts as JSON strings, and a large one as a reference in one', async () => {
  await withBed(async (bed) => {
    const spec = shell(
      'printf "%s" "$3" > "$1"; head -c 60000 /dev/zero | tr "\\0" x > "$2"',
      [{ outputFile: 'o' }, { outputFile: 'p' }, '{"a":"$x"}'],
      {
        outputs: { parameters: { o: { type: 'STRUCT' }, p: { type: 'STRING' } } },
        publish: { o: 'parameters/o', p: 'parameters/p' },
      },
    );
    const { published, result } = await bed.run(spec, {}, { context: { node: 'run-1.main.loop.each--task(2:2)' } });
    expect(result.record.path).toBe('loop[2]/task');
    expect(await published('o')).toBe('{"a":"\\u0024x"}');
    expect(decodeWire((await published('p')) as string)).toMatchObject({
      'tiphys:ref': { digest: expect.any(String) as string },
    });
  });
});
