import type { Plugin, PluginPass } from '@tiphys/compiler/plugin';
import { describe, expect, test } from 'vitest';
import { assertPlugin } from './assert-plugin.ts';
import { checkPlugin } from './check-plugin.ts';
import { identityPlugin } from './identity-plugin.ts';
import { testPipelines } from './test-pipelines.ts';

const pass = (run: PluginPass['run'], slot: PluginPass['slot'] = 'built'): Plugin => ({
  name: 'acme',
  passes: [{ name: 'p', description: 'Tries.', slot, run }],
});
const priority: Plugin = {
  name: 'acme',
  argo: { workflow: (workflow) => ({ ...workflow, spec: { ...workflow.spec, priority: 5 } }) },
};

test('the identity plugin changes nothing', () => {
  const report = assertPlugin(identityPlugin, { touches: [] });
  expect(report.pipelines.map(({ name, changes, diagnostics }) => ({ name, changes, diagnostics }))).toEqual(
    testPipelines.map(({ name }) => ({ name, changes: [], diagnostics: [] })),
  );
});

test('a report says what a plugin changed, and what was printed', () => {
  const { pipelines } = assertPlugin(priority, { touches: ['spec.priority'] });
  for (const { text, changes } of pipelines) {
    expect(text).toContain('priority: 5');
    expect(changes).toEqual([{ path: 'spec.priority', before: undefined, after: 5 }]);
  }
});

test('a plugin that refuses pipelines with code, hint and place is a good one', () => {
  const report = assertPlugin(
    pass((plan, { report: say }) => {
      const [executor] = Object.values(plan.executors);
      say({ code: 'no', severity: 'error', message: 'No.', hint: 'Do not.', at: { executor: executor!.name } });
      return plan;
    }),
  );
  expect(report.pipelines.map(({ text, diagnostics }) => [text, diagnostics.map(({ code }) => code)])).toEqual(
    testPipelines.map(() => [undefined, ['acme/no']]),
  );
});

describe('a fault is found and named', () => {
  let calls = 0;
  test.each<[string, unknown, RegExp]>([
    ['no plugin', { name: 'acme', pases: [] }, /^no plugin: .*pases/],
    ['changes its input', pass((plan) => Object.assign(plan, { root: 'x' })), /^single: PLG-001 .*read only/],
    ['loose ends', pass((plan) => ({ ...plan, executors: {} })), /^single: PLG-002 /],
    ['random', pass((plan) => ({ ...plan, pipeline: { name: `x${Math.random()}` } })), /^single: PLG-003 /],
    [
      'remembers pipelines',
      // Alike when it is asked twice in a row, which is what a compilation sees.
      pass((plan) => ({ ...plan, pipeline: { ...plan.pipeline, description: `number ${Math.floor(calls++ / 2)}` } })),
      /^single: another result after other pipelines/,
    ],
    [
      'no hint',
      pass(
        (plan, { report }) => (
          report({ code: 'no', severity: 'warning', message: 'No.', at: { scope: 'root' } }),
          plan
        ),
      ),
      /^single: its finding .*acme\/no.*: there is no hint/,
    ],
    [
      'no place',
      pass((plan, { report }) => (report({ code: 'no', severity: 'warning', message: 'No.', hint: 'Do.' }), plan)),
      /^single: its finding .*acme\/no.*: it names no place/,
    ],
    [
      'a code of two words',
      pass((plan, { report }) => {
        report({ code: 'No way', severity: 'warning', message: 'No.', hint: 'Do.', at: { scope: 'root' } });
        return plan;
      }),
      /^single: its finding .*: the code is not in kebab-case/,
    ],
    [
      'a backend that makes nothing',
      { name: 'acme', backends: [{ name: 'b', description: 'B.', emit: () => ({ documents: [] }) }] },
      /^single: backend "b": it made no document, and reported no error/,
    ],
    [
      'a backend that takes nothing',
      {
        name: 'acme',
        backends: [
          {
            name: 'b',
            description: 'B.',
            emit: ((plan, _, { report }) => {
              report({ code: 'no', severity: 'error', message: 'No.', hint: 'Do.', at: { scope: plan.root } });
              return { documents: [] };
            }) satisfies NonNullable<Plugin['backends']>[number]['emit'],
          },
        ],
      },
      /^backend "b": it made something of none of the pipelines/,
    ],
  ])('%s', (_, plugin, expected) => {
    const { faults } = checkPlugin(plugin);
    expect(faults[0]).toMatch(expected);
    expect(() => assertPlugin(plugin)).toThrow(faults[0]);
  });

  test('what it is not to touch', () => {
    expect(checkPlugin(priority, { touches: ['spec.templates'] }).faults[0]).toBe(
      'single: it changes what it is not to touch: spec.priority: nothing, now 5',
    );
  });
});
