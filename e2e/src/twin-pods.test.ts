import { join } from 'node:path';
import type { ComponentSpec } from '@tiphys/contract';
import type { ArtifactValue } from '@tiphys/contract';
import { readTaskEnvironment, runTask } from '@tiphys/runtime';
import type { TaskResult } from '@tiphys/runtime';
import type { ArtifactStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import {
  component,
  contractEnvironment,
  textSink,
  withDirectory,
} from '../../packages/runtime/src/testing/task-fixture.ts';
import type { ObjectDriver } from '../../packages/storage/src/driver.ts';
import { createMemoryDriver } from '../../packages/storage/src/memory-driver.ts';
import { createObjectStore } from '../../packages/storage/src/object-store.ts';
import { readTree } from '../../packages/storage/src/testing/local-tree.ts';

/** Writes a directory in which every file says who wrote it, and two parameters, one of them too long to travel. */
const script = `
  mkdir -p "$1/sub"
  for file in same sub/same "only-$WHO" "sub/only-$WHO"; do printf %s "$WHO" > "$1/$file"; done
  printf %s "$WHO" > "$2"
  printf "$WHO%.0s" $(seq 60000) > "$3"
`;
const task: ComponentSpec = component({
  command: [
    'sh',
    '-ec',
    script,
    'sh',
    { outputArtifact: 'tree', get: 'path' },
    { outputFile: 'who' },
    { outputFile: 'long' },
  ],
  outputs: {
    artifacts: { tree: { type: { schemaTitle: 'system.Dataset' } } },
    parameters: { who: { type: 'STRING' }, long: { type: 'STRING' } },
  },
  publish: { tree: 'artifacts/tree', who: 'parameters/who', long: 'parameters/long' },
});

/** A driver that asks `gate` before each of its operations. */
function gated(driver: ObjectDriver, gate: () => Promise<void>): ObjectDriver {
  const after =
    <Arguments extends readonly unknown[], Answer>(run: (...given: Arguments) => Promise<Answer>) =>
    async (...given: Arguments): Promise<Answer> => {
      await gate();
      return run(...given);
    };
  return {
    parallel: driver.parallel,
    get: after(driver.get),
    put: after(driver.put),
    head: after(driver.head),
    delete: after(driver.delete),
    putFile: after(driver.putFile),
    getFile: after(driver.getFile),
    async *list(prefix, options) {
      await gate();
      yield* driver.list(prefix, options);
    },
  };
}

/** Runs the task as a pod of the one attempt that this test knows. */
async function pod(store: ArtifactStore, who: string, base: string): Promise<TaskResult> {
  const { stream } = textSink();
  const environment = contractEnvironment(task, { c: true }, { uid: 'uid' });
  return runTask({
    task: readTaskEnvironment(environment),
    store,
    base: join(base, who),
    workdir: base,
    localUris: true,
    env: { PATH: process.env['PATH'], WHO: who },
    stdout: stream,
    stderr: stream,
    warn: () => undefined,
  });
}

/** What a pod announced is there, and all of it is of one writer; gives that one. */
async function writerOf(store: ArtifactStore, result: TaskResult, base: string): Promise<string> {
  expect(result.phase).toBe('Succeeded');
  const { parameters, artifacts } = result.record.outputs ?? { parameters: {}, artifacts: {} };
  const who = String(parameters['who']);
  const [tree] = artifacts['tree'] as readonly [ArtifactValue];
  const local = join(base, 'read');
  await store.downloadTree(tree.uri, local, { digest: tree.digest ?? 'none' });
  expect(await readTree(local)).toEqual({
    same: who,
    'sub/same': who,
    [`only-${who}`]: who,
    [`sub/only-${who}`]: who,
  });
  return who;
}

/** Runs pod A up to one operation of the store, pod B as a whole, and then the rest of A. `false` when A has not so many. */
async function interleave(stop: number): Promise<boolean> {
  let isStopped = false;
  await withDirectory(async (base) => {
    const driver = createMemoryDriver();
    const clean = createObjectStore(driver, 'mem://s/root');
    let operations = 0;
    let reached = (): void => undefined;
    let release = (): void => undefined;
    const stopped = new Promise<void>((resolve) => (reached = resolve));
    const released = new Promise<void>((resolve) => (release = resolve));
    const gate = async (): Promise<void> => {
      operations += 1;
      if (operations < stop) return;
      reached();
      // Like a process that is frozen: nothing that comes later gets through either.
      await released;
    };
    const a = pod(createObjectStore(gated(driver, gate), 'mem://s/root'), 'A', base);
    isStopped = await Promise.race([stopped.then(() => true), a.then(() => false)]);
    const b = await pod(clean, 'B', base);
    const winner = await writerOf(clean, b, base);
    release();
    const late = await a;
    // Both announce the same, and what B announced is as it was.
    expect(await writerOf(clean, late, base)).toBe(winner);
    expect(await writerOf(clean, b, base)).toBe(winner);
    expect(late.record.outputs).toEqual(b.record.outputs);
  });
  return isStopped;
}

test('two pods of one attempt never mix what they write, wherever the first is stopped, killed or slow', async () => {
  let stop = 1;
  while (await interleave(stop)) stop += 1;
  // The attempt has a claim, a record at its start and at its end, the files of the directory, a long value and a cache entry.
  expect(stop).toBeGreaterThan(15);
}, 120_000);
