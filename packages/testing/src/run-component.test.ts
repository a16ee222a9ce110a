import { readFile, writeFile } from 'node:fs/promises';
import {
  component,
  containerComponent,
  Dataset,
  double,
  finalStatus,
  integer,
  list,
  Metrics,
  Model,
  pipeline,
  string,
} from '@tiphys/sdk';
import { expect, expectTypeOf, test } from 'vitest';
import { runComponent } from './run-component.ts';
import { RunFailedError } from './run-failed-error.ts';

const train = component({
  name: 'train',
  inputs: { data: Dataset, more: Dataset.list().optional(), rate: double.default(0.5), notes: string.optional() },
  outputs: { model: Model, metrics: Metrics, lines: integer },
  run: async ({ data, more = [], rate, notes }, { model, metrics }) => {
    const text = await readFile(data.path, 'utf8');
    const others = await Promise.all(more.map(({ path }) => readFile(path, 'utf8')));
    await writeFile(model.path, [text.toUpperCase(), ...others].join('|'));
    model.framework = 'none';
    metrics.log('rate', rate);
    return { lines: text.split('\n').length + (notes === undefined ? 0 : 100) };
  },
});

test('a function gets files and values, and gives files and values', async () => {
  const { outputs } = await runComponent(train, { data: { text: 'a\nb', metadata: { origin: 'test' } } });
  expect(outputs.lines).toBe(2);
  expect(await readFile(outputs.model.path, 'utf8')).toBe('A\nB');
  expect(outputs.model).toMatchObject({ type: 'system.Model', name: 'model', metadata: { framework: 'none' } });
  expect(outputs.metrics.metadata).toEqual({ rate: 0.5 });
  expectTypeOf(outputs.lines).toEqualTypeOf<number>();
  expectTypeOf(outputs.model.path).toEqualTypeOf<string>();
});

test('what one component made goes into another', async () => {
  const first = await runComponent(train, { data: { text: 'one' } });
  const second = await runComponent(train, {
    data: first.outputs.model,
    more: [{ text: 'x' }, { text: 'y' }],
    notes: 'n',
  });
  expect(await readFile(second.outputs.model.path, 'utf8')).toBe('ONE|x|y');
  expect(second.outputs.lines).toBe(101);
});

test('a function runs in this process', async () => {
  const seen: unknown[] = [];
  const spy = component({
    name: 'spy',
    inputs: { status: finalStatus },
    run: ({ status }) => {
      seen.push(status?.state);
    },
  });
  await runComponent(spy, { status: { state: 'FAILED', pipelineJobResourceName: 'run', pipelineTaskName: 'train' } });
  await runComponent(spy, {});
  expect(seen).toEqual(['FAILED', undefined]);
});

test('values that do not fit are refused, and what a function throws is thrown', async () => {
  await expect(runComponent(train, { data: { text: '' }, rate: 'fast' as never })).rejects.toThrow(
    'the input rate of train is a value of type double, not "fast"',
  );
  const broken = component({
    name: 'broken',
    run: () => {
      throw new RangeError('no such thing');
    },
  });
  await expect(runComponent(broken, {})).rejects.toThrow(RangeError);
});

test('the type checker knows which inputs there must be', () => {
  const calls = (): unknown[] => [
    // @ts-expect-error -- data is missing
    runComponent(train, {}),
    // @ts-expect-error -- a text is no artifact
    runComponent(train, { data: 'a' }),
    // @ts-expect-error -- a text is no number
    runComponent(train, { data: { text: 'a' }, rate: 'fast' }),
  ];
  expect(calls).toBeTypeOf('function');
});

const count = containerComponent({
  name: 'Count words',
  inputs: { text: Dataset, factor: integer.default(1) },
  outputs: { words: integer, copy: Dataset },
  image: 'busybox',
  command: ['sh', '-c', 'echo $(( $(wc -w < "$0") * $3 )) > "$1"; cp "$0" "$2"'],
  args: ({ inputs, outputs }) => [inputs.text.path, outputs.words.path, outputs.copy.path, inputs.factor],
});

test('a container runs as a process of this machine', async () => {
  const { outputs } = await runComponent(count, { text: { text: 'one two three' }, factor: 2 });
  expect(outputs.words).toBe(6);
  expect(await readFile(outputs.copy.path, 'utf8')).toBe('one two three');
  expect(outputs.copy.type).toBe('system.Dataset');
});

test('a container that fails says so', async () => {
  const failing = containerComponent({
    name: 'failing',
    image: 'busybox',
    command: ['sh', '-c', 'echo no >&2; exit 3'],
  });
  const error: unknown = await runComponent(failing, {}).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(RunFailedError);
  expect((error as RunFailedError).message).toContain('failing: ');
  expect((error as RunFailedError).result.tasks['failing']).toMatchObject({ exitCode: 3, phase: 'Failed' });
});

test('a pipeline is a component, too', async () => {
  const twice = pipeline({
    name: 'twice',
    inputs: { text: Dataset },
    outputs: { words: integer, all: list.of(integer), copy: Dataset },
    define(p, { text }) {
      const first = p.task(count, { text }).outputs;
      const rest = p.forEach([1, 2], (loop, factor) => ({
        words: loop.task(count, { text: first.copy, factor: factor.as(integer) }).outputs.words,
      }));
      return { words: first.words, all: rest.outputs.words, copy: first.copy };
    },
  });
  const { outputs } = await runComponent(twice, { text: { text: 'a b' } });
  expect(outputs).toMatchObject({ words: 2, all: [2, 4] });
  expect(await readFile(outputs.copy.path, 'utf8')).toBe('a b');
});
