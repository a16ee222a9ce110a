import { UsageError } from '@tiphys/diagnostics';
import { loadPipeline } from '@tiphys/ir';
import type { LoadedPipeline } from '@tiphys/ir';
import { describe, expect, test } from 'vitest';
import { checkRunParameters, parseParameterFlags } from './run-parameters.ts';
import type { GivenParameter } from './given-parameter.ts';

const types = {
  text: 'STRING',
  whole: 'NUMBER_INTEGER',
  real: 'NUMBER_DOUBLE',
  flag: 'BOOLEAN',
  list: 'LIST',
  map: 'STRUCT',
};
const pipeline = load(
  Object.entries(types).map(([name, type]) => `      ${name}: {parameterType: ${type}, isOptional: true}`),
);
const required = load(['      epochs:', '        parameterType: NUMBER_INTEGER']);

function load(parameters: readonly string[]): LoadedPipeline {
  const text = [
    'pipelineInfo: {name: p}',
    'schemaVersion: 2.1.0',
    'components: {comp-a: {executorLabel: exec-a}}',
    'deploymentSpec: {executors: {exec-a: {container: {image: i, command: [c]}}}}',
    'root:',
    '  dag: {tasks: {a: {componentRef: {name: comp-a}, taskInfo: {name: a}}}}',
    '  inputDefinitions:',
    '    parameters:',
    ...parameters,
    '',
  ].join('\n');
  const loaded = loadPipeline(text, { file: 'p.yaml' });
  expect(loaded.diagnostics).toEqual([]);
  if (loaded.pipeline === undefined) throw new Error('no pipeline');
  return loaded.pipeline;
}

function flag(text: string): GivenParameter {
  return { from: 'flag', text };
}

describe('-p texts', () => {
  test('are split at the first =, and the last of a name wins', () => {
    expect([...parseParameterFlags(['a=1', 'b=x=y', 'a=', 'c= '])]).toEqual([
      ['a', flag('')],
      ['b', flag('x=y')],
      ['c', flag(' ')],
    ]);
  });

  test.each(['a', '=1', ''])('%j is refused', (text) => {
    expect(() => parseParameterFlags([text])).toThrow(UsageError);
  });
});

describe('values', () => {
  test.each([
    ['text', 'any {{thing}} "at all"'],
    ['text', ''],
    ['whole', '3'],
    ['whole', '3.0'],
    ['whole', '9007199254740993'],
    ['real', '1e-3'],
    ['flag', 'true'],
    ['list', '[1, "a"]'],
    ['map', '{"a": {}}'],
  ])('%s takes %s, as it is', (name, text) => {
    expect(checkRunParameters(pipeline, new Map([[name, flag(text)]]), '/work')).toEqual({
      texts: { [name]: text },
      diagnostics: [],
    });
  });

  test.each([
    ['whole', 'three'],
    ['whole', '3.5'],
    ['whole', ''],
    ['whole', '"3"'],
    ['real', 'nan'],
    ['flag', 'True'],
    ['flag', '1'],
    ['list', '{"a": 1}'],
    ['map', '[]'],
    ['map', 'null'],
  ])('%s refuses %j', (name, text) => {
    const { diagnostics } = checkRunParameters(pipeline, new Map([[name, flag(text)]]), '/work');
    expect(diagnostics).toMatchObject([
      { code: 'CLI-003', severity: 'error', path: ['root', 'inputDefinitions', 'parameters', name] },
    ]);
    expect(diagnostics[0]?.range?.start.line).toBe(9 + Object.keys(types).indexOf(name));
    expect(diagnostics[0]?.message).toMatch(/, and \S.* is not\.$/);
    expect(diagnostics[0]?.hint).toContain(`-p '${name}=`);
  });

  test('of a file keep their types, and become the same texts', () => {
    const given = new Map<string, GivenParameter>([
      ['text', { from: 'file', value: '3' }],
      ['whole', { from: 'file', value: 9007199254740993n }],
      ['list', { from: 'file', value: [1, 'a'] }],
    ]);
    expect(checkRunParameters(pipeline, given, '/work')).toEqual({
      texts: { text: '3', whole: '9007199254740993', list: '[1,"a"]' },
      diagnostics: [],
    });
    const { diagnostics } = checkRunParameters(pipeline, new Map([['text', { from: 'file', value: 3 }]]), '/work');
    expect(diagnostics).toMatchObject([{ code: 'CLI-003', hint: 'Write text: "text" in the parameters file.' }]);
  });
});

test('an unknown name is refused with the nearest one', () => {
  const { diagnostics } = checkRunParameters(pipeline, new Map([['txet', flag('x')]]), '/work');
  expect(diagnostics).toMatchObject([{ code: 'CLI-001', hint: 'Did you mean "text"?' }]);
  const proto = checkRunParameters(pipeline, new Map([['__proto__', flag('x')]]), '/work');
  expect(proto.diagnostics).toMatchObject([{ code: 'CLI-001' }]);
});

test('a missing one is reported where it is declared', () => {
  const { diagnostics } = checkRunParameters(required, new Map(), '/work');
  expect(diagnostics).toMatchObject([
    { code: 'CLI-002', hint: 'Add -p epochs=VALUE; it is an integer.', range: { file: 'p.yaml', start: { line: 9 } } },
  ]);
});

describe('input artifacts', () => {
  const artifacts = load([
    '      n: {parameterType: STRING, isOptional: true}',
    '    artifacts:',
    '      model: {artifactType: {schemaTitle: system.Model}}',
    '      extra: {artifactType: {schemaTitle: system.Model}, isOptional: true}',
  ]);

  test('are given like parameters', () => {
    expect(checkRunParameters(artifacts, new Map([['model', flag('m.bin')]]), '/work')).toEqual({
      texts: { model: 'file:///work/m.bin' },
      diagnostics: [],
    });
  });

  test('have to be there unless they are optional, and have to be artifacts', () => {
    const missing = checkRunParameters(artifacts, new Map(), '/work').diagnostics;
    expect(missing).toMatchObject([
      {
        code: 'CLI-002',
        path: ['root', 'inputDefinitions', 'artifacts', 'model'],
        hint: 'Add -p model=VALUE; it is an artifact.',
      },
    ]);
    const wrong = checkRunParameters(artifacts, new Map([['model', flag('{"url": 1}')]]), '/work').diagnostics;
    expect(wrong).toMatchObject([{ code: 'CLI-003', path: ['root', 'inputDefinitions', 'artifacts', 'model'] }]);
  });
});

test('a value has to be among those that the parameter allows', () => {
  const sizes = load(['      size: {parameterType: STRING, literals: [small, large]}']);
  expect(checkRunParameters(sizes, new Map([['size', flag('large')]]), '/work').diagnostics).toEqual([]);
  expect(checkRunParameters(sizes, new Map([['size', flag('huge')]]), '/work').diagnostics).toMatchObject([
    {
      code: 'CLI-004',
      path: ['root', 'inputDefinitions', 'parameters', 'size'],
      hint: 'It is one of "small", "large".',
    },
  ]);
});
