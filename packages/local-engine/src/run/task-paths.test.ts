import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dagManifest, input, launcherTemplate } from '../testing/launcher-manifest.ts';
import { makeTestDirectory, phasesOf, runText } from '../testing/run-fixture.ts';

const say = { name: 'say', container: { image: 'i', command: ['sh', '-c', 'echo said'] } };

test('tasks of a manifest that somebody wrote keep their names in logs, in lines, and for the next run', async () => {
  const workdir = await makeTestDirectory();
  const lines: string[] = [];
  const manifest = dagManifest([{ name: 't-main', template: 'say', withItems: ['a'] }], [say]);
  await runText(manifest, { workdir, onLine: (task, text) => void lines.push(`${task}: ${text}`) });
  expect(lines).toEqual(['t-main[0]: said']);
  expect(await readFile(join(workdir, 'runs', 'wf', 'logs', 't-main[0].log'), 'utf8')).toBe('said\n');
  const again = await runText(undefined, { workdir, resume: 'wf', only: 't-main[0]', name: 'again' });
  expect(phasesOf(again)).toEqual({ 't-main[0]': 'Succeeded' });
});

test('steps of a workflow have logs of their own', async () => {
  const workdir = await makeTestDirectory();
  const steps = [[{ name: 'a', template: 'say' }], [{ name: 'b', template: 'say' }]];
  const { spec, ...manifest } = dagManifest([], [say]) as { readonly spec: object };
  await runText({ ...manifest, spec: { ...spec, templates: [{ name: 'root', steps }, say] } }, { workdir });
  for (const step of ['[0]/a', '[1]/b']) {
    expect(await readFile(join(workdir, 'runs', 'wf', 'logs', `${step}.log`), 'utf8')).toBe('said\n');
  }
});

test.each([
  [
    'with the launcher',
    dagManifest(
      [{ name: 't-not', template: 'a', arguments: input('{}') }],
      [launcherTemplate('a', { args: ['true'] })],
    ),
  ],
  [
    'of the compiler',
    {
      ...dagManifest([{ name: 't-not', template: 'say' }], [say]),
      metadata: { generateName: 'test-', annotations: { 'tiphys.dev/pipeline': 'p' } },
    },
  ],
])('tasks of a manifest %s have the names that they have in the pipeline', async (_, manifest) => {
  expect(phasesOf(await runText(manifest))).toEqual({ not: 'Succeeded' });
});
