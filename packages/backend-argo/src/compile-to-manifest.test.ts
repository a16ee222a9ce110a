import { DiagnosticsError } from '@tiphys/diagnostics';
import { definePlugin } from '@tiphys/compiler/plugin';
import { expect, test } from 'vitest';
import { compileToManifest } from './compile-to-manifest.ts';
import { compileToText } from './compile-to-text.ts';

const text = `pipelineInfo: {name: p}
schemaVersion: 2.1.0
components: {comp-a: {executorLabel: exec-a}}
deploymentSpec: {executors: {exec-a: {container: {image: i, command: [c]}}}}
root:
  dag: {tasks: {a: {componentRef: {name: comp-a}, taskInfo: {name: a}}}}
`;

const strict = definePlugin({
  name: 'strict',
  argo: {
    workflow(workflow, { report }) {
      report({ code: 'not-here', severity: 'error', message: 'Not here.' });
      return workflow;
    },
  },
});

test('a text becomes a pipeline, a plan and a manifest', () => {
  const { pipeline, plan, manifest, documents, diagnostics } = compileToManifest(text, { kind: 'workflow-template' });
  expect({ documents, diagnostics }).toEqual({ documents: [], diagnostics: [] });
  expect(pipeline?.spec.pipelineInfo.name).toBe('p');
  expect(plan?.pipeline.name).toBe('p');
  expect(manifest?.kind).toBe('WorkflowTemplate');
  expect(compileToText(new TextEncoder().encode(text))).toMatch(/^kind: Workflow$/m);
});

test.each([
  ['loading', text.replace('comp-a}', 'comp-b}'), {}, [], 'IR-024'],
  ['compiling', text.replace(', command: [c]', ''), {}, ['pipeline'], 'CMP-005'],
  ['emitting', text, { plugins: [strict] }, ['pipeline', 'plan'], 'not-here'],
])('%s ends it with what was found', (_stage, wrong, options, made, code) => {
  const { documents: _documents, diagnostics, ...stages } = compileToManifest(wrong, { file: 'my.yaml', ...options });
  expect(Object.keys(stages).sort()).toEqual(made);
  expect(diagnostics.map((one) => one.code).join()).toContain(code);
  expect(() => compileToText(wrong, options)).toThrow(DiagnosticsError);
});

test('places name the file', () => {
  const [fault] = compileToManifest(text.replace('comp-a}', 'comp-b}'), { file: 'my.yaml' }).diagnostics;
  expect(fault?.range?.file).toBe('my.yaml');
});
