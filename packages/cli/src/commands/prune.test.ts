import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../command-line.ts';
import type { CliIo } from '../io.ts';
import { createTestIo } from '../testing/test-io.ts';

const day = 86_400_000;
const now = 100 * day;
let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tiphys-prune-'));
});
afterEach(() => rm(cwd, { recursive: true, force: true }));

async function call(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const io = createTestIo({ cwd, now: () => now });
  const code = await main(['prune', ...argv], io);
  return { code, out: io.out(), err: io.err() };
}

interface Doomed {
  readonly name: string;
  readonly pipeline: string;
  readonly bytes: number;
}

async function json(
  ...argv: readonly string[]
): Promise<{ deleted: boolean; runs: number; bytes: number; doomed: Doomed[]; busy: string[] }> {
  const { code, out, err } = await call(...argv, '--json');
  expect({ code, err }).toEqual({ code: 0, err: '' });
  return JSON.parse(out) as Awaited<ReturnType<typeof json>>;
}

/** A run of so many days ago. */
async function leave(name: string, pipeline: string | undefined, age: number, files = {}): Promise<void> {
  const directory = join(cwd, '.tiphys/runs', name);
  await mkdir(join(directory, 'logs'), { recursive: true });
  const all: Record<string, string> = {
    'logs/work.log': '0123456789',
    ...(pipeline !== undefined && { 'journal.jsonl': '', 'result.json': JSON.stringify({ pipeline }) }),
    ...files,
  };
  for (const [file, text] of Object.entries(all)) await writeFile(join(directory, file), text);
  const seconds = (now - age * day) / 1000;
  await utimes(join(directory, pipeline === undefined ? '' : 'journal.jsonl'), seconds, seconds);
}

const names = async (...argv: readonly string[]): Promise<string[]> =>
  (await json(...argv)).doomed.map(({ name }) => name);
const left = async (): Promise<string[]> => (await readdir(join(cwd, '.tiphys/runs'))).sort();

test('a run goes when it is past every bound', async () => {
  await leave('a-1', 'a', 1);
  await leave('a-5', 'a', 5);
  await leave('a-9', 'a', 9);
  await leave('b-7', 'b', 7);
  expect(await names('--older-than', '4d')).toEqual(['a-5', 'b-7', 'a-9']);
  expect(await names('--keep', '1')).toEqual(['a-5', 'a-9']);
  expect(await names('--keep', '0')).toEqual(['a-1', 'a-5', 'b-7', 'a-9']);
  expect(await names('--keep', '2', '--older-than', '4d')).toEqual(['a-9']);
  expect(await names('--older-than', '4d', '--pipeline', 'b')).toEqual(['b-7']);
  expect(await left()).toHaveLength(4);
});

test('what would go is listed with its size, and goes with --delete', async () => {
  await leave('a-1', 'a', 1);
  await leave('a-9', 'a', 9);
  const dry = await call('--keep', '1');
  expect(dry.out).toMatch(/RUN +PIPELINE +LAST ACTIVE +SIZE\na-9 +a +1970-04-02 00:00:00 +26 B\n/);
  expect(dry.out).toMatch(/would remove 1 run \(26 B\) of \.tiphys\/runs\n$/);
  expect(dry.err).toBe('nothing was removed: --delete does it\n');
  const planned = await json('--keep', '1');
  expect(planned).toMatchObject({ deleted: false, runs: 1, bytes: 26, busy: [] });
  expect(await json('--keep', '1', '--delete')).toEqual({ ...planned, deleted: true });
  expect(await left()).toEqual(['a-1']);
  expect(await readdir(join(cwd, '.tiphys'))).toEqual(['runs']);
  expect((await call('--keep', '1', '--delete')).out).toContain('removed 0 runs (0 B)');
});

test('a run that is going on stays, and is named', async () => {
  const file = join(cwd, 'workflow.yaml');
  const wait = `while ! test -e ${cwd}/stop; do sleep 0.05; done`;
  const templates = [
    { name: 'main', dag: { tasks: [{ name: 'work', template: 'work' }] } },
    { name: 'work', container: { image: 'i', command: ['sh', '-c', wait] } },
  ];
  const manifest = { kind: 'Workflow', metadata: { generateName: 'busy-' }, spec: { entrypoint: 'main', templates } };
  await writeFile(file, JSON.stringify(manifest));
  const started = Promise.withResolvers<undefined>();
  const io = createTestIo({ cwd, env: { PATH: process.env['PATH'] ?? '' } });
  const watched: CliIo = {
    ...io,
    stderr: { ...io.stderr, write: (text) => /started/.test(text) && started.resolve(undefined) },
  };
  const running = main(['run', file, '--from-manifest'], watched);
  await started.promise;
  const [name = ''] = await left();
  expect(await json('--keep', '0', '--delete')).toMatchObject({ runs: 0, busy: [name] });
  expect((await call('--keep', '0')).err).toBe(`${name} is going on, and stays\n`);
  await writeFile(join(cwd, 'stop'), '');
  expect(await running).toBe(0);
  expect(await json('--keep', '0', '--delete')).toMatchObject({ runs: 1, busy: [] });
  expect(await left()).toEqual([]);
});

test('what never became a run goes by its age alone; a run without a result has its pipeline from the manifest', async () => {
  await leave('early', undefined, 3);
  const manifest =
    'kind: Workflow\nmetadata: {generateName: cut-}\nspec: {entrypoint: m, templates: [{name: m, suspend: {}}]}\n';
  await leave('cut-1', 'x', 2, { 'result.json': '{', 'manifest.yaml': manifest });
  await rm(join(cwd, '.tiphys/runs/cut-1/result.json'));
  expect((await json('--keep', '0')).doomed).toMatchObject([{ name: 'cut-1', pipeline: 'cut' }]);
  expect(await names('--older-than', '1d')).toEqual(['cut-1', 'early']);
});

test('needs a bound; a folder without runs has none to remove', async () => {
  const { code, err } = await call();
  expect([code, err]).toEqual([2, expect.stringContaining('prune needs --older-than or --keep')]);
  expect((await call('--keep', '1')).out).toContain('would remove 0 runs (0 B)');
});
