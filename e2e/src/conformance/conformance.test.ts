import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { observeRun } from '../corpus/observe-run.ts';
import { compileText } from './compile-text.ts';
import { features } from './features.ts';

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
  if ('refused' in one) {
    const errors = compileText(one.ir).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map(({ code }) => code)).toEqual(one.refused);
    return;
  }
  const run = await observeRun(one.ir, one, await mkdtemp(path.join(workdir, 'run-')), undefined);
  expect({ phase: run.phase, outputs: run.outputs }).toEqual({
    phase: one.phase ?? 'Succeeded',
    outputs: one.outputs ?? {},
  });
  for (const [taskPath, expected] of Object.entries(one.tasks ?? {})) {
    const task = await run.task(taskPath);
    expect(task.phase, taskPath).toBe(expected.phase ?? 'Succeeded');
    for (const [name, value] of Object.entries(expected.parameters ?? {})) {
      const found = task.parameters[name];
      if (value instanceof RegExp) expect(found, taskPath).toMatch(value);
      else expect(found, taskPath).toEqual(value);
    }
    if (expected.message !== undefined) expect(task.message, taskPath).toContain(expected.message);
  }
});
