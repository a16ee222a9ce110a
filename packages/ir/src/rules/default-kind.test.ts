import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

const withDefault = (type: string, value: string): string =>
  edit(
    ['STRING\ndeploymentSpec', `${type}\n          defaultValue: ${value}\ndeploymentSpec`],
    ['{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}', '{runtimeValue: {constant: 1}}'],
  );

test('warns of a default of another type', () => {
  expect(diagnose(withDefault('NUMBER_INTEGER', '"1000"'))).toEqual([
    lines(
      'warning IR-036 p.yaml:20:25 at components.comp-use.inputDefinitions.parameters.text.defaultValue',
      'The input "text" takes a whole number (NUMBER_INTEGER), and its default is the text "1000".',
      'hint: A run that does not give a value will fail.',
    ),
  ]);
});

test.each(['2.0', '2', 'null'])('takes %s for an integer', (value) => {
  expect(diagnose(withDefault('NUMBER_INTEGER', value))).toEqual([]);
});
