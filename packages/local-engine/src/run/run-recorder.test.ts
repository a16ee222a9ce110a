import { expect, test } from 'vitest';
import { dagManifest, input, launcherTemplate } from '../testing/launcher-manifest.ts';
import { runText } from '../testing/run-fixture.ts';

test('a failure is told before what follows from it', async () => {
  const told: string[] = [];
  const fails = { name: 'fails', container: { image: 'x', command: ['sh', '-c', 'echo why; exit 1'] } };
  const tasks = [
    { name: 'a', template: 'fails' },
    { name: 'b', template: 'fails', depends: 'a.Succeeded' },
  ];
  await runText(dagManifest(tasks, [fails]), {
    onEvent: (event) => {
      if (event.kind === 'ended') told.push(`${event.path} ${event.phase} ${event.tail ?? ''}`.trim());
    },
  });
  expect(told).toEqual(['a Failed why', 'b Omitted']);
});

test('a node that is an iteration and its task is told as both', async () => {
  const script = 'test "$1" != 1; printf "%s" "$1" > "$2"';
  const leaf = launcherTemplate('leaf', {
    args: [script, 'sh', { parameter: 'n' }, { outputFile: 'out' }],
    command: ['sh', '-ec'],
    inputs: { parameters: { n: { type: 'NUMBER_INTEGER' } } },
    outputs: { parameters: { out: { type: 'STRING' } } },
    publish: { out: 'parameters/out' },
  });
  const loop = {
    name: 'loop',
    dag: {
      failFast: false,
      target: 'each--a',
      tasks: [
        { name: 'each--a', template: 'leaf', withSequence: { count: '2' }, arguments: input('{"p":{"n":{{item}}}}') },
      ],
    },
  };
  const told: string[] = [];
  const { tasks } = await runText(dagManifest([{ name: 'loop', template: 'loop' }], [loop, leaf]), {
    maxParallel: 1,
    onEvent: (event) => {
      if (event.kind === 'started') told.push(`${event.path} ${event.type}`);
      if (event.kind === 'ended') told.push(`${event.path} ${event.phase}`);
    },
  });
  expect(told.filter((text) => text.startsWith('loop[0]'))).toEqual([
    'loop[0] DAG',
    'loop[0]/a Pod',
    'loop[0]/a Succeeded',
    'loop[0] Succeeded',
  ]);
  expect(tasks).toMatchObject({
    'loop[0]': { phase: 'Succeeded', parameters: { out: '0' }, attempts: 1, cached: false },
    'loop[0]/a': { phase: 'Succeeded', parameters: { out: '0' }, exitCode: 0 },
    'loop[1]': { phase: 'Failed', parameters: {} },
    'loop[1]/a': { phase: 'Failed', exitCode: 1 },
  });
  expect(tasks['loop[1]']).not.toHaveProperty('exitCode');
  expect(Object.keys(tasks)).toEqual(['loop', 'loop[0]', 'loop[0]/a', 'loop[1]', 'loop[1]/a']);
});
