import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

test('names the executor that was probably meant', () => {
  expect(diagnose(edit(['executorLabel: exec-use', 'executorLabel: exec_use']))).toEqual([
    lines(
      'error IR-025 p.yaml:15:20 at components.comp-use.executorLabel',
      'There is no executor "exec_use".',
      'hint: Did you mean "exec-use"?',
    ),
  ]);
});

test.each(['constructor', '__proto__'])('knows no executor "%s" by inheritance', (label) => {
  expect(diagnose(edit(['executorLabel: exec-use', `executorLabel: ${label}`]))).toHaveLength(1);
});
