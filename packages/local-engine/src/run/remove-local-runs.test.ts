import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathExists } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { takeLock } from '../text/process-lock.ts';
import { makeTestDirectory } from '../testing/run-fixture.ts';
import { findLocalRuns } from './find-local-runs.ts';
import { removeLocalRuns } from './remove-local-runs.ts';

async function makeRun(workdir: string, name: string, temporary = '/nowhere'): Promise<string> {
  const directory = join(workdir, 'runs', name);
  await mkdir(directory, { recursive: true });
  const header = { kind: 'run', v: 1, name, uid: name, created: 0, parameters: {}, temporary };
  await writeFile(join(directory, 'journal.jsonl'), `${JSON.stringify(header)}\n`);
  await writeFile(join(directory, 'manifest.yaml'), 'kind: Workflow\n');
  return directory;
}

test('a run that a process is at stays, one whose process is gone goes', async () => {
  const workdir = await makeTestDirectory();
  const busy = await makeRun(workdir, 'busy');
  const dead = await makeRun(workdir, 'dead');
  await takeLock(join(busy, 'lock'));
  await writeFile(join(dead, 'lock'), JSON.stringify({ pid: 2 ** 30, started: '1' }));
  const found = (await findLocalRuns(workdir)).map(({ name, process: pid }) => [name, pid] as const);
  expect(new Map(found)).toEqual(
    new Map([
      ['busy', process.pid],
      ['dead', undefined],
    ]),
  );
  expect(await removeLocalRuns(workdir, ['busy', 'dead', 'never-was'])).toEqual(['dead']);
  expect(await readdir(join(workdir, 'runs'))).toEqual(['busy']);
  expect(await readdir(workdir)).toEqual(['runs']);
});

test('what a killed run left running ends, and a removal that was cut off is finished', async () => {
  const workdir = await makeTestDirectory();
  const temporary = await mkdtemp(join(tmpdir(), 'tiphys-removed-'));
  await makeRun(workdir, 'killed', temporary);
  await mkdir(join(workdir, 'removed/run-1/other'), { recursive: true });
  const child = spawn('sleep', ['600'], { env: { PATH: process.env['PATH'], TMPDIR: join(temporary, '1') } });
  await once(child, 'spawn');
  const ended = once(child, 'exit');
  expect(await removeLocalRuns(workdir, ['killed'])).toEqual(['killed']);
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(await pathExists(temporary)).toBe(false);
  expect(await readdir(workdir)).toEqual(['runs']);
});
