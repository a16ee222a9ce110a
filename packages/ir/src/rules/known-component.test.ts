import { expect, test } from 'vitest';
import { diagnose, edit, lines } from '../testing/pipeline-text.ts';

test('names the component that was probably meant', () => {
  expect(diagnose(edit(['name: comp-use', 'name: comp-uze']))).toEqual([
    lines(
      'error IR-024 p.yaml:32:30 at root.dag.tasks.use.componentRef.name',
      'There is no component "comp-uze".',
      'hint: Did you mean "comp-use"?',
    ),
  ]);
});

test('lists the components if none is similar', () => {
  expect(diagnose(edit(['name: comp-use', 'name: evaluate']))).toEqual([
    lines(
      'error IR-024 p.yaml:32:30 at root.dag.tasks.use.componentRef.name',
      'There is no component "evaluate".',
      'hint: The components here are: comp-make, comp-use.',
    ),
  ]);
});

test.each(['constructor', '__proto__', 'toString'])('knows no component "%s" by inheritance', (name) => {
  expect(diagnose(edit(['name: comp-use', `name: ${name}`]))[0]).toContain(`There is no component "${name}".`);
});
