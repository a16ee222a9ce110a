import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

test('dependentTasks', () => {
  const text = edit(['        inputs:\n', '        dependentTasks: [make, Make2]\n        inputs:\n']);

  expect(diagnose(text)).toEqual([
    lines(
      'error IR-026 p.yaml:33:32 at root.dag.tasks.use.dependentTasks[1]',
      'There is no task "Make2" in this DAG.',
      'hint: Did you mean "make"?',
    ),
  ]);
});

test('the task of a final status', () => {
  const source = '{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}';
  expect(diagnose(edit([source, '{taskFinalStatus: {producerTask: gone}}']))).toEqual([
    lines(
      'error IR-026 p.yaml:35:52 at root.dag.tasks.use.inputs.parameters.text.taskFinalStatus.producerTask',
      'There is no task "gone" in this DAG.',
      'hint: The tasks here are: make, use.',
    ),
  ]);
});
