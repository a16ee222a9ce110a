import { expect, test } from 'vitest';
import { loadPipeline } from '../load-pipeline.ts';
import type { ContainerSpec, PipelineSpec } from '../pipeline-spec.ts';
import { isDeeplyFrozen } from '../testing/is-deeply-frozen.ts';
import { basePipeline, diagnose, edit, lines } from '../testing/pipeline-text.ts';

function spec(text: string): PipelineSpec {
  const { pipeline, diagnostics } = loadPipeline(text, { file: 'p.yaml' });
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  if (pipeline === undefined) {
    throw new Error('not loaded');
  }
  return pipeline.spec;
}

/** The container of `exec-use`, written in flow style. */
const container = (text: string): string => edit(['{image: alpine}', text]);
const readContainer = (text: string): ContainerSpec | undefined =>
  spec(container(text)).deploymentSpec.executors['exec-use']?.container;
const inContainer = 'deploymentSpec.executors.exec-use.container';

test('fills in what is left out, and freezes everything', () => {
  const minimal = 'pipelineInfo: {name: demo}\nschemaVersion: 2.1.0\nroot: {dag: {}}\n';
  expect(spec(minimal)).toEqual({
    pipelineInfo: { name: 'demo' },
    schemaVersion: '2.1.0',
    root: {
      inputDefinitions: { parameters: {}, artifacts: {} },
      outputDefinitions: { parameters: {}, artifacts: {} },
      dag: { tasks: {}, outputs: { parameters: {}, artifacts: {} } },
    },
    components: {},
    deploymentSpec: { executors: {} },
  });
  expect(isDeeplyFrozen(spec(minimal))).toBe(true);
  expect(isDeeplyFrozen(spec(basePipeline))).toBe(true);
});

test('null is the same as nothing, except for JSON values', () => {
  const text = edit([
    'text:\n          parameterType: STRING',
    'text: {parameterType: STRING, description: null, defaultValue: null}',
  ]);
  expect(spec(text).components['comp-use']?.inputDefinitions.parameters['text']).toEqual({
    parameterType: 'STRING',
    defaultValue: null,
  });
  expect(spec(`${basePipeline}defaultPipelineRoot:\n`)).toEqual(spec(basePipeline));
  expect(diagnose(edit(['name: demo', 'name:']))).toEqual([
    lines('error IR-013 p.yaml:1:1 at pipelineInfo', 'The field "name" is missing.'),
  ]);
});

test('takes the names of the proto too, everywhere but in user data', () => {
  const snake = basePipeline
    .replaceAll(/\b(pipelineInfo|schemaVersion|executorLabel|outputDefinitions|inputDefinitions)\b/g, toSnake)
    .replaceAll(/\b(parameterType|artifactType|schemaTitle|deploymentSpec|componentRef)\b/g, toSnake)
    .replaceAll(/\b(taskOutputParameter|producerTask|outputParameterKey)\b/g, toSnake);
  expect(snake).toContain('task_output_parameter');
  expect(spec(snake)).toEqual(spec(basePipeline));
  // Names that the user chose stay as they are.
  expect(Object.keys(spec(edit(['  comp-use:', '  comp_use:'], ['comp-use}', 'comp_use}'])).components)).toContain(
    'comp_use',
  );
});

function toSnake(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
}

test('both spellings of one field are one name', () => {
  expect(diagnose(container('{image: a, image: b}'))).toEqual([
    lines(
      `error IR-004 p.yaml:25:29 at ${inContainer}.image`,
      'The key "image" is here twice.',
      'hint: Remove or rename one of the two.',
    ),
  ]);
  expect(diagnose(`${basePipeline}sdk_version: a\nsdkVersion: b\n`)).toEqual([
    lines(
      'error IR-004 p.yaml:37:1 at sdkVersion',
      'The key "sdkVersion" is here twice.',
      'hint: Remove or rename one of the two.',
    ),
  ]);
});

test('names that mean something to JavaScript are ordinary names', () => {
  const text = basePipeline
    .replaceAll('comp-make', '__proto__')
    .replaceAll('comp-use', 'constructor')
    .replaceAll('exec-make', 'toString')
    .replaceAll('exec-use', 'hasOwnProperty')
    .replaceAll(/\bmake\b/g, 'valueOf')
    .replaceAll('text:', '__proto__:');
  const read = spec(text);
  expect(Object.keys(read.components)).toEqual(['__proto__', 'constructor']);
  expect(read.components['__proto__']?.executorLabel).toBe('toString');
  expect(read.components['toString']).toBeUndefined();
  expect(Object.keys(read.components['constructor']?.inputDefinitions.parameters ?? {})).toEqual(['__proto__']);
  expect(diagnose(container('{image: a, constructor: b}'))[0]).toContain('There is no field "constructor" here.');
});

test('JSON values keep what the user wrote', () => {
  const value = '{"__proto__": [1, 2.0, 12345678901234567890, yes, 2024-01-02, 1e3, ~], b: "é"}';
  const text = edit([
    '{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}',
    `{runtimeValue: {constant: ${value}}}`,
  ]);
  const constant = spec(text).root.dag?.tasks['use']?.inputs.parameters['text']?.runtimeValue?.constant;
  expect(Object.entries(constant as object)).toEqual([
    ['__proto__', [1, 2, 12345678901234567890n, true, '2024-01-02', '1e3', null]],
    ['b', 'é'],
  ]);
});

test.each([
  [
    '{image: a, resources: {cpuLimit: 2.0, memoryLimit: "1.5", accelerator: {type: g, count: "1"}}}',
    { cpuLimit: 2, memoryLimit: 1.5, accelerator: { type: 'g', count: '1' } },
  ],
  [
    '{image: a, resources: {accelerator: {count: 2, resourceCount: "3"}}}',
    { accelerator: { count: 2, resourceCount: '3' } },
  ],
])('numbers of %s', (text, resources) => {
  expect(readContainer(text)?.resources).toEqual(resources);
});

const task = (fields: string): string => edit(['{name: comp-use}\n', `{name: comp-use}\n        ${fields}\n`]);

test('64-bit integers may be text, integers may be written as 2.0', () => {
  const read = spec(task('retryPolicy: {maxRetryCount: "3", backoffDuration: 1.5s, backoffFactor: 2}')).root.dag?.tasks[
    'use'
  ];
  expect(read?.retryPolicy).toEqual({ maxRetryCount: 3, backoffDuration: '1.5s', backoffFactor: 2 });
  expect(spec(task('iteratorPolicy: {parallelismLimit: 2.0}')).root.dag?.tasks['use']?.iteratorPolicy).toEqual({
    parallelismLimit: 2,
  });
});

test('the old forms of types and constants', () => {
  const old = edit(
    ['text:\n          parameterType: STRING', 'text: {type: INT}'],
    [
      '{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}',
      '{runtimeValue: {constantValue: {intValue: "5"}}}',
    ],
  );
  expect(spec(old).components['comp-use']?.inputDefinitions.parameters['text']).toEqual({
    parameterType: 'NUMBER_INTEGER',
  });
  expect(spec(old).root.dag?.tasks['use']?.inputs.parameters['text']).toEqual({ runtimeValue: { constant: 5 } });
  const parameter = edit(
    ['root:\n', 'root:\n  inputDefinitions: {parameters: {n: {parameterType: STRING}}}\n'],
    [
      '{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}',
      '{runtimeValue: {runtimeParameter: n}}',
    ],
  );
  expect(spec(parameter).root.dag?.tasks['use']?.inputs.parameters['text']).toEqual({ componentInputParameter: 'n' });
  const none = edit(['text:\n          parameterType: STRING', 'text: {}']);
  expect(spec(none).components['comp-use']?.inputDefinitions.parameters['text']).toEqual({
    parameterType: 'PARAMETER_TYPE_ENUM_UNSPECIFIED',
  });
});

test.each([
  ['{image: [a]}', '25:19', 'image', 'Here must be text, not a list.', undefined],
  ['{image: 3.10}', '25:26', 'image', 'Here must be text, not the number 3.10.', 'hint: Put it in quotes: "3.10".'],
  ['{image: no}', '25:26', 'image', 'Here must be text, not false.', 'hint: Put it in quotes: "no".'],
  ['{image: a, args: x}', '25:35', 'args', 'Here must be a list, not the text "x".', undefined],
  ['{image: a, args: [x, ~]}', '25:39', 'args[1]', 'Here must be text, not null.', 'hint: Put it in quotes: "~".'],
  [
    '{image: a, env: [{name: A, value: 1}]}',
    '25:52',
    'env[0].value',
    'Here must be text, not the number 1.',
    'hint: Put it in quotes: "1".',
  ],
  ['{image: a, resources: []}', '25:29', 'resources', 'Here must be a map, not a list.', undefined],
  [
    '{image: a, resources: {cpuLimit: many}}',
    '25:51',
    'resources.cpuLimit',
    'Here must be a number, not the text "many".',
    undefined,
  ],
  ['{image: a, lifecycle: 3}', '25:40', 'lifecycle', 'Here must be a map, not the number 3.', undefined],
])('wrong kind: %s', (text, place, path, message, hint) => {
  const expected = [
    `error IR-014 p.yaml:${place} at ${inContainer}.${path}`,
    message,
    ...(hint === undefined ? [] : [hint]),
  ];
  expect(diagnose(container(text))).toEqual([lines(...expected)]);
});

test.each([
  ['retryPolicy: {maxRetryCount: 1.5}', 'error IR-014', 'Here must be a whole number, not the number 1.5.'],
  ['retryPolicy: {backoffDuration: 30}', 'error IR-014', 'Here must be text, not the number 30.'],
  ['retryPolicy: {backoffDuration: 30m}', 'error IR-015', '"30m" is not a duration in seconds, such as "30s".'],
  ['cachingOptions: {enableCache: 1}', 'error IR-014', 'Here must be true or false, not the number 1.'],
  [
    'triggerPolicy: {strategy: ALL}',
    'error IR-015',
    '"ALL" is not one of TRIGGER_STRATEGY_UNSPECIFIED, ALL_UPSTREAM_TASKS_SUCCEEDED, ALL_UPSTREAM_TASKS_COMPLETED.',
  ],
])('wrong value: %s', (fields, code, message) => {
  const [found = ''] = diagnose(task(fields));
  expect(found.split('\n')[0]).toMatch(new RegExp(`^${code} p.yaml:33:\\d+ at root.dag.tasks.use.`));
  expect(found.split('\n')[1]).toBe(message);
});

test('numbers that JSON cannot say', () => {
  const text = edit([
    '{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}',
    '{runtimeValue: {constant: [.inf]}}',
  ]);
  expect(diagnose(text)).toEqual([
    lines(
      'error IR-015 p.yaml:35:46 at root.dag.tasks.use.inputs.parameters.text.runtimeValue.constant[0]',
      '".inf" is not a finite number.',
    ),
  ]);
});

test('all faults at once, in order of place', () => {
  const text = edit(
    ['name: demo', 'nam: demo'],
    ['executorLabel: exec-use', 'executorLabel: 3'],
    ['{name: comp-use}', '{}'],
  );
  expect(diagnose(text)).toEqual([
    lines('error IR-013 p.yaml:1:1 at pipelineInfo', 'The field "name" is missing.'),
    lines('error IR-012 p.yaml:2:3 at pipelineInfo.nam', 'There is no field "nam" here.', 'hint: Did you mean "name"?'),
    lines(
      'error IR-014 p.yaml:15:20 at components.comp-use.executorLabel',
      'Here must be text, not the number 3.',
      'hint: Put it in quotes: "3".',
    ),
    lines('error IR-013 p.yaml:32:9 at root.dag.tasks.use.componentRef', 'The field "name" is missing.'),
  ]);
});

test('aliases and merges', () => {
  const text = basePipeline.replace(
    'exec-make:\n      container: {image: alpine}\n    exec-use:\n      container: {image: alpine}',
    'exec-make: &e\n      container: &c {image: alpine, args: [a]}\n    exec-use:\n      container: {<<: *c, image: busybox}',
  );
  expect(spec(text).deploymentSpec.executors['exec-use']).toEqual({
    container: { image: 'busybox', args: ['a'], command: [], env: [] },
  });
  expect(
    spec(text.replace('{<<: *c, image: busybox}', '\n        <<: [{image: x}, *c]')).deploymentSpec.executors[
      'exec-use'
    ],
  ).toEqual({
    container: { image: 'x', args: ['a'], command: [], env: [] },
  });
  expect(diagnose(container('&x {<<: *x, image: a}'))).toEqual([
    lines(`error IR-005 p.yaml:25:7 at ${inContainer}`, 'A merge ("<<") must name a map that does not contain it.'),
  ]);
});

test('thousands of faults are bounded', () => {
  const wrong = Array.from({ length: 5000 }, (_, index) => `x${index}: 1`).join('\n');
  expect(diagnose(`${basePipeline}${wrong}\n`)).toHaveLength(1000);
});
