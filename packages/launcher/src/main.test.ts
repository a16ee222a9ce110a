import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { ComponentSpec } from '@tiphys/contract';
import { encodeWire, environmentName, packSpec, printInertJson } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { listExecutions } from '@tiphys/metadata';
import { readTaskEnvironment, runTask } from '@tiphys/runtime';
import { openStore } from '@tiphys/storage';
import { afterEach, beforeEach, expect, test } from 'vitest';

const main = fileURLToPath(new URL('main.ts', import.meta.url));

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tiphys-launcher-'));
});
afterEach(async () => rm(directory, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Starts the launcher from its source, as a process of its own; `onOutput` sees what it printed so far. */
async function launch(
  args: readonly string[],
  env: Record<string, string> = {},
  onOutput?: (stdout: string, kill: (signal: NodeJS.Signals) => void) => void,
): Promise<Ended> {
  const child = spawn(process.execPath, ['--conditions=@tiphys/source', main, ...args], {
    cwd: directory,
    env: { PATH: process.env['PATH'], ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    onOutput?.(stdout, (signal) => child.kill(signal));
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, stdout, stderr })));
}

function environment(spec: Partial<ComponentSpec>, input: JsonValue = {}): Record<string, string> {
  const whole = {
    component: 'c',
    image: 'i',
    command: [],
    args: [],
    inputs: {},
    outputs: {},
    ...spec,
  };
  return {
    [environmentName.spec]: printInertJson(packSpec(whole)),
    [environmentName.input]: encodeWire(input),
    [environmentName.run]: 'v=2&pipeline=p&name=run&uid=uid&created=2026-01-01T00:00:00Z&node=run.main.task&pod=pod',
    [environmentName.store]: JSON.stringify({ root: `file://${directory}/store` }),
    TIPHYS_BASE: join(directory, 'base'),
  };
}

function script(text: string): Partial<ComponentSpec> {
  return { command: ['sh', '-c', text, 'sh'] };
}

const producer: Partial<ComponentSpec> = {
  ...script('echo to stdout; echo to stderr >&2; printf %s "$1" > "$2"; printf data > "$3"; ! env | grep TIPHYS'),
  args: [{ parameter: 'text' }, { outputFile: 'o' }, { outputArtifact: 'a', get: 'path' }],
  inputs: { parameters: { text: { type: 'STRING' } } },
  outputs: { parameters: { o: { type: 'STRING' } }, artifacts: { a: { type: { schemaTitle: 'system.Dataset' } } } },
  publish: { o: 'parameters/o', a: 'artifacts/a' },
};

test('the log is kept in the store, unless the manifest says otherwise', async () => {
  const store = openStore({ root: `file://${directory}/store` });
  const logs = async (): Promise<readonly (string | undefined)[]> =>
    (await listExecutions(store, 'uid')).map(({ log }) => log);
  const talk = environment(script('echo one; echo two >&2'));
  const expected = { code: 0, stdout: 'one\n', stderr: 'two\n' };
  expect(await launch(['run'], { ...talk, [environmentName.log]: 'pod' })).toEqual(expected);
  expect(await logs()).toEqual([undefined]);
  await rm(join(directory, 'store'), { recursive: true });
  expect(await launch(['run'], talk)).toEqual(expected);
  const [log = ''] = await logs();
  expect(Buffer.from(await store.get(`${log}000000.log`)).toString()).toMatch(/^(one\ntwo\n|two\none\n)$/);
});

test('the launcher does in a process what runTask does', async () => {
  const env = environment(producer, { p: { text: '{{x}} "$(Y)"\n' } });
  const ended = await launch(['run'], env);
  expect(ended).toEqual({ code: 0, stdout: 'to stdout\n', stderr: 'to stderr\n' });
  const published = async (base: string): Promise<readonly string[]> =>
    Promise.all(['o', 'a'].map(async (name) => readFile(join(base, 'out', name), 'utf8')));
  const [text, artifact] = await published(join(directory, 'base'));
  expect(text).toBe(String.raw`"\u007b\u007bx}} \"\u0024(Y)\"\n"`);

  const store = openStore({ root: `file://${directory}/other` });
  const task = readTaskEnvironment(env);
  const base = join(directory, 'in-process');
  const sink = new PassThrough().resume();
  const { record } = await runTask({
    task,
    store,
    base,
    localUris: true,
    env: { PATH: process.env['PATH'] },
    stdout: sink,
    stderr: sink,
  });
  expect(record.state).toBe('SUCCEEDED');
  expect((await published(base))[0]).toBe(text);
  expect((await published(base))[1]).toBe(artifact?.replace('/store/', '/other/'));
});

test("the exit code is the task's own, with a sentence on stderr", async () => {
  const ended = await launch(['run'], environment(script('exit 42')));
  expect(ended).toEqual({ code: 42, stdout: '', stderr: 'tiphys: The command ended with exit code 42.\n' });
  const records = await listExecutions(openStore({ root: `file://${directory}/store` }), 'uid');
  expect(records.map(({ state, exitCode }) => ({ state, exitCode }))).toEqual([{ state: 'FAILED', exitCode: 42 }]);
});

test('the last words of a failed command go into its record', async () => {
  const ended = await launch(['run'], environment(script('echo "ValueError: no luck" >&2; exit 1')));
  expect(ended.stderr).toBe('ValueError: no luck\ntiphys: The command ended with exit code 1.\n');
  const [record] = await listExecutions(openStore({ root: `file://${directory}/store` }), 'uid');
  expect(record).toMatchObject({ error: 'The command ended with exit code 1.', errorDetail: 'ValueError: no luck' });
});

test('each TERM reaches the command once, and the command decides what it means', async () => {
  const twice =
    "n=0; trap 'n=$((n+1)); echo got $n; [ $n = 2 ] && exit 5' TERM; echo ready; while :; do sleep 60 & wait; done";
  const ended = await launch(['run'], environment(script(twice)), (stdout, kill) => {
    if (stdout.endsWith('ready\n') || stdout.endsWith('got 1\n')) {
      kill('SIGTERM');
    }
  });
  expect(ended).toEqual({
    code: 5,
    stdout: 'ready\ngot 1\ngot 2\n',
    stderr: 'tiphys: The command ended with exit code 5.\n',
  });
});

test('a command that a signal killed gives 128 + n', async () => {
  const ended = await launch(['run'], environment(script('echo ready; exec sleep 60')), (stdout, kill) => {
    if (stdout === 'ready\n') {
      kill('SIGTERM');
    }
  });
  expect(ended.code).toBe(143);
  expect(ended.stderr).toContain('killed by SIGTERM (exit code 143)');
});

test('a TERM after the command ended does not lose its outputs', async () => {
  // The command's parent is the launcher; the signal arrives while it collects the outputs, or just before its exit.
  const spec = {
    ...script('printf x > "$1"; kill -TERM $PPID'),
    args: [{ outputFile: 'o' }],
    outputs: { parameters: { o: { type: 'STRING' } } },
    publish: { o: 'parameters/o' },
  } satisfies Partial<ComponentSpec>;
  const ignoring = { ...spec, command: ['sh', '-c', `trap '' TERM; ${spec.command?.[2] as string}`, 'sh'] };
  expect((await launch(['run'], environment(ignoring))).code).toBe(0);
  expect(await readFile(join(directory, 'base/out/o'), 'utf8')).toBe('"x"');
});

test('a launcher that was killed leaves nothing in the way of the next one', async () => {
  const spec = {
    ...script(
      'if [ -e "$2" ]; then printf done > "$1"; else printf half > "$1"; echo $$ > "$2"; until ls "$3"/*.started-*; do :; done 2> /dev/null; echo ready; exec sleep 600; fi',
    ),
    args: [{ outputFile: 'o' }, join(directory, 'pid'), join(directory, 'store/.tiphys/v1/executions/uid')],
    outputs: { parameters: { o: { type: 'STRING' } } },
    publish: { o: 'parameters/o' },
  } satisfies Partial<ComponentSpec>;
  const killed = await launch(['run'], environment(spec), (stdout, kill) => {
    if (stdout.endsWith('ready\n')) {
      kill('SIGKILL');
      // In a pod, everything dies with the launcher.
      process.kill(Number(readFileSync(join(directory, 'pid'), 'utf8')), 'SIGKILL');
    }
  });
  expect(killed.code).toBeNull();
  const store = openStore({ root: `file://${directory}/store` });
  expect((await listExecutions(store, 'uid')).map(({ state }) => state)).toEqual(['RUNNING']);
  expect((await launch(['run'], environment(spec))).code).toBe(0);
  expect(await readFile(join(directory, 'base/out/o'), 'utf8')).toBe('"done"');
  expect((await listExecutions(store, 'uid')).map(({ state }) => state)).toEqual(['SUCCEEDED']);
});

test('a store that is not there is an infrastructure error', async () => {
  const env = {
    ...environment(producer, { p: { text: 'x' } }),
    [environmentName.store]: '{"root":"file:///dev/null/store"}',
  };
  const ended = await launch(['run'], env);
  expect(ended.code).toBe(3);
  expect(ended.stderr).toMatch(/The file store failed at \/dev\/null/);
});

test.each([
  [[], 2, /^Usage: launcher run/],
  [['fly'], 2, /There is no command "fly"/],
  [['run', 'x'], 2, /Unexpected argument "x"/],
  [['run'], 1, /TIPHYS_RUN is missing/],
] as const)('%j exits with %d', async (args, code, message) => {
  const ended = await launch(args);
  expect(ended.code).toBe(code);
  expect(ended.stderr).toMatch(message);
  expect(ended.stderr).not.toContain('    at ');
});

test('--version and --help go to stdout', async () => {
  const manifest = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  expect(await launch(['--version'])).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  expect((await launch(['--help'])).stdout).toMatch(/^Usage: launcher run/);
});

test('starts without what only some tasks need of Node, which would take as long as the rest of it', async () => {
  const list = "process.on('exit',()=>process.stderr.write(process.moduleLoadList.join()))";
  const { stderr } = await launch(['--version'], { NODE_OPTIONS: `--import=data:text/javascript,${list}` });
  const loaded = stderr.split(',');
  expect(loaded).toContain('NativeModule net');
  expect(loaded).not.toContain('NativeModule tls');
  expect(loaded).not.toContain('NativeModule https');
});
