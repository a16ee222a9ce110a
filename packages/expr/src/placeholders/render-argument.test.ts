import type { JsonValue } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { parsePlaceholders } from './parse-placeholders.ts';
import { referencedInputs } from './referenced-inputs.ts';
import { renderArguments, renderText } from './render-argument.ts';
import type { PlaceholderValues } from './render-argument.ts';

const parameters: Readonly<Record<string, JsonValue>> = {
  text: 'he said "{{$.inputs.parameters[\'number\']}}"',
  number: 1e21,
  small: 1.5e-7,
  integral: 2,
  flag: true,
  big: 9007199254740993n,
  list: [1, 'a<b', null],
  struct: { z: 1, a: { b: 1.5 } },
  nothing: null,
};
const artifact = { name: 'n', uri: 'minio://b/k', path: '/minio/b/k', metadata: { s: 'x y', n: 0.1, o: { q: [] } } };
const values: PlaceholderValues = {
  executorInput: () => '{"inputs":{}}',
  parameter: (name) => parameters[name],
  inputArtifacts: (name) => (name === 'a' ? [artifact, artifact] : name === 'empty' ? [] : undefined),
  outputArtifacts: (name) => (name === 'o' ? [{ name: 'o', uri: 'ftp://x' }] : undefined),
  outputFile: (name) => `/tiphys/outputs/${name}`,
  outputMetadataFile: () => '/tiphys/output_metadata.json',
  job: (property) => (property === 'workspacePath' ? undefined : `<${property}>`),
  isPresent: (name) => name === 'text' || name === 'a',
};

function render(...texts: readonly string[]): string[] {
  return renderArguments(
    texts.map((text) => parsePlaceholders(text)),
    values,
  );
}

const parameter = (name: string): string => `{{$.inputs.parameters['${name}']}}`;

test('parameters as text', () => {
  expect(render(...Object.keys(parameters).map(parameter))).toEqual([
    'he said "{{$.inputs.parameters[\'number\']}}"',
    '1000000000000000000000',
    '0.00000015',
    '2',
    'true',
    '9007199254740993',
    String.raw`[1,"a\u003cb",null]`,
    '{"a":{"b":1.5},"z":1}',
    '',
  ]);
});

test('as JSON, a parameter alone keeps its type, and anything else is a text', () => {
  const json = (name: string): string | undefined => renderText({ json: { parameter: name } }, values);
  expect(['integral', 'big', 'flag', 'nothing', 'unknown', 'struct'].map(json)).toEqual([
    '2',
    '9007199254740993',
    'true',
    'null',
    'null',
    '{"z":1,"a":{"b":1.5}}',
  ]);
  expect(json('text')).toBe(JSON.stringify(parameters['text']));
  expect(renderText({ json: { concat: [{ parameter: 'integral' }, '"'] } }, values)).toBe('"2\\""');
  expect(referencedInputs({ json: { concat: ['x', { parameter: 'flag' }] } }).parameters).toEqual(['flag']);
});

test('a value is not rendered again, and an absent part leaves the rest', () => {
  expect(render(`<${parameter('text')}>`, `x=${parameter('nothing')};`, parameter('unknown'))).toEqual([
    '<he said "{{$.inputs.parameters[\'number\']}}">',
    'x=;',
    '',
  ]);
});

test('artifacts, output files, the run', () => {
  expect(
    render(
      "{{$.inputs.artifacts['a'].uri}} {{$.inputs.artifacts['a'].path}} {{$.inputs.artifacts['a'].name}}",
      "{{$.inputs.artifacts['a'].metadata['s']}} {{$.inputs.artifacts['a'].metadata['n']}}",
      "{{$.inputs.artifacts['a'].metadata['toString']}}",
      "{{$.inputs.artifacts['a'].metadata}}",
      "{{$.inputs.artifacts['empty'].uri}}",
      "{{$.outputs.artifacts['o'].path}}",
      "{{$.outputs.artifacts['o']}}",
      "{{$.outputs.parameters['p'].output_file}}",
      '{{$.outputs.output_file}}',
      '{{$.pipeline_job_name}}-{{$.pipeline_task_uuid}}',
      '{{$}}',
      '"{{$.json_escape[1]}}"',
    ),
  ).toEqual([
    'minio://b/k /minio/b/k n',
    'x y 0.1',
    '',
    '{"n":0.1,"o":{"q":[]},"s":"x y"}',
    '',
    '',
    '[{"metadata":{},"name":"o","uri":"ftp://x"}]',
    '/tiphys/outputs/p',
    '/tiphys/output_metadata.json',
    '<jobName>-<taskId>',
    '{"inputs":{}}',
    String.raw`"{\"inputs\":{}}"`,
  ]);
});

test('IfPresent is spliced, Concat drops what is absent', () => {
  const option = (name: string): string => `{"IfPresent":{"InputName":"${name}","Then":["--x","${parameter(name)}"]}}`;
  expect(render('a', option('text'), option('nothing'), 'z')).toEqual(['a', '--x', String(parameters['text']), 'z']);
  expect(render('{"IfPresent":{"InputName":"a","Then":"given"}}')).toEqual(['given']);
  expect(render('{"IfPresent":{"InputName":"no","Then":"given","Else":["not","given"]}}')).toEqual(['not', 'given']);
  expect(
    render('{"Concat":["a",{"IfPresent":{"InputName":"no","Then":"x"}},{"Concat":[]},{"Concat":["b","c"]}]}'),
  ).toEqual(['abc']);
  expect(render('{"IfPresent":{"InputName":"a","Then":[{"IfPresent":{"InputName":"no","Then":"x"}},"y"]}}')).toEqual([
    'y',
  ]);
});

test('one text may be absent as a whole', () => {
  expect(renderText(parsePlaceholders(parameter('nothing')), values)).toBeUndefined();
  expect(renderText(parsePlaceholders('{"IfPresent":{"InputName":"no","Then":"x"}}'), values)).toBeUndefined();
  expect(renderText(parsePlaceholders(`x${parameter('nothing')}`), values)).toBe('x');
  expect(renderText('', values)).toBe('');
});

test('what an argument reads', () => {
  const argument = parsePlaceholders(
    `{"IfPresent":{"InputName":"p","Then":["${parameter('b')}${parameter('a')}"],"Else":"{{$.inputs.artifacts['d'].uri}}"}}`,
  );
  expect(referencedInputs(argument)).toEqual({
    parameters: ['a', 'b'],
    artifacts: ['d'],
    presence: ['p'],
    executorInput: false,
  });
  expect(referencedInputs(['x', parsePlaceholders('-{{$}}-')]).executorInput).toBe(true);
});
