import type { ArtifactStore } from '@tiphys/storage';
import { openStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { readLineage } from './lineage.ts';
import type { LineageStep } from './lineage.ts';
import { urisOf } from './lineage.ts';
import type { ExecutionRecord, Values } from './records.ts';
import { execution, run } from './testing/records.ts';
import { writeArtifactUse, writeExecution, writeRun } from './writer.ts';

const values = (...names: readonly string[]): Values => ({
  parameters: {},
  artifacts: Object.fromEntries(names.map((name) => [name, [{ name, uri: `mem://s/${name}` }]])),
});

/** Records an attempt as the launcher does. */
async function record(
  store: ArtifactStore,
  index: number,
  id: string,
  [inputs, outputs]: readonly [readonly string[], readonly string[]],
  more: Partial<ExecutionRecord> = {},
): Promise<void> {
  const { uid, name, created } = run(index);
  const made = execution({
    id,
    run: { uid, name },
    path: id,
    state: 'SUCCEEDED',
    inputs: values(...inputs),
    outputs: values(...outputs),
    ...more,
  });
  await writeRun(store, run(index));
  for (const role of ['input', 'output'] as const) {
    for (const uri of urisOf(made, role)) {
      await writeArtifactUse(store, { v: 1, kind: 'artifact', uri, role, run: made.run, execution: id }, created);
    }
  }
  await writeExecution(store, made, 'w');
}

const found = (steps: readonly LineageStep[]): string[] =>
  steps.map(({ distance, execution: { id }, uri }) => `${distance} ${id} by ${uri.slice('mem://s/'.length)}`);

test('an artifact is followed both ways, across runs and cache hits', async () => {
  const store = openStore({ root: 'mem://s' });
  await record(store, 1, 'load', [[], ['raw']]);
  await record(store, 1, 'clean', [['raw'], ['data', 'report']]);
  await record(store, 1, 'train', [['data'], ['model']]);
  await record(store, 2, 'clean-hit', [['raw'], ['data', 'report']], { state: 'CACHED' });
  await record(store, 2, 'train-2', [['data'], ['model-2']]);
  await record(store, 3, 'serve', [['model'], ['model']]);
  await record(store, 3, 'failed', [['model'], []], { state: 'FAILED' });
  await record(store, 3, 'elsewhere', [['other'], ['thing']]);
  const { upstream, downstream, truncated } = await readLineage(store, 'mem://s/data');
  expect(truncated).toBe(false);
  // The newest runs come first.
  expect(found(upstream)).toEqual(['1 clean-hit by data', '1 clean by data', '2 load by raw']);
  expect(found(downstream)).toEqual(['1 train-2 by data', '1 train by data', '2 failed by model', '2 serve by model']);
  expect(found((await readLineage(store, 'mem://s/model')).upstream)).toEqual([
    '1 serve by model',
    '1 train by model',
    '2 clean-hit by data',
    '2 clean by data',
    '3 load by raw',
  ]);
  expect(await readLineage(store, 'mem://s/nothing')).toEqual({
    uri: 'mem://s/nothing',
    upstream: [],
    downstream: [],
    truncated: false,
  });
});

test('a claim that came to nothing is no part of the lineage', async () => {
  const store = openStore({ root: 'mem://s' });
  await record(store, 1, 'make', [[], ['data']]);
  const { uid, name, created } = run(2);
  const claim = { v: 1, kind: 'artifact', uri: 'mem://s/data', role: 'output', run: { uid, name } } as const;
  await writeArtifactUse(store, { ...claim, execution: 'claimed' }, created);
  await record(store, 2, 'claimed', [[], ['own']]);
  expect(found((await readLineage(store, 'mem://s/data')).upstream)).toEqual(['1 make by data']);
});

test('it costs what the lineage is long, not what the store is large', async () => {
  const store = openStore({ root: 'mem://s' });
  await record(store, 1, 'a', [[], ['x']]);
  await record(store, 1, 'b', [['x'], ['y']]);
  for (let index = 2; index < 40; index++) {
    await record(store, index, `other-${index}`, [[`i${index}`], [`o${index}`]]);
  }
  let calls = 0;
  const counting = new Proxy(store, {
    get: (target, name: keyof ArtifactStore) => {
      calls += name === 'root' ? 0 : 1;
      return target[name];
    },
  });
  await readLineage(counting, 'mem://s/y');
  // Each way: a listing per artifact and a read per use; a listing and a read per attempt.
  expect(calls).toBeLessThan(20);
});

test('there is an end to it', async () => {
  const store = openStore({ root: 'mem://s' });
  for (let index = 0; index < 12; index++) {
    await record(store, index, `t${index}`, [[`a${index}`], [`a${index + 1}`]]);
  }
  const { downstream, truncated } = await readLineage(store, 'mem://s/a0', 5);
  expect(found(downstream)).toHaveLength(5);
  expect(truncated).toBe(true);
});
