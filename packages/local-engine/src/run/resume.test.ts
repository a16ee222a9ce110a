import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openStore } from '@tiphys/storage';
import type { ArtifactStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { dagManifest, input, launcherTemplate } from '../testing/launcher-manifest.ts';
import { abortWhenReady, makeTestDirectory, phasesOf, runText } from '../testing/run-fixture.ts';
import type { RunOptions } from './run-options.ts';

/** A place to run and run again in, with a log that commands write to. */
interface Place {
  readonly directory: string;
  readonly options: Partial<RunOptions> & { readonly workdir: string; readonly store: ArtifactStore };
  /** What commands wrote since the last call. */
  readonly lines: () => Promise<readonly string[]>;
}

async function makePlace(): Promise<Place> {
  const directory = await makeTestDirectory();
  let seen = 0;
  await writeFile(join(directory, 'log'), '');
  return {
    directory,
    options: { workdir: directory, store: openStore({ root: 'mem://resume' }) },
    lines: async () => {
      const all = (await readFile(join(directory, 'log'), 'utf8')).split('\n').slice(0, -1);
      return all.slice(seen, (seen = all.length));
    },
  };
}

/** A template that writes its name, and does what `script` says then. */
function task(name: string, { directory }: Place, script = '', more: object = {}): Record<string, unknown> {
  const command = ['sh', '-c', `echo ${name} >> ${directory}/log; ${script}`];
  return { name, container: { image: 'i', command }, ...more };
}

test('what succeeded is not run again, what failed is, and so is everything after it', async () => {
  const place = await makePlace();
  const flag = join(place.directory, 'repaired');
  const manifest = dagManifest(
    [
      { name: 'a', template: 'a' },
      { name: 'b', template: 'b', depends: 'a' },
      { name: 'c', template: 'c', depends: 'b.Succeeded' },
      { name: 'tidy', template: 'tidy', depends: 'b.Succeeded || b.Failed' },
      { name: 'apart', template: 'apart', depends: 'a' },
    ],
    [
      task('a', place, 'printf 7 > /out/x', {
        outputs: { parameters: [{ name: 'x', valueFrom: { path: '/out/x' } }] },
      }),
      task('b', place, `test -e ${flag}`),
      task('c', place),
      task('tidy', place),
      task('apart', place),
    ],
  );
  const first = await runText(manifest, { ...place.options, maxParallel: 1 });
  expect(phasesOf(first)).toMatchObject({ a: 'Succeeded', b: 'Failed', c: 'Omitted', tidy: 'Succeeded' });
  expect((await place.lines()).toSorted()).toEqual(['a', 'apart', 'b', 'tidy']);
  await writeFile(flag, '');
  const second = await runText(undefined, { ...place.options, resume: 'wf', maxParallel: 1 });
  expect(second.phase).toBe('Succeeded');
  expect(second.run).toBe('wf');
  expect(second.tasks['a']).toEqual(first.tasks['a']);
  expect((await place.lines()).toSorted()).toEqual(['b', 'c', 'tidy']);
  await runText(undefined, { ...place.options, resume: 'wf' });
  expect(await place.lines()).toEqual([]);
});

test('an interrupted run goes on, and its exit handler runs in each life', async () => {
  const place = await makePlace();
  const ready = await makeTestDirectory();
  const go = join(place.directory, 'go');
  const manifest = dagManifest(
    [
      { name: 'a', template: 'a' },
      { name: 'b', template: 'b', depends: 'a' },
    ],
    [
      task('a', place),
      task('b', place, `: > ${ready}/ready; until test -e ${go}; do sleep 0.02; done`),
      task('tidy', place),
    ],
  ) as { spec: Record<string, unknown> };
  manifest.spec['onExit'] = 'tidy';
  const first = await runText(manifest, { ...place.options, signal: abortWhenReady(ready) });
  expect(first.phase).toBe('Failed');
  expect(await place.lines()).toEqual(['a', 'b', 'tidy']);
  await writeFile(go, '');
  expect((await runText(undefined, { ...place.options, resume: 'wf' })).phase).toBe('Succeeded');
  expect(await place.lines()).toEqual(['b', 'tidy']);
});

test('a task that is changed runs again with what comes after it, though its record says that it succeeded', async () => {
  const place = await makePlace();
  const leaf = (name: string, text: string): Record<string, unknown> =>
    launcherTemplate(name, {
      outputs: { parameters: { x: { type: 'STRING' } } },
      args: [`echo ${name} >> ${place.directory}/log; printf '${text}' > "$1"`, 'sh', { outputFile: 'x' }],
    });
  const manifest = (text: string): unknown =>
    dagManifest(
      [
        { name: 'a', template: 'a', arguments: input('{}') },
        { name: 'b', template: 'b', arguments: input('{}') },
        { name: 'c', template: 'c', depends: 'b', arguments: input('{}') },
      ],
      [leaf('a', '1'), leaf('b', text), leaf('c', '3')],
    );
  const options = { ...place.options, maxParallel: 1, noCache: true };
  await runText(manifest('2'), options);
  expect(await place.lines()).toEqual(['a', 'b', 'c']);
  const result = await runText(manifest('22'), { ...options, resume: 'wf' });
  expect(await place.lines()).toEqual(['b', 'c']);
  expect(result.tasks['b']?.parameters).toEqual({ x: '22' });
});

test('attempts that a later one made good are not repeated; a task that gave up tries all of them again', async () => {
  const place = await makePlace();
  const retryStrategy = { limit: '1', backoff: { duration: '1ms', maxDuration: '1h' } };
  const flag = join(place.directory, 'repaired');
  const manifest = dagManifest(
    [
      { name: 'good', template: 'good' },
      { name: 'bad', template: 'bad', depends: 'good' },
    ],
    [
      task('good', place, 'test {{retries}} = 1', { retryStrategy }),
      task('bad', place, `test -e ${flag} && test {{retries}} = 1`, { retryStrategy }),
    ],
  );
  await runText(manifest, place.options);
  expect(await place.lines()).toEqual(['good', 'good', 'bad', 'bad']);
  await writeFile(flag, '');
  const result = await runText(undefined, { ...place.options, resume: 'wf' });
  expect(await place.lines()).toEqual(['bad', 'bad']);
  expect(result.tasks).toMatchObject({ good: { attempts: 2 }, bad: { attempts: 2, phase: 'Succeeded' } });
});

test('a line that was cut off does not count', async () => {
  const place = await makePlace();
  const manifest = dagManifest(
    [
      { name: 'a', template: 'a' },
      { name: 'b', template: 'b', depends: 'a' },
    ],
    [task('a', place), task('b', place)],
  );
  await runText(manifest, place.options);
  await place.lines();
  const journal = join(place.directory, 'runs', 'wf', 'journal.jsonl');
  const text = await readFile(journal, 'utf8');
  const cut = text.indexOf('\n', text.indexOf('{"kind":"pod","node":"wf.a"')) + 25;
  await writeFile(journal, text.slice(0, cut));
  expect((await runText(undefined, { ...place.options, resume: 'wf' })).phase).toBe('Succeeded');
  expect(await place.lines()).toEqual(['b']);
  expect((await runText(undefined, { ...place.options, resume: 'wf' })).phase).toBe('Succeeded');
  expect(await place.lines()).toEqual([]);
});

test('one task runs again with the inputs that it had, as a run of its own', async () => {
  const place = await makePlace();
  const inputs = { parameters: [{ name: 'x' }] };
  const manifest = dagManifest(
    [
      {
        name: 'a',
        template: 'a',
        withItems: ['one', 'two'],
        arguments: { parameters: [{ name: 'x', value: '{{item}}' }] },
      },
      { name: 'b', template: 'b', depends: 'a' },
    ],
    [task('a', place, `echo {{inputs.parameters.x}} >> ${place.directory}/log`, { inputs }), task('b', place)],
  );
  await runText(manifest, { ...place.options, maxParallel: 1 });
  await place.lines();
  const result = await runText(undefined, { ...place.options, resume: 'wf', only: 'a[1]', name: 'again' });
  expect(await place.lines()).toEqual(['a', 'two']);
  expect(result).toMatchObject({ run: 'again', phase: 'Succeeded' });
  expect(Object.keys(result.tasks)).toEqual(['a[1]']);
});

test('what cannot be resumed is refused: an unknown run, an unknown task, a run that goes on', async () => {
  const place = await makePlace();
  await runText(dagManifest([{ name: 'a', template: 'a' }], [task('a', place)]), place.options);
  const resume = (options: Partial<RunOptions>): Promise<unknown> =>
    runText(undefined, { ...place.options, ...options });
  await expect(resume({ resume: 'wg' })).rejects.toMatchObject({ diagnostics: [{ code: 'RUN-041' }] });
  await expect(resume({ resume: 'wf', only: 'b' })).rejects.toMatchObject({ diagnostics: [{ code: 'RUN-042' }] });
  const journal = join(place.directory, 'runs', 'wf', 'journal.jsonl');
  const before = await readFile(journal, 'utf8');
  const other = {
    ...dagManifest([{ name: 'z', template: 'z' }], [task('z', place)]),
    metadata: { generateName: 'other-' },
  };
  await expect(runText(other, { ...place.options, resume: 'wf' })).rejects.toMatchObject({
    diagnostics: [{ code: 'RUN-043', message: expect.stringContaining('"other"') as string }],
  });
  expect(await readFile(journal, 'utf8')).toBe(before);
  const stat = await readFile('/proc/self/stat', 'utf8').catch(() => '');
  const started = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '';
  const lock = join(place.directory, 'runs', 'wf', 'lock');
  await writeFile(lock, JSON.stringify({ pid: process.pid, started }));
  await expect(resume({ resume: 'wf' })).rejects.toThrow(`going on in process ${process.pid}`);
  // The number of a process that has ended may be somebody else's now.
  await writeFile(lock, JSON.stringify({ pid: process.pid, started: '1' }));
  await expect(resume({ resume: 'wf' })).resolves.toMatchObject({ phase: 'Succeeded' });
});
