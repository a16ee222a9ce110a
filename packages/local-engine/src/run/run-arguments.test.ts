import { expect, test } from 'vitest';
import type { Manifest } from '../manifest/manifest.ts';
import { runArguments } from './run-arguments.ts';

const manifest: Manifest = {
  kind: 'Workflow',
  labels: {},
  annotations: {},
  spec: {
    entrypoint: 'main',
    arguments: {
      parameters: [{ name: 'text' }, { name: 'epochs', value: '1' }, { name: 'mode', value: 'a', enum: ['a', 'b'] }],
    },
    templates: [
      {
        name: 'main',
        dag: {
          tasks: [
            {
              name: 'args',
              template: 'x',
              arguments: { parameters: [{ name: 'e', value: "{{=fromJSON(workflow.parameters['epochs'])}}" }] },
            },
          ],
        },
      },
    ],
  },
};

test('strings are taken as they are, other values as JSON, defaults where nothing is given', () => {
  const { parameters, diagnostics } = runArguments(manifest, { text: '{"a": 1}', epochs: [1, 'x', 9007199254740993n] });
  expect(diagnostics).toEqual([]);
  expect(parameters.map(({ name, value }) => [name, value])).toEqual([
    ['text', '{"a": 1}'],
    ['epochs', '[1,"x",9007199254740993]'],
    ['mode', 'a'],
  ]);
});

test('everything that is wrong is said at once, with the name that was meant', () => {
  const { diagnostics } = runArguments(manifest, { epoch: '3', epochs: 'three', mode: 'c' });
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    'RUN-008 The pipeline has no parameter "epoch"',
    'RUN-007 The parameter "text" has no value',
    'RUN-009 The value "three" of the parameter "epochs" is not JSON',
    'RUN-009 The value "c" of the parameter "mode" is not one of a, b',
  ]);
  expect(diagnostics[0]?.hint).toBe('Did you mean "epochs"?');
});

test('a value of the manifest that is none of its own choices is refused, as Argo does', () => {
  const mode = { name: 'mode', value: 'x', enum: ['a', 'b'] };
  const { diagnostics } = runArguments(
    { ...manifest, spec: { ...manifest.spec, arguments: { parameters: [mode] } } },
    {},
  );
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'The value "x" of the parameter "mode" is not one of a, b',
  ]);
});
