import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

test('components that contain each other', () => {
  const components =
    '  comp-a:\n    dag: {tasks: {t: {componentRef: {name: comp-b}}}}\n' +
    '  comp-b:\n    dag: {tasks: {t: {componentRef: {name: comp-a}}}}\n';
  expect(diagnose(edit(['deploymentSpec:\n', `${components}deploymentSpec:\n`]))).toEqual([
    lines(
      'error IR-032 p.yaml:20:3 at components.comp-a',
      'These components contain each other: comp-a -> comp-b -> comp-a.',
      'hint: A component cannot be a part of itself.',
    ),
  ]);
});

test('a component named "root" is not the root', () => {
  const component = '  root:\n    dag: {tasks: {t: {componentRef: {name: comp-make}}}}\n';
  const text = edit(['deploymentSpec:\n', `${component}deploymentSpec:\n`], ['{name: comp-use}', '{name: root}']);
  expect(diagnose(text)).toEqual([]);
});
