import { argoReleases } from '@tiphys/argo-types';
import { expect, test } from 'vitest';
import type { RunResult } from '../run/run-result.ts';
import { phasesOf, runFixture, runText } from '../testing/run-fixture.ts';
import { argoRules } from './argo-rules.ts';

/* What was seen on controllers 3.5.8, 3.6.10, 3.7.14, 4.0.5 and 4.0.7, or read in their sources (argo-facts, lowering-verified). */

const echo = (output: string): string => `
  - name: echo
    inputs: {parameters: [{name: v, default: the-default}]}
    container: {image: i, command: [sh, -c, 'printf %s "$V" > ${output}'], env: [{name: V, value: "{{inputs.parameters.v}}"}]}
    outputs: {parameters: [{name: v, valueFrom: {path: ${output}}}]}`;

const manifest = (tasks: string, more = ''): string => `
apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: {generateName: rules-}
spec:
  entrypoint: main
  templates:${echo('/tmp/v')}
  - name: main
    dag:
      failFast: false
      tasks: ${tasks}
    ${more}`;

/** What `read` was given, as it gave it back; else its message. */
async function seen(text: string, argoVersion: string): Promise<string> {
  const result = await runText(text, { argoVersion });
  return outputOf(result);
}

function outputOf({ outputs, tasks }: RunResult): string {
  const { v = tasks['read']?.message ?? tasks['read']?.phase ?? null } = outputs;
  return typeof v === 'string' ? v : JSON.stringify(v);
}

const give = 'outputs: {parameters: [{name: v, valueFrom: {parameter: "{{tasks.read.outputs.parameters.v}}"}}]}';
const afterSkipped = (value: string): string =>
  manifest(
    `[{name: skip, template: echo, when: "false"},
      {name: read, template: echo, depends: skip.Skipped, arguments: {parameters: [{name: v, value: ${value}}]}}]`,
    give,
  );
const tag = '{{tasks.skip.outputs.parameters.v}}';

test.each([
  ['3.5', tag],
  ['3.6', tag],
  ['3.7.10', tag],
  ['3.7.12', 'wait'],
  ['3.7.14', ''],
  ['3.7', 'the-default'],
  ['4.0.1', tag],
  ['4.0.5', ''],
  ['4.0.7', 'the-default'],
  ['4.1', 'the-default'],
])('Argo %s gives %j for the output of a skipped task', async (version, expected) => {
  const found = await seen(afterSkipped(`"${tag}"`), version);
  if (expected === 'wait') expect(found).toContain('Argo would wait for it without end');
  else expect(found).toBe(expected);
});

test('a guard in an expression counts from 3.7.16 on; before 3.7.11 a failing expression stays as it is', async () => {
  const guarded = "{{=tasks['skip']?.outputs?.parameters?.nothing ?? 'guarded'}}";
  const text = afterSkipped(JSON.stringify(guarded));
  expect(await seen(text, '4.0.7')).toBe('guarded');
  const broken = "{{=int(tasks['skip'].status)}}";
  expect(await seen(afterSkipped(JSON.stringify(broken)), '3.6')).toBe(broken);
  expect(await seen(afterSkipped(JSON.stringify(broken)), '4.0.7')).toContain('failed to evaluate');
});

/** A task whose template takes a member out of what another task has put out. */
const member = (annotations = ''): string =>
  manifest(
    `[{name: first, template: echo, arguments: {parameters: [{name: v, value: '{"k":"inner"}'}]}},
      {name: read, template: pick, depends: first, arguments: {parameters: [{name: v, value: "{{tasks.first.outputs.parameters.v}}"}]}}]`,
    `${give}
  -${echo('/tmp/v')
    .slice(4)
    .replace('echo', 'pick')
    .replace('{{inputs.parameters.v}}', '{{=fromJSON(inputs.parameters.v).k}}')}`,
  ).replace('rules-', `rules-${annotations}`);
const mark = ', annotations: {any: __argo__internal__placeholder-}';

test('4.0.2 reads the template of a task that has ended once more, and an annotation lets failures be', async () => {
  for (const version of ['3.5', '3.7', '3.7.12', '4.0.5', '4.0.7']) expect(await seen(member(), version)).toBe('inner');
  const result = await runText(member(), { argoVersion: '4.0.2' });
  expect(result.phase).toBe('Error');
  expect(result.tasks['read']).toMatchObject({
    phase: 'Error',
    message: expect.stringContaining('failed to evaluate'),
  });
  for (const version of argoReleases) expect(await seen(member(mark), version)).toBe('inner');
  expect(await seen(member(mark), '4.0.2')).toBe('inner');
});

test('with the mark an expression that fails stays as it is, where the mark is known', async () => {
  const broken = "{{=int(tasks['skip'].status)}}";
  const text = afterSkipped(JSON.stringify(broken)).replace('rules-', `rules-${mark}`);
  for (const version of ['3.6', '3.7', '4.0.2', '4.0.7', '4.1']) expect(await seen(text, version)).toBe(broken);
});

test('a template with an expression that fails is an error in 3.7.12 and 4.0.2 only', async () => {
  const text = manifest(
    '[{name: read, template: pick, arguments: {parameters: [{name: v, value: no number}]}}]',
    `${give}
  -${echo('/tmp/v').slice(4).replace('echo', 'pick').replace('{{inputs.parameters.v}}', '{{=int(inputs.parameters.v)}}')}`,
  );
  for (const version of ['3.5', '3.7', '4.0.5', '4.0.7']) {
    expect(await seen(text, version)).toBe('{{=int(inputs.parameters.v)}}');
  }
  for (const version of ['3.7.12', '4.0.2']) expect(await seen(text, version)).toContain('failed to evaluate');
});

test('an output of a DAG falls back to its default in every version, and nil is a text in the old ones', async () => {
  const output = (source: string): string =>
    manifest(
      '[{name: skip, template: echo, when: "false"}]',
      `outputs: {parameters: [{name: v, valueFrom: {${source}, default: fallback}}]}`,
    );
  for (const version of argoReleases) {
    expect(await seen(output(`parameter: "${tag}"`), version)).toBe('fallback');
    const nil = await seen(output('expression: "{\'a\': nil}.a"'), version);
    expect(nil).toBe(['3.5', '3.6'].includes(version) ? '<nil>' : 'fallback');
  }
});

test('items have the escapes of JSON before 3.7.16 and 4.0', async () => {
  const loop = manifest(
    `[{name: read, template: echo, withItems: ['a"b'], arguments: {parameters: [{name: v, value: "{{item}}"}]}}]`,
    give,
  );
  const values = async (version: string): Promise<unknown> => JSON.parse(await seen(loop, version));
  expect(await values('3.6.10')).toEqual(['a\\"b']);
  expect(await values('3.7.14')).toEqual(['a\\"b']);
  expect(await values('3.7')).toEqual(['a"b']);
  expect(await values('4.0.5')).toEqual(['a"b']);
});

test('an expression over an item sees nothing else before 3.6.14', async () => {
  const loop = manifest(
    `[{name: read, template: echo, withItems: [1], arguments: {parameters: [{name: v, value: "{{=item + workflow.name}}"}]}}]`,
    give,
  );
  expect(await seen(loop, '3.6.10')).toContain('failed to');
  expect(await seen(loop, '3.6')).toBe('["1wf"]');
});

test('3.5 prints lists as Go does', async () => {
  const text = manifest(
    `[{name: read, template: echo, arguments: {parameters: [{name: v, value: "{{=['a', 'b']}}"}]}}]`,
    give,
  );
  expect(await seen(text, '3.5')).toBe('[a b]');
  expect(await seen(text, '3.6')).toBe('["a","b"]');
});

test('objects of a loop are embedded from 3.5.11 on, and retried iterations collected from 3.6.11 on', async () => {
  const loop = (template: string): string =>
    manifest(
      `[{name: each, template: ${template}, withItems: [{k: 1}], arguments: {parameters: [{name: v, value: "{{item}}"}]}}]
    outputs: {parameters: [{name: v, valueFrom: {parameter: "{{tasks.each.outputs.parameters.v}}", default: lost}}]}
  -${echo('/tmp/v').slice(4).replace('echo', 'retried')}
    retryStrategy: {limit: "1"}`,
    );
  expect(await seen(loop('echo'), '3.5.8')).toBe('["{\\"k\\":1}"]');
  expect(await seen(loop('echo'), '3.5')).toBe('[{"k":1}]');
  expect(await seen(loop('retried'), '3.6.10')).toBe('lost');
  expect(await seen(loop('retried'), '3.6.11')).toBe('[{"k":1}]');
});

test.each(['conditions.yaml', 'retry-in-loop-body.yaml', 'root-arguments.yaml', 'exit-tasks.yaml'])(
  '%s does the same under every version',
  async (fixture) => {
    const results = [];
    for (const version of ['3.5.8', '3.6.10', '3.7.14', '4.0.5', '4.0.7']) {
      const result = await runFixture(fixture, { argoVersion: version });
      const parameters = Object.entries(result.tasks).map(([path, task]) => [path, task.parameters] as const);
      results.push({ phase: result.phase, phases: phasesOf(result), parameters });
    }
    for (const result of results) expect(result).toEqual(results[0]);
  },
);

test('versions are releases or patches of them', async () => {
  expect(argoRules('v3.7.14')).toEqual(argoRules('3.7.14'));
  for (const version of ['any', '2.12', '3', '3.7.x']) expect(argoRules(version)).toBeUndefined();
  await expect(runFixture('conditions.yaml', { argoVersion: '2.12' })).rejects.toMatchObject({
    diagnostics: [{ code: 'RUN-044' }],
  });
});
