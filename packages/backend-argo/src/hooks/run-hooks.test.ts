import { describe, expect, test } from 'vitest';
import type { Template, Workflow } from '@tiphys/argo-types';
import type { ArgoHooks, Plugin } from '@tiphys/compiler/plugin';
import { emitManifest } from '../emit-manifest.ts';
import type { EmitOptions } from '../options.ts';
import { planOf } from '../testing/emit.ts';

const container = { image: 'busybox', command: ['echo', "{{$.inputs.parameters['text']}}"] };

const plan = planOf({
  pipelineInfo: { name: 'test' },
  schemaVersion: '2.1.0',
  components: {
    'comp-echo': {
      executorLabel: 'exec-echo',
      inputDefinitions: { parameters: { text: { parameterType: 'STRING' } } },
    },
  },
  deploymentSpec: { executors: { 'exec-echo': { container } } },
  root: {
    dag: {
      tasks: {
        say: {
          taskInfo: { name: 'say' },
          componentRef: { name: 'comp-echo' },
          inputs: { parameters: { text: { runtimeValue: { constant: 'hi' } } } },
        },
      },
    },
  },
});

const plugin = (argo: ArgoHooks, name = 'acme'): Plugin => ({ name, argo });

function emit(plugins: readonly Plugin[], options: EmitOptions = {}) {
  const { manifest, diagnostics } = emitManifest(plan, { ...options, plugins });
  return { manifest: manifest as Workflow, messages: diagnostics.map(({ code, message }) => `${code} ${message}`) };
}

const label = (key: string, value: string): ArgoHooks => ({
  template: (template) => ({
    ...template,
    metadata: { ...template.metadata, labels: { ...template.metadata?.labels, [key]: value } },
  }),
});

test('templates first, then the workflow, plugin by plugin', () => {
  const { manifest, messages } = emit([
    plugin({
      ...label('team', 'a'),
      workflow: (workflow) => {
        expect(workflow.spec.templates?.every(({ metadata }) => metadata?.labels?.['team'] === 'a')).toBe(true);
        return { ...workflow, spec: { ...workflow.spec, priority: 1 } };
      },
    }),
    plugin(label('team', 'b'), 'second'),
  ]);
  expect(messages).toEqual([]);
  expect(manifest.spec.priority).toBe(1);
  expect(manifest.spec.templates?.map(({ metadata }) => metadata?.labels?.['team'])).not.toContain('a');
});

test('a hook knows the plan, and what runs in a template', () => {
  const seen: string[] = [];
  emit([
    plugin({
      template: (template, context) => {
        expect(context.plan).toBe(plan);
        if (context.executor !== undefined) seen.push(`${template.name ?? ''} runs ${context.executor.name}`);
        return template;
      },
    }),
  ]);
  expect(new Set(seen)).toEqual(new Set(['echo runs comp-echo']));
});

test('hooks see a Workflow whatever it becomes, and a plugin may add templates', () => {
  const template: Template = { name: 'notify', container: { image: 'curl', command: ['true'] } };
  const { manifest, messages } = emit(
    [
      plugin({
        workflow: (workflow) => ({
          ...workflow,
          spec: { ...workflow.spec, onExit: 'notify', templates: [...(workflow.spec.templates ?? []), template] },
        }),
      }),
    ],
    { kind: 'workflow-template' },
  );
  expect(messages).toEqual([]);
  expect(manifest.kind).toBe('WorkflowTemplate');
  expect(manifest.spec.onExit).toBe('notify');
});

describe('what cannot be believed names the plugin, and is not taken', () => {
  const templates = (change: (templates: readonly Template[]) => readonly Template[]): ArgoHooks => ({
    workflow: (workflow) => ({
      ...workflow,
      spec: { ...workflow.spec, templates: [...change(workflow.spec.templates ?? [])] },
    }),
  });

  test.each<[string, ArgoHooks, RegExp]>([
    ['throws', { template: () => JSON.parse('{') as Template }, /^PLG-001 .*"acme" failed in its argo[.]template: /],
    ['changes its input', { workflow: (workflow) => Object.assign(workflow, { kind: 'X' }) }, /^PLG-001 .*read only/],
    [
      'returns nothing',
      { template: () => undefined as unknown as Template },
      /^PLG-002 .*spec[.]templates[.]\d is undefined/,
    ],
    ['drops a template', templates((all) => all.slice(1)), /^PLG-002 .*the template ".*" is gone/],
    ['takes a name twice', templates((all) => [...all, all[0]!]), /^PLG-002 .*two templates/],
    [
      'reads what is not there',
      templates((all) => [...all, { name: 'x', dag: { tasks: [{ name: 'a', template: 'nope' }] } }]),
      /^PLG-002 .*nope/,
    ],
    ['makes something else', { workflow: (workflow) => ({ ...workflow, kind: 'Job' }) }, /^PLG-002 .*no Workflow/],
    [
      'is random',
      { workflow: (workflow) => ({ ...workflow, metadata: { ...workflow.metadata, name: `x${Math.random()}` } }) },
      /^PLG-003 The plugin "acme" gave another workflow when its argo[.]workflow was called a second time/,
    ],
  ])('%s', (_, argo, message) => {
    const { manifest, messages } = emit([plugin(argo)]);
    expect(messages[0]).toMatch(message);
    // Not even as it was before: a policy that could not speak has not agreed.
    expect(manifest).toBeUndefined();
  });
});

test('a finding stands where the executor does', () => {
  const { diagnostics } = emitManifest(plan, {
    placeOf: (at) => ({ path: ['executor' in at ? at.executor : at.scope] }),
    plugins: [
      plugin({
        workflow: (workflow, { report }) => {
          report({ code: 'dear', severity: 'warning', message: 'It costs.', at: { executor: 'comp-echo' } });
          return workflow;
        },
      }),
    ],
  });
  expect(diagnostics).toEqual([{ code: 'acme/dear', severity: 'warning', message: 'It costs.', path: ['comp-echo'] }]);
});
