import { readFile } from 'node:fs/promises';
import { component, pipeline } from '@tiphys/sdk';
import { DiagnosticsError } from '@tiphys/diagnostics';
import { expect, expectTypeOf, test } from 'vitest';
import { RunFailedError } from './run-failed-error.ts';
import { runPipeline } from './run-pipeline.ts';
import { halves } from './testing/halves.ts';

test('a pipeline gives its outputs, and what each task did', async () => {
  const lines: string[] = [];
  const { outputs, tasks } = await runPipeline(
    halves,
    { words: ['i', 'tiphys', 'of', 'Argo'], least: 2 },
    { onLine: (path, text) => lines.push(`${path}: ${text}`) },
  );
  expect(outputs.halves).toEqual([3, 1, 2]);
  expect(await readFile(outputs.report.path, 'utf8')).toBe('i tiphys of Argo');
  expect(tasks['measure']).toMatchObject({ phase: 'Succeeded', cached: false, parameters: { lengths: [6, 2, 4] } });
  expect(lines).toEqual(['measure: 4 words']);
  expectTypeOf(outputs.halves).toEqualTypeOf<readonly number[]>();
});

test('a run that fails is an error that names the task, and has all that happened', async () => {
  const error: unknown = await runPipeline(halves, { words: ['odd'] }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RunFailedError);
  const { message, result } = error as RunFailedError;
  expect(message).toMatch(/^the run of halves ended as Failed\nfor-loop-1\[0\]\/half: /);
  expect(message).toContain('3 is odd');
  expect(result.tasks['measure']).toMatchObject({ phase: 'Succeeded' });
});

test('a pipeline that no cluster could run is refused as tiphys compile refuses it', async () => {
  const lost = component({ name: 'lost', file: '', run: () => undefined });
  const broken = pipeline({
    name: 'broken',
    define(p) {
      p.task(lost, {});
    },
  });
  await expect(runPipeline(broken, {})).rejects.toThrow(DiagnosticsError);
});
