import { expect, test } from 'vitest';
import { dagManifest } from '../testing/launcher-manifest.ts';
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
