import { spawn } from 'node:child_process';
import { mkdtemp, mkdir, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileToText } from '@tiphys/backend-argo';
import { runManifest } from '@tiphys/local-engine';
import type { RunResult } from '@tiphys/local-engine';
import { openStore } from '@tiphys/storage';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { observed, sorted } from '../kfp-local/expected.ts';
import type { Expected } from '../kfp-local/expected.ts';
import { runOwn } from '../kfp-local/run-own.ts';
import { mustRun } from '../run-process.ts';
import { closePodman, openPodman } from './open-podman.ts';
import type { Podman } from './open-podman.ts';

const python = process.env['TIPHYS_PYTHON'] ?? '';
const folder = await mkdtemp(path.join(tmpdir(), 'tiphys-containers-'));
const opened =
  process.env['TIPHYS_TEST_PODMAN'] !== '1'
    ? 'no TIPHYS_TEST_PODMAN'
    : python === ''
      ? 'no python3 with kfp'
      : await openPodman(path.join(folder, 'podman'));
if (typeof opened === 'string') {
  process.stderr.write(`skipped: ${opened}\n`);
  await closePodman(opened, folder);
}
const containers = test.skipIf(typeof opened === 'string');
const podman = opened as Podman;
const pipelines = path.join(folder, 'pipelines');

beforeAll(async () => {
  if (typeof opened === 'string') return;
  await mkdir(pipelines);
  await mustRun(python, [path.join(import.meta.dirname, 'pipelines.py'), pipelines]);
}, 60_000);
afterAll(async () => {
  await closePodman(opened, folder);
}, 60_000);

let workdir: string;
beforeEach(async () => {
  workdir = await mkdtemp(path.join(folder, 'run-'));
});

async function run(pipeline: string, env: Readonly<Record<string, string>> = {}): Promise<RunResult> {
  return runManifest(compileToText(await readFile(path.join(pipelines, `${pipeline}.yaml`), 'utf8')), {
    store: openStore({ root: `file://${workdir}/store` }),
    workdir,
    executor: 'podman',
    env: { ...process.env, ...podman.env, ...env },
  });
}

containers('random pipelines of the SDK come to what they come to as processes', { timeout: 600_000 }, async () => {
  const script = path.join(import.meta.dirname, '../kfp-local/random-pipelines.py');
  const seeds = ['1', '2', '3', '4', '5', '6'];
  await mustRun(python, [script, workdir, '8', ...seeds]);
  for (const id of seeds) {
    const ir = path.join(workdir, `${id}.yaml`);
    const job = { id, ir, arguments: {}, artifacts: {}, seed: 0 };
    const env = { ...process.env, ...podman.env };
    const own = await runOwn(job, python, path.join(workdir, id), { executor: 'podman', maxParallel: 2, env });
    const expected = JSON.parse(await readFile(path.join(workdir, `${id}.json`), 'utf8')) as Expected;
    expect({ id, ...observed(own) }).toEqual({
      id,
      outputs: expected.outputs,
      executions: sorted(expected.executions),
    });
  }
});

containers(
  'a task has the folder and the variables of its image, and is the caller',
  { timeout: 120_000 },
  async () => {
    const machine = { CHOSEN: 'as on this machine', ONLY_HERE: 'and not in containers' };
    const { phase, tasks } = await run('images', machine);
    expect(phase).toBe('Succeeded');
    expect(tasks['who']?.parameters['Output']).toEqual({
      folder: '/app',
      user: 0,
      main: '42\n',
      GREETING: 'hello',
      CHOSEN: 'as on this machine',
      ONLY_HERE: null,
    });
    expect(tasks['read']?.parameters['Output']).toBe('Adawork');
    expect(await left()).toEqual([]);
  },
);

containers(
  'a component fails with its traceback, and an image that is nowhere by its name',
  { timeout: 120_000 },
  async () => {
    const { phase, tasks } = await run('failures');
    expect(phase).toBe('Failed');
    expect(tasks['exit-handler-1/absent']?.message).toContain(
      'The image localhost/tiphys/absent:1 is not on this machine',
    );
    const told = tasks['report']?.parameters['Output'];
    expect(told).toMatch(/^FAILED fail: The command ended with exit code 1\./);
    expect(told).toContain('ValueError: bad: boom');
    expect(await left()).toEqual([]);
  },
);

containers('the first Ctrl-C ends a container that listens, and it is gone', { timeout: 120_000 }, async () => {
  const command = start('run', path.join(pipelines, 'waiting.yaml'), '--executor', 'podman', '-v');
  await command.said('going');
  command.kill('SIGINT');
  expect(await command.ended).toBe(130);
  expect(await left()).toEqual([]);
  expect(command.text()).toContain('exit code 143');
});

containers('the second Ctrl-C ends a container that does not listen', { timeout: 120_000 }, async () => {
  const command = start('run', path.join(pipelines, 'stubborn-pipeline.yaml'), '--executor', 'podman', '-v');
  await command.said('going');
  command.kill('SIGINT');
  await command.said('once more ends everything');
  command.kill('SIGINT');
  expect(await command.ended).toBe(130);
  await expect.poll(left, { timeout: 60_000 }).toEqual([]);
});

containers(
  'a run that was killed ends its containers when it goes on, in containers again',
  { timeout: 120_000 },
  async () => {
    const command = start('run', path.join(pipelines, 'stubborn-pipeline.yaml'), '--executor', 'podman', '-v');
    await command.said('going');
    const [before] = await left();
    command.kill('SIGKILL');
    await command.ended;
    expect(await left()).toEqual([before]);
    const again = start('run', '--resume', 'latest', '-v');
    await again.said('going');
    const now = await left();
    expect(now).toHaveLength(1);
    expect(now).not.toContain(before);
    again.kill('SIGINT');
    await again.said('once more ends everything');
    again.kill('SIGINT');
    await again.ended;
    await expect.poll(left, { timeout: 60_000 }).toEqual([]);
  },
);

/** The containers that are there. */
async function left(): Promise<readonly string[]> {
  return (await podman.call('ps', '--all', '--quiet')).split('\n').filter((id) => id !== '');
}

interface Started {
  readonly kill: (signal: NodeJS.Signals) => void;
  /** Resolves when it has said that. */
  readonly said: (text: string) => Promise<void>;
  /** All that it has said. */
  readonly text: () => string;
  /** Its exit code; undefined after a signal. */
  readonly ended: Promise<number | undefined>;
}

/** `tiphys`, in a process of its own. */
function start(...args: readonly string[]): Started {
  const main = path.join(import.meta.dirname, '../../../packages/cli/src/main.ts');
  const child = spawn(process.execPath, ['--conditions=@tiphys/source', main, ...args], {
    cwd: workdir,
    env: { ...process.env, ...podman.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let all = '';
  const ended = new Promise<number | undefined>((resolve) => {
    child.once('close', (code) => {
      resolve(code ?? undefined);
    });
  });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (all += String(chunk)));
  const said = (text: string): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (all.includes(text)) resolve();
      };
      child.stderr.on('data', look);
      child.once('close', () => {
        reject(new Error(`tiphys ended before it said "${text}": ${all}`));
      });
      look();
    });
  return { kill: (signal) => child.kill(signal), said, text: () => all, ended };
}
