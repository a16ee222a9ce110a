import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

// A manifest written by hand: its pods leave no records in the store.

let cwd: string;

async function call(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const io = createTestIo({ cwd, env: { PATH: process.env['PATH'] ?? '' } });
  const code = await main(argv, io);
  return { code, out: io.out(), err: io.err() };
}

const shell = (name: string, script: string, more = {}): object => ({
  name,
  container: { image: 'i', command: ['sh', '-c', script] },
  ...more,
});
const manifest = {
  kind: 'Workflow',
  metadata: { name: 'by-hand' },
  spec: {
    entrypoint: 'main',
    templates: [
      {
        name: 'main',
        dag: {
          tasks: [
            {
              name: 'each',
              template: 'say',
              withItems: ['a', 'b'],
              arguments: { parameters: [{ name: 'x', value: '{{item}}' }] },
            },
            { name: 'again', template: 'again' },
          ],
        },
      },
      shell('say', 'echo {{inputs.parameters.x}}', { inputs: { parameters: [{ name: 'x' }] } }),
      shell('again', 'echo attempt {{retries}}; exit 3', { retryStrategy: { limit: '1' } }),
    ],
  },
};

beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tiphys-local-records-'));
  await writeFile(join(cwd, 'workflow.yaml'), JSON.stringify(manifest));
  expect((await call('run', 'workflow.yaml', '--from-manifest')).code).toBe(1);
});
afterAll(() => rm(cwd, { recursive: true, force: true }));

test('runs says how it ended, and how its tasks did', async () => {
  expect((await call('runs')).out).toMatch(/\nby-hand-\w+ +by-hand +\S+ \S+ +failed +3 *\n$/);
  const { out } = await call('runs', 'latest');
  expect(out).toMatch(/^by-hand-\w+ of by-hand, .*: failed\n/);
  expect(out).toContain('✓ each  2 items\n');
  expect(out).toContain('✗ again');
});

test('logs are those of its files: of the last attempt, or of the one that is asked for', async () => {
  expect((await call('logs', 'latest')).out).toBe('==> again <==\nattempt 1\n==> each[0] <==\na\n==> each[1] <==\nb\n');
  expect((await call('logs', 'latest', 'each')).out).toBe('==> each[0] <==\na\n==> each[1] <==\nb\n');
  expect((await call('logs', 'latest', 'again', '--attempt', '0')).out).toBe('attempt 0\n');
  expect(JSON.parse((await call('logs', 'latest', 'each[1]', '--json')).out)).toEqual({
    logs: [{ task: 'each[1]', attempt: 0, log: 'b\n' }],
  });
});

test('a task that it has not is told with those that it has; a run of which nothing is left says so', async () => {
  const { code, err } = await call('logs', 'latest', 'agian');
  expect([code, err]).toEqual([2, expect.stringContaining('hint: did you mean again?')]);
  await rm(join(cwd, '.tiphys/runs'), { recursive: true });
  expect((await call('logs', 'latest')).err).toBe('no task of it has a log, neither in the store nor here\n');
  expect((await call('runs')).out).toMatch(/pending +0/);
});
