import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dagManifest } from '../testing/launcher-manifest.ts';
import { abortWhenReady, makeTestDirectory, phasesOf, runText } from '../testing/run-fixture.ts';

/** A template that adds its `text` to a file. */
function append(file: string): Record<string, unknown> {
  return {
    name: 'say',
    inputs: { parameters: [{ name: 'text' }] },
    container: { image: 'i', command: ['sh', '-c', `echo "{{inputs.parameters.text}}" >> ${file}`] },
  };
}

const fails = { name: 'fails', container: { image: 'i', command: ['false'] } };

function say(text: string): Record<string, unknown> {
  return { template: 'say', arguments: { parameters: [{ name: 'text', value: text }] } };
}

async function logFile(): Promise<{ readonly file: string; readonly lines: () => Promise<readonly string[]> }> {
  const file = join(await makeTestDirectory(), 'log');
  return { file, lines: async () => (await readFile(file, 'utf8')).trimEnd().split('\n') };
}

test('an exit hook sees how its task ended, runs before what depends on it, and not for skipped tasks', async () => {
  const { file, lines } = await logFile();
  const result = await runText(
    dagManifest(
      [
        { name: 'a', template: 'fails', hooks: { exit: say('after a: {{tasks.a.status}} {{tasks.a.exitCode}}') } },
        { name: 'b', depends: 'a.Failed', ...say('b') },
        { name: 'c', template: 'fails', when: 'false', hooks: { exit: say('never') } },
      ],
      [append(file), fails],
    ),
  );
  expect(await lines()).toEqual(['after a: Failed 1', 'b']);
  expect(phasesOf(result)).toMatchObject({ a: 'Failed', b: 'Succeeded', c: 'Skipped' });
});

test('a hook with an expression runs once, when it holds; a failing hook does not count', async () => {
  const { file, lines } = await logFile();
  const hooks = {
    early: { ...say('running'), expression: 'tasks.a.status == "Running"' },
    late: { ...say('succeeded'), expression: 'tasks["a"].status == "Succeeded"' },
    never: { ...say('failed'), expression: 'tasks.a.status == "Failed"' },
    bad: { template: 'fails', expression: 'tasks.a.status == "Succeeded"' },
  };
  const result = await runText(dagManifest([{ name: 'a', ...say('a'), hooks }], [append(file), fails]));
  expect(result.phase).toBe('Succeeded');
  expect([...(await lines())].sort()).toEqual(['a', 'running', 'succeeded']);
});

test('steps have hooks too, and onExit is short for one; without arguments it gets those of the workflow', async () => {
  const { file, lines } = await logFile();
  await runText({
    kind: 'Workflow',
    spec: {
      entrypoint: 'main',
      arguments: { parameters: [{ name: 'text', value: 'of the workflow' }] },
      templates: [
        { name: 'main', steps: [[{ name: 'a', onExit: 'say', ...say('a') }], [{ name: 'b', ...say('b') }]] },
        append(file),
      ],
    },
  });
  expect(await lines()).toEqual(['a', 'of the workflow', 'b']);
});

test('hooks of the workflow: the exit one last, with how the workflow ended', async () => {
  const { file, lines } = await logFile();
  const manifest = dagManifest([{ name: 'a', template: 'fails' }], [append(file), fails]) as {
    spec: Record<string, unknown>;
  };
  manifest.spec['hooks'] = {
    start: { ...say('started'), expression: 'workflow.status == "Running"' },
    trouble: { ...say('trouble'), expression: 'workflow.status == "Failed"' },
    exit: say('exit {{workflow.status}}'),
  };
  const result = await runText(manifest, { maxParallel: 1 });
  expect(result.phase).toBe('Failed');
  expect(await lines()).toEqual(['started', 'trouble', 'exit Failed']);
});

test('an interrupted run still runs its exit tasks, hooks and exit handler, each once', async () => {
  const { file, lines } = await logFile();
  const ready = await makeTestDirectory();
  const wait = {
    name: 'wait',
    container: { image: 'i', command: ['sh', '-c', `: > ${ready}/ready; while :; do sleep 0.05; done`] },
  };
  const manifest = dagManifest(
    [
      { name: 'a', template: 'wait', hooks: { exit: say('hook') } },
      { name: 'next', depends: 'a.Succeeded', ...say('next') },
      { name: 'rescue', depends: 'a.Failed', ...say('rescue') },
      { name: 'tidy', depends: 'a.Succeeded || a.Failed || a.Errored', ...say('tidy {{tasks.a.status}}') },
    ],
    [append(file), wait],
  ) as { spec: Record<string, unknown> };
  manifest.spec['hooks'] = { exit: say('exit {{workflow.status}}') };
  const result = await runText(manifest, { signal: abortWhenReady(ready) });
  expect(result.phase).toBe('Failed');
  expect(await lines()).toEqual(['hook', 'tidy Failed', 'exit Failed']);
  expect(phasesOf(result)).toMatchObject({ a: 'Failed', tidy: 'Succeeded' });
});

test('a workflow that is out of time stops, and only its exit handler runs', async () => {
  const { file, lines } = await logFile();
  const wait = { name: 'wait', container: { image: 'i', command: ['sh', '-c', 'while :; do sleep 0.05; done'] } };
  const manifest = dagManifest(
    [
      { name: 'a', template: 'wait' },
      { name: 'tidy', depends: 'a.Succeeded || a.Failed', ...say('tidy') },
    ],
    [append(file), wait],
  ) as { spec: Record<string, unknown> };
  manifest.spec['activeDeadlineSeconds'] = 1;
  manifest.spec['onExit'] = 'say';
  manifest.spec['arguments'] = { parameters: [{ name: 'text', value: 'exit' }] };
  const result = await runText(manifest);
  expect(result.phase).toBe('Failed');
  expect(result.tasks['(workflow)']?.message).toBe('Step exceeded its deadline');
  expect(await lines()).toEqual(['exit']);
});
