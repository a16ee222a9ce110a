import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { checkCase } from './check-case.ts';
import { featuresOf } from './defect-tests.ts';
import { defects } from './defects.ts';
import { features } from './features.ts';
import { REPOSITORY } from '../find-pipelines.ts';

let workdir = '';
beforeAll(async () => {
  workdir = await mkdtemp(path.join(tmpdir(), 'tiphys-conformance-'));
});
afterAll(async () => {
  await rm(workdir, { recursive: true, force: true });
});

const cases = features.flatMap(({ area, title, cases: list }) =>
  list.map((one) => ({ name: `${area}: ${title}: ${one.title}`, one })),
);

test.for(cases)('$name', { timeout: 60_000 }, async ({ one }) => {
  expect(await checkCase(one, await mkdtemp(path.join(workdir, 'run-')))).toEqual([]);
});

test('every feature has a case, and a title of its own', () => {
  expect(features.filter((feature) => feature.cases.length === 0)).toEqual([]);
  const titles = features.map(({ area, title }) => `${area}: ${title}`);
  expect(titles).toEqual([...new Set(titles)]);
});

test("each defect of KFP's backend is held off by a test that is there", async () => {
  expect(defects.map(({ id }) => id)).toEqual(defects.map((_, index) => `B${String(index + 1)}`));
  expect(defects).toHaveLength(34);
  for (const defect of defects) {
    const { id, tests = [], note } = defect;
    expect(note !== undefined || tests.length + featuresOf(defect, features).length > 0, id).toBe(true);
    for (const [file, title] of tests) expect(await readFile(path.join(REPOSITORY, file), 'utf8')).toContain(title);
  }
});
