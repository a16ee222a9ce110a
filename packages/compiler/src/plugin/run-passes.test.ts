import { describe, expect, test, vi } from 'vitest';
import { compilePipeline } from '../compile-pipeline.ts';
import type { Plan } from '../plan.ts';
import { load, pipelineText } from '../testing/pipeline.ts';
import { definePlugin } from './define-plugin.ts';
import type { Finding, PassSlot, Plugin, PluginContext } from './plugin.ts';
import { readPlugin } from './read-plugin.ts';

const pipeline = load(
  pipelineText({
    tasks: `say:
  componentRef: {name: comp-echo}
  inputs: {parameters: {text: {runtimeValue: {constant: hi}}}}`,
  }),
);

function plugin(run: (plan: Plan, context: PluginContext) => unknown, slot: PassSlot = 'built'): Plugin {
  const pass = { name: 'p', description: 'Does it.', slot, run: run as (plan: Plan, context: PluginContext) => Plan };
  return definePlugin({ name: 'acme', passes: [pass] });
}

const compile = (...plugins: readonly Plugin[]) => compilePipeline(pipeline, { plugins });

function withImage(plan: Plan, image: string): Plan {
  return {
    ...plan,
    executors: Object.fromEntries(Object.entries(plan.executors).map(([name, e]) => [name, { ...e, image }])),
  };
}

test('passes run in their slots, and in the order of the plugins', () => {
  const order: string[] = [];
  const note = (text: string, slot: PassSlot): Plugin =>
    plugin((plan) => {
      if (order.at(-1) !== text) order.push(text);
      return plan;
    }, slot);
  const { plan } = compile(note('c', 'final'), note('a', 'built'), note('b', 'looped'), note('d', 'final'));
  expect(order).toEqual(['a', 'b', 'c', 'd']);
  expect(plan).toEqual(compilePipeline(pipeline).plan);
});

test('what a pass gives is what the next one and the backend get, frozen', () => {
  const seen = vi.fn();
  const { plan, diagnostics } = compile(
    plugin((before) => withImage(before, 'registry.example/busybox')),
    plugin((before) => {
      seen(before.executors['comp-echo']?.kind === 'container' && before.executors['comp-echo'].image);
      expect(Object.isFrozen(before.executors)).toBe(true);
      return before;
    }, 'final'),
  );
  expect(diagnostics).toEqual([]);
  expect(seen).toHaveBeenCalledWith('registry.example/busybox');
  expect(plan?.executors['comp-echo']).toMatchObject({ image: 'registry.example/busybox' });
});

describe('faults name the plugin and the pass', () => {
  const messages = (result: ReturnType<typeof compile>): readonly string[] =>
    result.diagnostics.map(({ code, message }) => `${code} ${message}`);

  test('PLG-001: a pass that throws, or changes what it was given', () => {
    const thrown = compile(
      plugin(() => {
        throw new Error('no network');
      }),
    );
    expect(messages(thrown)).toEqual(['PLG-001 The plugin "acme" failed in its pass "p": no network']);
    expect(thrown.plan).toBeUndefined();
    const changed = compile(plugin((plan) => Object.assign(plan, { root: 'other' })));
    expect(messages(changed)[0]).toMatch(/^PLG-001 .*read only/);
  });

  test('PLG-002: a plan that cannot be believed', () => {
    expect(messages(compile(plugin(() => undefined)))).toEqual([
      'PLG-002 The plugin "acme" gave no valid plan in its pass "p": it is undefined',
    ]);
    const renamed = compile(plugin((plan) => ({ ...plan, executors: {} }), 'looped'));
    expect(messages(renamed)).toEqual([
      'PLG-002 The plugin "acme" gave no valid plan in its pass "p": task "say" of scope "root" runs something that the plan does not have',
    ]);
  });

  test("PLG-002: the pipeline's own parameters stay", () => {
    const added = compile(
      plugin((plan) => {
        const root = plan.scopes[plan.root]!;
        const inputs = { ...root.inputs, parameters: { extra: { kind: 'parameter', type: 'STRING' } } };
        return { ...plan, scopes: { ...plan.scopes, [plan.root]: { ...root, inputs } } };
      }),
    );
    expect(messages(added)).toEqual([
      `PLG-002 The plugin "acme" gave no valid plan in its pass "p": it changes the pipeline's own inputs`,
    ]);
  });

  test('PLG-003: a pass with a memory', () => {
    let calls = 0;
    const counting = compile(plugin((plan) => withImage(plan, `busybox:${String((calls += 1))}`)));
    expect(messages(counting)).toEqual([
      'PLG-003 The plugin "acme" gave another plan when its pass "p" was called a second time',
    ]);
    const moody = compile(
      plugin((plan, { report }) => {
        calls += 1;
        if (calls % 2 === 0) report({ code: 'x', severity: 'warning', message: 'Now and then.' });
        return plan;
      }),
    );
    expect(messages(moody)).toContain(
      'PLG-003 The plugin "acme" gave another plan when its pass "p" was called a second time',
    );
  });
});

test.each([
  [{ code: 'x', severity: 'fatal', message: 'M.' }, 'severity must be error or warning'],
  [{ code: 'x', severity: 'error' }, 'message must be a text'],
  [{ severity: 'error', message: 'M.' }, 'code must be a text'],
  [{ code: 'x', severity: 'error', message: 'M.', hint: 3 }, 'hint must be a text'],
  [undefined, 'it is undefined'],
])('a finding that cannot be printed is a fault of the plugin: %o', (finding, fault) => {
  const broken = plugin((plan, { report }) => {
    report(finding as unknown as Finding);
    return plan;
  });
  const { plan, diagnostics } = compile(broken);
  expect(plan).toBeUndefined();
  expect(diagnostics.map(({ code, message }) => `${code} ${message}`)).toEqual([
    `PLG-002 The plugin "acme" gave no valid finding in its pass "p": ${fault}`,
  ]);
});

test('findings carry the code of the plugin and the place in the file, and all of them are collected', () => {
  const policy = (name: string): Plugin => ({
    ...plugin((plan, { report }) => {
      const at = { executor: 'comp-echo', field: 'image' } as const;
      report({ code: 'no-tag', severity: 'error', message: 'The image has no tag.', hint: 'Pin it.', at });
      report({ code: 'note', severity: 'warning', message: 'A task.', at: { scope: plan.root, task: 'say' } });
      report({ code: 'own', severity: 'warning', message: 'Mine.', at: { executor: 'added-by-a-plugin' } });
      return plan;
    }),
    name,
  });
  const { plan, diagnostics } = compile(policy('one'), policy('two'));
  expect(plan).toBeUndefined();
  const [first, second, third] = diagnostics;
  expect(first).toMatchObject({
    code: 'one/no-tag',
    severity: 'error',
    path: ['deploymentSpec', 'executors', 'exec-echo', 'container', 'image'],
    range: { file: 'test.yaml' },
    hint: 'Pin it.',
  });
  expect(second?.path).toEqual(['root', 'dag', 'tasks', 'say']);
  expect(third).toEqual({ code: 'one/own', severity: 'warning', message: 'Mine.', path: [] });
  expect(diagnostics.map(({ code }) => code)).toContain('two/no-tag');
});

test('the shape of a plugin is checked before it is used', () => {
  const faults = (value: unknown) => {
    const read = readPlugin(value);
    return 'faults' in read ? read.faults : [];
  };
  expect(faults(plugin((plan) => plan))).toEqual([]);
  expect(faults(undefined)).toEqual(['it is no object']);
  expect(faults({})).toEqual(['name must be a short text']);
  expect(faults({ name: 'x', pases: [] })).toEqual(['pases is not known: did you mean passes?']);
  expect(faults({ name: 'x', passes: {} })).toEqual(['passes must be a list']);
  expect(faults({ name: 'x', passes: [{ name: 'p', description: 'd', slot: 'finl', run: 1 }] })).toEqual([
    'passes[0].run must be a function',
    'passes[0].slot is finl: did you mean final?',
  ]);
  expect(faults({ name: 'x', argo: { template: 1, workflows: 2 } })).toEqual([
    'argo.workflows is not known: did you mean workflow?',
    'argo.template must be a function',
  ]);
  expect(faults({ name: 'x', backends: [{ name: 'b', description: 'd' }] })).toEqual([
    'backends[0].emit must be a function',
  ]);
});
