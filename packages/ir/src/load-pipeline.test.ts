import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadPipeline } from './load-pipeline.ts';
import { basePipeline, diagnose, edit, lines } from './testing/pipeline-text.ts';

const platform =
  'platforms:\n  kubernetes:\n    deploymentSpec:\n      executors:\n        exec-use: {nodeSelector: {labels: {disk: ssd}}}\n';
const indent = (text: string, by: number): string => text.replaceAll(/^(?=.)/gm, ' '.repeat(by));
const load = (text: string | Uint8Array) => loadPipeline(text, { file: 'p.yaml' });
const plain = load(basePipeline).pipeline;

test('the platform document may come first, last or not at all', () => {
  expect(plain?.platform).toBeUndefined();
  for (const text of [`${basePipeline}---\n${platform}`, `${platform}---\n${basePipeline}---\n`]) {
    const { pipeline, diagnostics } = load(text);
    expect(diagnostics).toEqual([]);
    expect(pipeline?.spec).toEqual(plain?.spec);
    expect(pipeline?.platform?.platforms.kubernetes?.deploymentSpec?.executors['exec-use']?.nodeSelector).toEqual({
      labels: { disk: 'ssd' },
    });
  }
});

test('locates values of both documents', () => {
  const { pipeline } = load(`# comment\n${basePipeline}---\n${platform}`);
  const at = (...path: (string | number)[]) => {
    const start = pipeline?.locate(path)?.start;
    return `${start?.line ?? ''}:${start?.column ?? ''}`;
  };
  expect(at('root', 'dag', 'tasks', 'use')).toBe('32:7');
  expect(at('root', 'dag', 'tasks', 'use', 'nothing', 'there')).toBe('32:7');
  expect(at('platforms', 'kubernetes', 'deploymentSpec', 'executors', 'exec-use')).toBe('42:9');
  expect(plain?.locate(['platforms', 'kubernetes'])).toBeUndefined();
});

const manifests = [
  'apiVersion: pipelines.kubeflow.org/v2beta1\nkind: Pipeline\nmetadata: {name: demo}\n---\n',
  'apiVersion: pipelines.kubeflow.org/v2beta1\nkind: PipelineVersion\nmetadata: {name: demo-1}\nspec:\n  pipelineName: demo\n',
  `  pipelineSpec:\n${indent(basePipeline, 4)}  platformSpec:\n${indent(platform, 4)}`,
].join('');

test("KFP's Kubernetes manifests", () => {
  const { pipeline, diagnostics } = load(manifests);
  expect(diagnostics).toEqual([]);
  expect(pipeline?.spec).toEqual(plain?.spec);
  expect(Object.keys(pipeline?.platform?.platforms ?? {})).toEqual(['kubernetes']);
  expect(pipeline?.locate(['root', 'dag', 'tasks', 'use'])?.start).toMatchObject({ line: 41, column: 11 });
});

test('a pipeline inside a PipelineJob', () => {
  const job = `pipelineSpec:\n${indent(basePipeline, 2)}runtimeConfig: {parameterValues: {a: 1}}\n`;
  expect(load(job).pipeline?.spec).toEqual(plain?.spec);
  expect(diagnose(job)).toEqual([
    lines(
      'warning IR-017 p.yaml:37:16',
      'The "runtimeConfig" beside the pipeline is not used.',
      'hint: Give the values when the pipeline is run.',
    ),
  ]);
});

test('JSON gives the same pipeline as YAML, with places of its own', () => {
  const text = JSON.stringify(plain?.spec, null, 1);
  const { pipeline, diagnostics } = load(text);
  expect(diagnostics).toEqual([]);
  expect(pipeline?.spec).toEqual(plain?.spec);
  expect(diagnose(text.replace('"comp-use"\n', '"comp-uze"\n'))).toEqual([
    expect.stringMatching(/^error IR-024 p.yaml:\d+:\d+ at root.dag.tasks.use.componentRef.name\n/),
  ]);
});

test.each([
  ['nothing', '', 'error IR-002 p.yaml:1:1'],
  ['white space', '\n \n', 'error IR-002 p.yaml:1:1'],
  ['empty documents', '---\n---\n', 'error IR-002 p.yaml:1:1'],
  ['a list', '- a\n', 'error IR-009 p.yaml:1:1'],
  ['a text', 'hello', 'error IR-009 p.yaml:1:1'],
  ['a platform alone', platform, 'error IR-009 p.yaml:1:1'],
  ['a manifest of another kind', 'kind: Secret\n', 'error IR-009 p.yaml:1:1'],
  ['broken JSON', '{"root": }}', 'error IR-003 p.yaml:1:11'],
])('%s is refused', (_name, text, header) => {
  expect(diagnose(text).map((one) => one.split('\n')[0])).toEqual([header]);
});

test('an Argo workflow is named as such', () => {
  expect(diagnose('apiVersion: argoproj.io/v1alpha1\nkind: Workflow\n')).toEqual([
    lines(
      'error IR-009 p.yaml:1:1',
      'This is not a KFP v2 pipeline: it is an Argo Workflow.',
      'hint: If it came from the KFP v1 SDK, compile the pipeline again with kfp 2; tiphys run --from-manifest runs it as it is.',
    ),
  ]);
});

test('two of a kind', () => {
  expect(diagnose(`${basePipeline}---\n${platform}---\n${platform}`).map((one) => one.split('\n').slice(0, 2))).toEqual(
    [['error IR-010 p.yaml:43:1', 'The file has a second platform document.']],
  );
});

const compiledFile = 'hint: Give the YAML file that the KFP SDK compiled.';

test('binary files', () => {
  expect(diagnose(Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10]))).toEqual([
    lines('error IR-001 p.yaml:1:1', 'This is not a text file: it looks like a PNG image.', compiledFile),
  ]);
  expect(diagnose(Uint8Array.from([0x61, 0xff, 0xfe]))).toEqual([
    lines('error IR-001 p.yaml:1:1', 'This is not a text file: it is not UTF-8.', compiledFile),
  ]);
  expect(diagnose(Uint8Array.from([0x50, 0x4b, 3, 4, 0]))[0]).toContain('hint: Unpack it first');
  expect(diagnose('a: 1\nb: \0\n')).toEqual([
    lines('error IR-001 p.yaml:2:4', 'This is not a text file: it has a NUL character here.', compiledFile),
  ]);
});

test('encodings, byte order marks and line breaks make no difference', () => {
  const utf8 = new TextEncoder().encode(`\ufeff${basePipeline}`);
  const utf16 = new Uint8Array(new Uint16Array([0xfeff, ...[...basePipeline].map((one) => one.charCodeAt(0))]).buffer);
  for (const text of [`\ufeff${basePipeline}`, utf8, utf16, basePipeline.replaceAll('\n', '\r\n')]) {
    expect(load(text).pipeline?.spec).toEqual(plain?.spec);
  }
  const crlf = edit(['{name: comp-use}', '{name: x}']).replaceAll('\n', '\r\n');
  expect(diagnose(crlf)[0]).toContain('p.yaml:32:30');
});

test('deep nesting is a fault, not a crash', () => {
  for (const text of ['['.repeat(100_000), '{"a":'.repeat(1000) + '1' + '}'.repeat(1000), '- '.repeat(50_000)]) {
    expect(diagnose(text)[0]).toContain('error IR-003');
  }
});

test('an alias bomb is stopped', () => {
  const bomb = Array.from(
    { length: 30 },
    (_, index) => `l${index}: &l${index} [${index === 0 ? 'x' : `*l${index - 1}, *l${index - 1}`}]`,
  );
  const constant = `{runtimeValue: {constant: {${bomb.join(', ')}}}}`;
  const text = edit(['{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}', constant]);
  expect(diagnose(text)).toEqual([expect.stringContaining('error IR-006')]);
});

test('faults by the thousand take no quadratic time', () => {
  const wrong = Array.from({ length: 50_000 }, (_, index) => `field_${index}: 1\n`).join('');
  expect(diagnose(basePipeline + wrong)).toHaveLength(1000);
  const tasks = Array.from(
    { length: 5000 },
    (_, index) => `      use-${index}: {componentRef: {name: comp-use-${index}}}\n`,
  );
  expect(diagnose(basePipeline + tasks.join(''))).toHaveLength(300);
});

test('a merge of merges is read once', () => {
  const merges = Array.from({ length: 30 }, (_, index) => {
    const sources = index === 0 ? 'image: alpine' : `<<: [*m${index - 1}, *m${index - 1}]`;
    return `${' '.repeat(16)}m${index}: &m${index} {${sources}}\n`;
  });
  const holder = `{runtimeValue:\n              {constant: {\n${merges.join('').replaceAll('}\n', '},\n')}}}}`;
  const text = edit(['{taskOutputParameter: {producerTask: make, outputParameterKey: Output}}', holder]);
  const constant = load(text).pipeline?.spec.root.dag?.tasks['use']?.inputs.parameters['text']?.runtimeValue?.constant;
  expect(Object.values(constant as object)).toEqual(Array.from({ length: 30 }, () => ({ image: 'alpine' })));
});

test('no input makes it throw', () => {
  const pieces = [
    '{',
    '}',
    '[',
    ']',
    ':',
    ' ',
    '\n',
    '- ',
    '&a ',
    '*a',
    '!!map ',
    '? ',
    '"',
    "'",
    '|',
    '>',
    '#',
    '<<: ',
    '\t',
    '\0',
    '~',
    '%YAML 1.2\n',
    '---\n',
    '\ud800',
    '__proto__: ',
  ];
  const mutation = fc.record({
    at: fc.nat(basePipeline.length),
    drop: fc.nat(30),
    add: fc.constantFrom(...pieces, ''),
  });
  fc.assert(
    fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
      const text = mutations.reduce(
        (before, { at, drop, add }) => before.slice(0, at) + add + before.slice(at + drop),
        basePipeline,
      );
      const { pipeline, diagnostics } = load(text);
      const refused = diagnostics.some(({ severity }) => severity === 'error');
      expect(pipeline === undefined).toBe(refused);
      for (const { range } of diagnostics) {
        expect(range?.start.line).toBeLessThanOrEqual(text.split(/\r\n|\n|\r/).length);
      }
    }),
    { numRuns: 1000 },
  );
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void load(bytes)));
});
