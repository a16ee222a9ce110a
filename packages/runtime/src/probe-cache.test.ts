import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { decodeWire } from '@tiphys/contract';
import { listExecutions } from '@tiphys/metadata';
import type { TaskRequest } from './task-request.ts';
import { expect, test } from 'vitest';
import { readTaskEnvironment } from './read-task-environment.ts';
import type { Bed, Ran } from './testing/task-fixture.ts';
import { contractEnvironment, shell, withBed } from './testing/task-fixture.ts';

const spec = shell(
  'echo ran; printf %s "$1" > "$2"; echo data > "$3"',
  [{ parameter: 'text' }, { outputFile: 'copy' }, { outputArtifact: 'file', get: 'path' }],
  {
    inputs: { parameters: { text: { type: 'STRING' } } },
    outputs: { parameters: { copy: { type: 'STRING' } }, artifacts: { file: { type: {} } } },
    publish: { copy: 'parameters/copy', file: 'artifacts/file' },
  },
);

const input = { p: { text: 'x' }, c: true };

function context(run: number, node: string): Record<string, string> {
  return { name: `run-${run}`, uid: `uid-${run}`, node: `run-${run}.main.train.${node}` };
}

/** Runs the probe of a task; `hit` is the answer that it leaves. */
async function probe(
  bed: Bed,
  run: number,
  more: Partial<TaskRequest> & { input?: Parameters<Bed['run']>[1] } = {},
): Promise<Ran & { hit: string }> {
  const { input: given = input, ...rest } = more;
  const env = contractEnvironment(spec, given, context(run, 'cache--probe'));
  const task = readTaskEnvironment({ ...env, TIPHYS_PROBE: 'cache-hit' });
  const ran = await bed.run(spec, given, { ...rest, task });
  return { ...ran, hit: await ran.publishedText('cache-hit') };
}

test('a probe that finds nothing says so, runs nothing and records nothing', async () => {
  await withBed(async (bed) => {
    const { hit, result, stdout } = await probe(bed, 1);
    expect({ hit, stdout, ...result }).toMatchObject({ hit: 'false', stdout: '', exitCode: 0, phase: 'Succeeded' });
    expect(result.cached).toBe(false);
    expect(await listExecutions(bed.store, 'uid-1')).toEqual([]);
  });
});

test('a probe takes the same hit as the task would, gives its outputs, and is what became of the task', async () => {
  await withBed(async (bed) => {
    const made = await bed.run(spec, input, { context: context(1, 'cache--run') });
    expect(made.result.record).toMatchObject({ state: 'SUCCEEDED', path: 'train' });
    const ran = await probe(bed, 2);
    expect([ran.hit, ran.stdout, ran.result.cached]).toEqual(['true', '', true]);
    expect(await ran.published('copy')).toBe('x');
    expect(decodeWire(await ran.publishedText('file'))).toEqual(decodeWire(await made.publishedText('file')));
    const records = await listExecutions(bed.store, 'uid-2');
    expect(records).toMatchObject([
      { state: 'CACHED', path: 'train', cachedFrom: { execution: made.result.record.id } },
    ]);
    expect(records[0]).not.toHaveProperty('log');
    // Created once more for the same attempt, it says the same, from its record.
    await rm(fileURLToPath(`${bed.store.root}/.tiphys/v1/cache`), { recursive: true });
    expect([(await probe(bed, 2)).hit, (await probe(bed, 3)).hit]).toEqual(['true', 'false']);
  });
});

test('other inputs, and a task that is not cached, are no hit', async () => {
  await withBed(async (bed) => {
    await bed.run(spec, input, { context: context(1, 'cache--run') });
    expect((await probe(bed, 2, { input: { ...input, p: { text: 'y' } } })).hit).toBe('false');
    expect((await probe(bed, 3, { input: { p: { text: 'x' } } })).hit).toBe('false');
  });
});

test('trouble is a miss: with the store, with the inputs, with what is published', async () => {
  await withBed(async (bed) => {
    await bed.run(spec, input, { context: context(1, 'cache--run') });
    const list = (): never => {
      throw new Error('the store is away');
    };
    expect((await probe(bed, 2, { store: { ...bed.store, list } })).hit).toBe('false');
    expect((await probe(bed, 3, { input: { c: true } })).hit).toBe('false');
    expect(bed.warnings).toEqual([
      'The cache could not be read: the store is away',
      expect.stringContaining('The cache could not be looked into: The input parameter "text"'),
    ]);
    const big = { ...input, p: { text: 'x'.repeat(60_000) } };
    await bed.run(spec, big, { context: context(4, 'cache--run') });
    const put = async (uri: string, bytes: Uint8Array | string): Promise<void> =>
      uri.endsWith('/copy.json') ? Promise.reject(new Error('full')) : bed.store.put(uri, bytes);
    expect((await probe(bed, 5, { input: big, store: { ...bed.store, put } })).hit).toBe('false');
  });
});

test('the file that the answer goes to is below those that are published', () => {
  const env = { ...contractEnvironment(spec, input), TIPHYS_PROBE: '../../etc/passwd' };
  expect(() => readTaskEnvironment(env)).toThrow('which is no name');
});
