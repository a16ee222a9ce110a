import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { corpusCases } from './cases.ts';
import { groups } from './corpus-case.ts';
import { observeRun } from './observe-run.ts';

const repository = path.resolve(import.meta.dirname, '../../..');
const corpus = process.env['TIPHYS_CORPUS'] ?? path.join(repository, '../shared/corpus');
const hasCorpus = existsSync(path.join(corpus, 'index.json'));
const python = [process.env['TIPHYS_PYTHON'], 'python3']
  .filter((name) => name !== undefined && name !== '')
  .find((name) => spawnSync(name as string, ['-c', 'import kfp.dsl'], { stdio: 'ignore' }).status === 0);

let workdir = '';
beforeAll(async () => {
  workdir = await mkdtemp(path.join(tmpdir(), 'tiphys-corpus-'));
});
afterAll(async () => {
  await rm(workdir, { recursive: true, force: true });
});

test('at least 25 pipelines, at least two of every group', () => {
  expect(new Set(corpusCases.map(({ file }) => file)).size).toBeGreaterThanOrEqual(25);
  for (const group of groups) {
    expect(corpusCases.filter((one) => one.groups.includes(group)).length, group).toBeGreaterThanOrEqual(2);
  }
});

test.for(corpusCases)('$file, seed $seed, parameters $parameters', { timeout: 120_000 }, async (one, { skip }) => {
  skip(!hasCorpus, 'skipped: no corpus');
  const text = await readFile(path.join(corpus, 'valid', one.file), 'utf8');
  skip(text.includes('kfp.dsl.executor_main') && python === undefined, 'skipped: no python3 with kfp');
  const directory = await mkdtemp(path.join(workdir, 'run-'));
  const run = await observeRun(text, one, directory, python);

  expect(run.phase).toBe(one.phase ?? 'Succeeded');
  expect(run.outputs).toEqual(one.outputs ?? {});
  expect(run.pods).toBe(one.pods);
  for (const [taskPath, expected] of Object.entries(one.tasks)) {
    const task = await run.task(taskPath);
    const { phase = 'Succeeded', ...more } = typeof expected === 'string' ? { prints: [expected] } : expected;
    expect(task.phase, taskPath).toBe(phase);
    if (more.parameters) expect(task.parameters, taskPath).toEqual(more.parameters);
    if (more.artifacts) expect(task.artifacts, taskPath).toEqual(more.artifacts);
    if (more.metadata) expect(task.metadata, taskPath).toEqual(more.metadata);
    if (more.prints)
      expect(
        task.lines.filter((line) => more.prints?.includes(line)),
        taskPath,
      ).toEqual(more.prints);
  }
});
