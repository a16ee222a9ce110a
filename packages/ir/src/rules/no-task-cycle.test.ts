import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

test('prints the tasks in the order in which they wait', () => {
  const tasks =
    '        dependentTasks: [third]\n      third:\n        componentRef: {name: comp-make}\n        dependentTasks: [use]\n';
  expect(diagnose(edit(['{name: comp-make}\n', `{name: comp-make}\n${tasks}`]))).toEqual([
    lines(
      'error IR-031 p.yaml:29:7 at root.dag.tasks.make',
      'These tasks wait for each other: make -> third -> use -> make.',
      'hint: Each waits for the next. Remove one of these inputs or dependencies.',
    ),
  ]);
});

test('a task that waits for itself', () => {
  expect(diagnose(edit(['{name: comp-make}\n', '{name: comp-make}\n        dependentTasks: [make]\n']))[0]).toContain(
    'These tasks wait for each other: make -> make.',
  );
});

test('a task that waits for its own status', () => {
  const source = '{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}';
  expect(diagnose(edit([source, '{taskFinalStatus: {producerTask: use}}']))[0]).toContain(
    'These tasks wait for each other: use -> use.',
  );
});
