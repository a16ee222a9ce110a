/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-argument -- JavaScript is played here */
import type { AnyValue } from './model.ts';
import { DiagnosticsError } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { dataOfComponent } from './components/any-component.ts';
import { compilePipeline } from './compile.ts';
import {
  component,
  containerComponent,
  Dataset,
  double,
  integer,
  list,
  Model,
  pipeline,
  string,
  struct,
  text,
} from './index.ts';

/*
 * What a run of the pipeline's own code refuses. The type checker refuses most of it earlier, so that plain JavaScript is played
 * here: `loose` forgets all types.
 */

// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Loose = any;
const loose = (value: unknown): Loose => value;

const make = containerComponent({
  name: 'make',
  inputs: { seed: integer.default(1) },
  outputs: {
    text: string,
    count: integer,
    parts: list,
    config: struct.of({ rate: double, model: struct }),
    data: Dataset,
  },
  image: 'alpine',
  command: ['make'],
});
const use = containerComponent({
  name: 'use',
  inputs: { text: string, mode: string.oneOf('a', 'b').default('a'), model: Model.optional() },
  outputs: { said: string },
  image: 'alpine',
  command: ['use'],
});

function define(body: (p: Loose, inputs: Loose) => unknown, outputs: object = {}): Loose {
  return pipeline(loose({ name: 'faulty', inputs: { who: string }, outputs, define: body }));
}

async function fault(run: () => unknown): Promise<string> {
  try {
    const made = await run();
    await compilePipeline(made as Loose);
  } catch (error) {
    if (!(error instanceof DiagnosticsError)) throw error;
    const [diagnostic] = error.diagnostics;
    return `${diagnostic?.code} ${diagnostic?.message} ${diagnostic?.hint}`;
  }
  return 'no fault';
}

test.each<readonly [string, (p: Loose, inputs: Loose) => unknown]>([
  [
    'SDK-001 "loop-item-param-1" is used by the task use, but it is there only within the loop for-loop-2.',
    (p) => {
      let kept: unknown;
      p.forEach(['a'], (_: unknown, item: unknown) => void (kept = item));
      p.task(use, { text: kept });
    },
  ],
  [
    'SDK-001 "use-said" is used by the task use-2, but it is there only within the branch condition-1. Return it from',
    (p, { who }) => {
      let kept: unknown;
      p.when(who.eq('x'), (branch: Loose) => void (kept = branch.task(use, { text: who }).output));
      p.task(use, { text: kept });
    },
  ],
  [
    'SDK-002 "who" is returned from the loop for-loop-2, but no task of it makes it.',
    (p, { who }) => {
      const loop = p.forEach(['a'], () => ({ it: who }));
      p.task(use, { text: loop.outputs.it.as(string) });
    },
  ],
  ['SDK-003 "make-parts" is a list, which a condition cannot compare.', (p) => p.task(make, {}).outputs.parts.eq('x')],
  [
    'SDK-003 "make-count" is an integer and is compared with a string.',
    (p) => void p.when(p.task(make, {}).outputs.count.eq('x'), () => undefined),
  ],
  [
    'SDK-004 "make-config" has no member "rates". Did you mean "rate"?',
    (p) => p.task(make, {}).outputs.config.field('rates'),
  ],
  ['SDK-004 "make-count" is an integer, so it has no member "x".', (p) => p.task(make, {}).outputs.count.field('x')],
  [
    'SDK-005 "layers" of "make-config-subvar-model" is a member of a member.',
    (p) => p.task(make, {}).outputs.config.field('model').field('layers'),
  ],
  ['SDK-006 "who" is known only while the pipeline runs', (_, { who }) => `hello ${who}`],
  ['SDK-006 "who" is known only', (_, { who }) => JSON.stringify({ who: who as AnyValue })],
  [
    'SDK-007 take.it holds function, which JSON cannot say.',
    (p) =>
      void p.task(containerComponent({ name: 'take', inputs: { it: struct }, image: 'x', command: ['x'] }), {
        it: { a: () => 1 },
      }),
  ],
  ['SDK-008 The component "make" has no input "sed". Did you mean "seed"?', (p) => p.task(make, { sed: 1 })],
  ['SDK-009 The component "use" needs the input "text", which is a string.', (p) => p.task(use, {})],
  [
    'SDK-010 The input "text" of "use" is a string, and integer is given.',
    (p) => p.task(use, { text: p.task(make, {}).outputs.count }),
  ],
  ['SDK-010 The input "mode" of "use" is a string, and "c" is given.', (p) => p.task(use, { text: '', mode: 'c' })],
  [
    'SDK-010 The input "model" of "use" is a Model, and Dataset is given.',
    (p) => p.task(use, { text: '', model: p.task(make, {}).outputs.data }),
  ],
  ['SDK-010 The input "seed" of "make" is an integer, and 1.5 is given.', (p) => p.task(make, { seed: 1.5 })],
  [
    'SDK-013 "2 GB" is no quantity for memoryLimit.',
    (p) => void p.task(make, {}, { resources: { memoryLimit: '2 GB' } }),
  ],
  ['SDK-018 The items of a loop are an empty list.', (p) => p.forEach([], () => undefined)],
  [
    'SDK-022 The task "importer" is an importer, so resources means nothing to it. Leave',
    (p) => void p.importer(Dataset, { uri: 'gs://x' }, { resources: { cpuLimit: '1' } }),
  ],
  [
    'SDK-022 The task "inner" is a pipeline, so kubernetes means nothing to it. Give kubernetes to the tasks in',
    (p) => void p.task(loose(pipeline({ name: 'inner', define: () => undefined })), {}, { kubernetes: {} }),
  ],
  [
    'SDK-023 secretAsVolume of the task "make" cannot be taken: it takes values as they are',
    (p, { who }) =>
      p.task(make, {}, { kubernetes: { secretAsVolume: [{ secret: text`db-${who as never}`, mountPath: '/db' }] } }),
  ],
  [
    'SDK-023 nodeAffinity of the task "make" cannot be taken: a weight is a whole number from 1 to 100',
    (p) => p.task(make, {}, { kubernetes: { nodeAffinity: [{ weight: 0 }] } }),
  ],
  [
    'SDK-023 timeoutSeconds of the task "make" cannot be taken',
    (p) => p.task(make, {}, { kubernetes: { timeoutSeconds: 1.5 } }),
  ],
  [
    'SDK-023 securityContext of the task "make" cannot be taken',
    (p) => p.task(make, {}, { kubernetes: { securityContext: { runAsUser: -1 } } }),
  ],
  [
    'SDK-001 "loop-item-param-1" is used by the task use',
    (p) => {
      let kept: unknown;
      p.forEach(['a'], (_: unknown, item: unknown) => void (kept = item));
      p.task(use, { text: '' }, { kubernetes: { imagePullSecrets: [kept] } });
    },
  ],
])('%s', async (expected, body) => {
  expect(await fault(() => define(body))).toContain(expected);
});

test.each<readonly [string, (p: Loose, inputs: Loose) => unknown]>([
  ['the task make has no option "cahce". Did you mean "cache"?', (p) => p.task(make, {}, { cahce: false })],
  [
    'retry of the task make has no option "limt". Did you mean "limit"?',
    (p) => p.task(make, {}, { retry: { limt: 2 } }),
  ],
  [
    'resources of the task make has no option "cpu". It has cpuRequest',
    (p) => p.task(make, {}, { resources: { cpu: '1' } }),
  ],
  [
    'resources.accelerator of the task make has no option "limit".',
    (p) => p.task(make, {}, { resources: { accelerator: { type: 'a', limit: 1 } } }),
  ],
  [
    'kubernetes of the task make has no option "nodeSelecter". Did you mean "nodeSelector"?',
    (p) => p.task(make, {}, { kubernetes: { nodeSelecter: {} } }),
  ],
  ['a loop has no option "parallel".', (p) => p.forEach([1], () => undefined, { parallel: 1 })],
  ['a branch has no option "name".', (p, { who }) => p.when(who.eq('a'), () => undefined, { name: 'x' })],
  ['a guarded part has no option "name".', (p) => p.onExit(make, {}, () => undefined, { guarded: { name: 'x' } })],
  ['an importer has no option "url". Did you mean "uri"?', (p) => p.importer(Dataset, { url: 's3://a/b' })],
])('SDK-025: %s', async (message, body) => {
  expect(await fault(() => define(body))).toMatch(new RegExp(`^SDK-025 ${message.replace(/[.?]/g, '[$&]')}`));
});

test('SDK-025: members of declarations that there are none of', async () => {
  const run = (): object => ({});
  const nothing = (): undefined => undefined;
  expect(await fault(() => component(loose({ name: 'a', run, output: {} })))).toContain('Did you mean "outputs"?');
  expect(await fault(() => containerComponent(loose({ name: 'a', image: 'i', cmd: [] })))).toMatch(
    /^SDK-025 the component a/,
  );
  expect(await fault(() => pipeline(loose({ name: 'a', input: {}, define: nothing })))).toContain(
    'Did you mean "inputs"?',
  );
  const config = { ttl: 3 };
  expect(await fault(() => pipeline(loose({ name: 'a', config, define: nothing })))).toMatch(/^SDK-025 config of/);
});

test('SDK-011: names that the IR cannot hold', async () => {
  expect(await fault(() => pipeline({ name: 'My Pipeline', define: () => undefined }))).toContain(
    'SDK-011 "My Pipeline"',
  );
  expect(await fault(() => containerComponent({ name: 'x', inputs: { '1': string }, image: 'x' }))).toContain(
    'SDK-011 "1"',
  );
  expect(await fault(() => containerComponent({ name: '::', image: 'x' }))).toContain('SDK-011 "::"');
});

test('SDK-012: outputs that do not match', async () => {
  expect(await fault(() => define(() => ({}), { score: double }))).toContain('SDK-012 The pipeline "faulty" declares');
  expect(await fault(() => define((p) => ({ text: p.task(make, {}).outputs.text })))).toContain(
    'SDK-012 The pipeline "faulty" returns "text"',
  );
  expect(await fault(() => define((p) => ({ n: p.task(make, {}).outputs.text }), { n: integer }))).toContain('SDK-010');
});

test('SDK-014 and SDK-015: functions without a program or a file', async () => {
  const run = component({ name: 'run', file: '', run: () => undefined });
  const made = pipeline({ name: 'functions', define: (p) => void p.task(run, {}) });
  const { implementation } = dataOfComponent(made);
  expect(
    await fault(() => (implementation.kind === 'pipeline' ? implementation.build(new Map()) : undefined)),
  ).toContain('SDK-014 The function of "run"');
  expect(await fault(() => made)).toContain('SDK-015 The file that declares "run"');
});

test('SDK-019: an input and an output with the same name', async () => {
  const declare = (): unknown =>
    containerComponent({ name: 'clean', inputs: { data: Dataset }, outputs: { data: Dataset }, image: 'x' });
  expect(await fault(declare)).toContain('SDK-019 "data" is an input and an output of "clean".');
});
