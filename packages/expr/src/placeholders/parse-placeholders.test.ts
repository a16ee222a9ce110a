import type { Argument } from '@tiphys/contract';
import { expect, test } from 'vitest';
import { parsePlaceholders } from './parse-placeholders.ts';

const cases: readonly (readonly [string, Argument])[] = [
  ['', ''],
  ['plain {{ x }} {{$x}} $.inputs', 'plain {{ x }} {{$x}} $.inputs'],
  ['{{$}}', { executorInput: true }],
  ['{{$.json_escape[1]}}', { executorInput: true, jsonEscape: 1 }],
  ["{{$.inputs.parameters['x']}}", { parameter: 'x' }],
  ['{{$.inputs.parameters["x"]}}', { parameter: 'x' }],
  ["{{$.inputs.parameters[''x'']}}", { parameter: 'x' }],
  ["{{$.inputs.parameters['pipelinechannel--a-Output']}}", { parameter: 'pipelinechannel--a-Output' }],
  ["{{$.inputs.parameters['a b.c[0]']}}", { parameter: 'a b.c[0]' }],
  ["{{$.inputs.artifacts['a'].uri}}", { inputArtifact: 'a', get: 'uri' }],
  ["{{$.inputs.artifacts['a'].path}}", { inputArtifact: 'a', get: 'path' }],
  ["{{$.inputs.artifacts['a'].name}}", { inputArtifact: 'a', get: 'name' }],
  ["{{$.inputs.artifacts['a'].metadata}}", { inputArtifact: 'a', get: 'metadata' }],
  ["{{$.inputs.artifacts['a'].metadata['k']}}", { inputArtifact: 'a', get: 'metadata', key: 'k' }],
  ["{{$.inputs.artifacts['list']}}", { inputArtifact: 'list' }],
  ["{{$.outputs.artifacts['a'].uri}}", { outputArtifact: 'a', get: 'uri' }],
  ["{{$.outputs.artifacts['a']}}", { outputArtifact: 'a' }],
  ["{{$.outputs.artifacts['a'].metadata['k']}}", { outputArtifact: 'a', get: 'metadata', key: 'k' }],
  ["{{$.outputs.parameters['p'].output_file}}", { outputFile: 'p' }],
  ['{{$.outputs.output_file}}', { outputMetadataFile: true }],
  ['{{$.outputMetadataUri}}', { outputMetadataFile: true }],
  ['{{$.pipeline_job_name}}', { job: 'jobName' }],
  ['{{$.pipeline_job_resource_name}}', { job: 'jobResourceName' }],
  ['{{$.pipeline_job_uuid}}', { job: 'jobId' }],
  ['{{$.pipeline_job_create_time_utc}}', { job: 'jobCreateTime' }],
  ['{{$.pipeline_job_schedule_time_utc}}', { job: 'jobScheduleTime' }],
  ['{{$.pipeline_task_name}}', { job: 'taskName' }],
  ['{{$.pipeline_task_uuid}}', { job: 'taskId' }],
  ['{{$.pipeline_root}}', { job: 'pipelineRoot' }],
  ['{{$.workspace_path}}', { job: 'workspacePath' }],
  ['x-{{$.pipeline_job_name}}/y', { concat: ['x-', { job: 'jobName' }, '/y'] }],
  ["{{$.inputs.parameters['a']}}{{$.inputs.parameters['b']}}", { concat: [{ parameter: 'a' }, { parameter: 'b' }] }],
  ["{{$.oops {{$.inputs.parameters['a']}}", { concat: ['{{$.oops ', { parameter: 'a' }] }],
  ['{"Concat": ["p-", "{{$.inputs.parameters[\'x\']}}"]}', { concat: ['p-', { parameter: 'x' }] }],
  [
    ' {"IfPresent":{"InputName":"x","Then":["--x","{{$.inputs.parameters[\'x\']}}"],"Else":"no"}} ',
    { ifPresent: 'x', then: ['--x', { parameter: 'x' }], else: ['no'] },
  ],
  [
    '{"IfPresent": {"InputName": "x", "Then": {"Concat": ["a", {"IfPresent": {"InputName": "y", "Then": "b"}}]}}}',
    { ifPresent: 'x', then: [{ concat: ['a', { ifPresent: 'y', then: ['b'] }] }] },
  ],
];

test.each(cases)('%s', (text, argument) => {
  expect(parsePlaceholders(text)).toEqual(argument);
});

test.each([
  '{"Concat": "x"}',
  '{"Concat": ["x"], "more": 1}',
  '{"IfPresent": {"InputName": "x"}}',
  '{"IfPresent": {"InputName": "x", "Then": [["y"]]}}',
  '{"Concat": ["x"',
  'see {"Concat": ["x"]}',
])('%s is no structure, just text', (text) => {
  expect(parsePlaceholders(text)).toBe(text);
});

test.each([
  '{{$.pipeline_google_cloud_project_id}}',
  "{{$.inputs.parameters['x'].value}}",
  "{{$.inputs.artifacts['x'].schema}}",
  "{{$.inputs.artifacts['x'].uri['k']}}",
  "{{$.outputs.parameters['x']}}",
  '{{$.inputs.parameters.x}}',
  '{{$.constructor}}',
  '{{$.}}',
])('%s is unknown: it stays and is reported', (text) => {
  const unknown: string[] = [];
  expect(parsePlaceholders(`a ${text} {{$x}}`, (placeholder) => unknown.push(placeholder))).toBe(`a ${text} {{$x}}`);
  expect(unknown).toEqual([text]);
});

test('unknown placeholders inside a structure are reported', () => {
  const unknown: string[] = [];
  parsePlaceholders('{"Concat": ["{{$.a}}", "b{{$.c}}"]}', (placeholder) => unknown.push(placeholder));
  expect(unknown).toEqual(['{{$.a}}', '{{$.c}}']);
});
