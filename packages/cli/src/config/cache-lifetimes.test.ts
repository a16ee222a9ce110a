import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runManifest } from '@tiphys/local-engine';
import { openStore } from '@tiphys/storage';
import { expect, onTestFinished, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

const hello = fileURLToPath(new URL('../../../../examples/hello/pipeline.yaml', import.meta.url));

test('what the configuration says of the cache holds: an entry that is too old is a miss', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tiphys-lifetimes-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  await writeFile(
    join(directory, 'config.json'),
    JSON.stringify({ cache: { ttl: '1h', tasks: { shout: { ttl: '2h' } } } }),
  );
  const io = createTestIo({ cwd: directory });
  expect(await main(['compile', hello, '--config', 'config.json', '-o', 'workflow.yaml'], io), io.err()).toBe(0);
  const manifest = await readFile(join(directory, 'workflow.yaml'), 'utf8');

  const store = openStore({ root: 'mem://lifetimes' });
  const cachedAt = async (minute: number): Promise<readonly string[]> => {
    const clock = (): Date => new Date(Date.UTC(2026, 0, 1, 0, minute));
    const result = await runManifest(manifest, { store, workdir: directory, parameters: { name: 'Ada' }, clock });
    expect(result.phase).toBe('Succeeded');
    return Object.entries(result.tasks).flatMap(([path, task]) => (task.cached ? [path] : []));
  };
  expect(await cachedAt(0)).toEqual([]);
  expect(await cachedAt(59)).toEqual(['greet', 'shout']);
  expect(await cachedAt(60)).toEqual(['shout']);
  expect(await cachedAt(119)).toEqual(['greet', 'shout']);
  expect(await cachedAt(120)).toEqual([]);
});

test('a probe of the cache is no task of its own: the result of a run is that of one without', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'tiphys-probe-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  const manifests = new Map<string, string>();
  for (const probe of ['always', 'never']) {
    const io = createTestIo({ cwd: directory });
    expect(await main(['compile', hello, '--cache-probe', probe, '-o', 'workflow.yaml'], io), io.err()).toBe(0);
    manifests.set(probe, await readFile(join(directory, 'workflow.yaml'), 'utf8'));
  }
  expect(manifests.get('always')).toContain('TIPHYS_PROBE');
  const store = openStore({ root: 'mem://probe' });
  const run = async (
    probe: string,
    noCache = false,
  ): Promise<{ outputs: unknown; tasks: unknown; ended: string[] }> => {
    const ended: string[] = [];
    const { tasks, outputs, phase } = await runManifest(manifests.get(probe) ?? '', {
      store,
      workdir: directory,
      parameters: { name: 'Ada' },
      noCache,
      onEvent: (event) => {
        if (event.kind === 'ended') ended.push(`${event.path} ${event.phase} ${event.cached}`);
      },
    });
    expect(phase).toBe('Succeeded');
    const shown = Object.entries(tasks).map(([path, task]) => [path, { ...task, message: undefined }]);
    return { outputs, tasks: Object.fromEntries(shown), ended };
  };
  const first = await run('always');
  expect(first.ended).toEqual(['greet Succeeded false', 'shout Succeeded false']);
  const hit = await run('always');
  expect(hit.ended).toEqual(['greet Succeeded true', 'shout Succeeded true']);
  expect(hit).toEqual(await run('never'));
  expect((await run('always', true)).ended).toEqual(first.ended);
});
