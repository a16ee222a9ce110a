import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

const demo = fileURLToPath(new URL('../../../../examples/demo/pipeline.yaml', import.meta.url));

test('explains parameters, outputs, tasks and limits', async () => {
  const io = createTestIo();
  expect(await main(['explain', demo], io)).toBe(0);
  expect(io.err()).toBe('');
  const [title, parameters, outputs, tasks, limits] = io.out().split('\n\n');
  expect(title).toBe('demo: Counts words in shards, trains a tiny model and decides what to do with it.');
  expect(parameters).toContain('  shards     integer, default 3\n');
  expect(outputs).toBe(
    ['Outputs', '  decision  string', '  summary   string', '  words     integer', '  model     system.Model'].join(
      '\n',
    ),
  );
  expect(
    tasks
      ?.split('\n')
      .map((line) => line.replace(/ {2,}(?=\S)(?<=\S +)/, '  '))
      .slice(0, 11),
  ).toEqual([
    'Tasks',
    '  split-text  pod alpine:3.20, cached',
    '  for-loop-1  for each item of split-text.names, 2 at a time',
    '    count-words  pod alpine:3.20, cached',
    '  train-model  pod alpine:3.20, cached',
    '  evaluate-model  pod alpine:3.20, cached',
    '  condition-branches-2  group',
    '    condition-3 (good)  if evaluate-model.score >= threshold',
    '      decide  pod alpine:3.20, cached',
    '      release-model  group',
    '        package-model  pod alpine:3.20, cached',
  ]);
  expect(tasks).toMatch(
    /condition-4 \(fair\) +if not \(evaluate-model\.score >= threshold\) and evaluate-model\.score >= 0\.5\n/,
  );
  expect(tasks).toMatch(/say-goodbye +pod alpine:3\.20, cached; whatever becomes of exit-handler-6$/);
  expect(limits).toMatch(/pods per run +6 to any number \(loops\)\n/);
  expect(limits).toMatch(/templates +\d+ of 200\n/);
});
