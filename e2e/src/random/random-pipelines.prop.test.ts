import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { emitManifest, printManifest } from '@tiphys/backend-argo';
import { compilePipeline, deepFreeze } from '@tiphys/compiler';
import type { JsonValue } from '@tiphys/diagnostics';
import { loadPipeline } from '@tiphys/ir';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { observeRun } from '../corpus/observe-run.ts';
import { buildIr } from './build-ir.ts';
import { evaluate } from './evaluate.ts';
import { pipelineDraw } from './pipeline-draw.ts';

let workdir = '';
beforeAll(async () => {
  workdir = await mkdtemp(path.join(tmpdir(), 'tiphys-random-'));
});
afterAll(async () => {
  await rm(workdir, { recursive: true, force: true });
});

/** The manifest of IR, whose pipeline must not be written to. An error, or a failed self-check, throws. */
function compileFrozen(ir: JsonValue): string {
  const { pipeline, diagnostics } = loadPipeline(JSON.stringify(ir), { file: 'pipeline.json' });
  if (pipeline === undefined) throw new Error(JSON.stringify(diagnostics));
  const { plan, diagnostics: found } = compilePipeline(deepFreeze(pipeline));
  expect([...diagnostics, ...found].filter(({ severity }) => severity === 'error')).toEqual([]);
  if (plan === undefined) throw new Error('no plan, and no error');
  const emitted = emitManifest(deepFreeze(plan));
  expect(emitted.diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return printManifest(emitted.manifest ?? expect.fail(), emitted.documents);
}

/** The same data with the keys of its maps in another order. */
function shuffleKeys(value: JsonValue, turn: number): JsonValue {
  if (Array.isArray(value)) return value.map((item: JsonValue) => shuffleKeys(item, turn));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, member]) => [key, shuffleKeys(member, turn)] as const);
  const at = turn % Math.max(1, entries.length);
  const turned = [...entries.slice(at), ...entries.slice(0, at)];
  return Object.fromEntries(turn % 2 === 0 ? turned : turned.reverse());
}

test(
  'every pipeline compiles to what passes the self-checks, the same for every order of keys, out of frozen data',
  { timeout: 180_000 },
  () => {
    fc.assert(
      fc.property(pipelineDraw(3), fc.nat(1000), (draw, turn) => {
        const ir = buildIr(draw);
        expect(compileFrozen(shuffleKeys(ir, turn))).toBe(compileFrozen(ir));
      }),
      { numRuns: 80 },
    );
  },
);

/** Releases that differ in how they substitute; the manifest is the same for all. */
const argoVersions = ['3.5.8', '3.6.10', '3.7.12', '3.7.14', '4.0.2', '4.0.5', '4.0.7', '4.1'];

test('every task and output of a run is what the pipeline means, under every Argo', { timeout: 180_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(pipelineDraw(2), fc.constantFrom(...argoVersions), async (draw, argoVersion) => {
      const ir = buildIr(draw);
      const expected = evaluate(ir, draw.parameters);
      const directory = await mkdtemp(path.join(workdir, 'run-'));
      const run = await observeRun(
        JSON.stringify(ir),
        { parameters: draw.parameters, argoVersion },
        directory,
        undefined,
      );
      expect(run.phase).toBe('Succeeded');
      for (const [task, output] of expected.outputs) {
        expect((await run.task(task)).parameters, task).toEqual({ Output: output });
      }
      for (const task of expected.skipped) expect((await run.task(task)).phase, task).toBe('Skipped');
      expect(run.pods).toBe(expected.outputs.size);
      expect(run.outputs).toEqual({ Output: expected.output });
      await rm(directory, { recursive: true, force: true });
    }),
    { numRuns: 60 },
  );
});
