/* eslint-disable @typescript-eslint/no-unsafe-return, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unused-expressions -- wrong on purpose */
/*
 * What the type checker refuses. `tsc` is the test: each line below `@ts-expect-error` must be an error, and no other one may.
 */
import {
  Artifact,
  artifactType,
  boolean,
  component,
  containerComponent,
  Dataset,
  double,
  finalStatus,
  taskConfig,
  integer,
  list,
  loadComponent,
  Metrics,
  Model,
  pipeline,
  string,
  struct,
  text,
} from './index.ts';

const prepare = containerComponent({
  name: 'prepare',
  inputs: { rows: integer.default(3), note: string.optional() },
  outputs: {
    data: Dataset,
    files: Dataset.list(),
    numbers: list.of(integer),
    anything: list,
    count: integer,
    name: string,
    done: boolean,
    config: struct.of({ rate: double, who: string, tags: list.of(string) }),
  },
  image: 'alpine',
  command: ['prepare'],
  args: ({ inputs, outputs, ifPresent, concat }) => [
    inputs.rows,
    ifPresent('note', ['--note', concat('note: ', inputs.note)]),
    outputs.data.path,
    outputs.count.path,
    // @ts-expect-error there is no such input
    inputs.row,
    // @ts-expect-error a parameter has no URI
    outputs.count.uri,
  ],
});
const train = containerComponent({
  name: 'train',
  inputs: { data: Dataset, epochs: integer, rate: double.optional() },
  outputs: { model: Model, score: double },
  image: 'alpine',
  // @ts-expect-error what is always there needs no ifPresent
  args: ({ ifPresent }) => [ifPresent('epochs', 'x')],
});
const say = containerComponent({ name: 'say', inputs: { what: string }, outputs: { said: string }, image: 'alpine' });
const sum = containerComponent({
  name: 'sum',
  inputs: { all: list.of(double), models: Model.list().optional() },
  image: 'alpine',
});
const configured = containerComponent({
  name: 'configured',
  inputs: { config: struct.of({ rate: double, rows: integer }), rates: list.of(double) },
  image: 'alpine',
});
const keep = containerComponent({ name: 'keep', inputs: { it: Artifact }, image: 'alpine' });
const told = containerComponent({ name: 'told', inputs: { config: taskConfig, who: string }, image: 'alpine' });
const bye = containerComponent({ name: 'bye', inputs: { status: finalStatus, who: string }, image: 'alpine' });

export const tasks = pipeline({
  name: 'tasks',
  inputs: { who: string, epochs: integer },
  outputs: { score: double, model: Model, count: double },
  define(p, { who, epochs }) {
    const { outputs, ...prepared } = p.task(prepare, {});
    p.task(prepare, { rows: 5, note: who });
    p.task(say, { what: 'constant' });
    p.task(say, { what: text`${who} has ${epochs} epochs` });
    p.task(say, { what: p.task(say, { what: who }).output });
    // @ts-expect-error an integer is no string
    p.task(say, { what: outputs.count });
    // @ts-expect-error a constant integer is no string
    p.task(say, { what: 3 });
    p.task(told, { who });
    // @ts-expect-error the system gives it
    p.task(told, { who, config: {} });
    // @ts-expect-error a required input is missing
    p.task(say, {});
    // @ts-expect-error there is no such input
    p.task(say, { what: who, why: 'x' });
    // @ts-expect-error several outputs have no single one
    p.task(say, { what: prepared.output });
    // @ts-expect-error a model is no dataset
    p.task(train, { data: p.task(train, { data: outputs.data, epochs }).outputs.model, epochs });
    // @ts-expect-error a list of artifacts is none
    p.task(train, { data: outputs.files, epochs });
    p.task(sum, { all: [0.5, outputs.count, p.task(train, { data: outputs.data, epochs }).outputs.score] });
    // @ts-expect-error a text is no number, within a list either
    p.task(sum, { all: [who] });
    // @ts-expect-error an artifact cannot be a constant
    p.task(train, { data: '/data.csv', epochs });
    p.task(configured, { config: { rate: 0.5, rows: epochs }, rates: [epochs, 0.5] });
    // @ts-expect-error a text is no number, inside of a struct either
    p.task(configured, { config: { rate: 0.5, rows: who }, rates: [] });
    p.task(keep, { it: outputs.data });
    p.task(train, { data: outputs.data, epochs: outputs.count, rate: outputs.count });
    // @ts-expect-error a double is no integer
    p.task(train, { data: outputs.data, epochs: p.task(train, { data: outputs.data, epochs }).outputs.score });
    // @ts-expect-error there is no such member
    outputs.config.field('speed');
    // @ts-expect-error lists cannot be compared
    outputs.numbers.eq('x');
    // @ts-expect-error a number is not compared with a text
    outputs.count.gt('x');
    const trained = p.task(train, { data: outputs.data, epochs });
    return { score: trained.outputs.score, model: trained.outputs.model, count: outputs.count };
  },
});

export const options = pipeline({
  name: 'options',
  inputs: { secret: string, count: integer, selector: struct },
  define(p, { secret, count, selector }) {
    const { outputs } = p.task(prepare, {});
    p.task(say, { what: 'x' }, { kubernetes: { secretAsEnv: [{ secret, keys: { token: 'TOKEN' } }] } });
    p.task(say, { what: 'x' }, { kubernetes: { nodeSelector: selector, tolerations: [selector, outputs.anything] } });
    p.task(say, { what: 'x' }, { kubernetes: { pvcMount: [{ claim: outputs.name, mountPath: '/x' }] } });
    // @ts-expect-error a name is no number
    p.task(say, { what: 'x' }, { kubernetes: { imagePullSecrets: [count] } });
    // @ts-expect-error there is no such policy
    p.task(say, { what: 'x' }, { kubernetes: { imagePullPolicy: 'Sometimes' } });
    // @ts-expect-error a selector is a struct
    p.task(say, { what: 'x' }, { kubernetes: { nodeSelector: secret } });
    // @ts-expect-error there is no such option
    p.task(say, { what: 'x' }, { kubernetes: { nodeSelectors: {} } });
    p.forEach(['a'], (loop, item) => {
      loop.task(say, { what: 'x' }, { kubernetes: { imagePullSecrets: [item] } });
      // @ts-expect-error an item is not there outside of its loop
      p.task(say, { what: 'x' }, { kubernetes: { imagePullSecrets: [item] } });
    });
  },
});

const loaded = loadComponent({
  file: './train.yaml',
  inputs: { data: Dataset, epochs: integer, rate: double.default(0.5) },
  outputs: { model: Model },
});
const untyped = loadComponent({ file: './train.yaml' });

export const compiled = pipeline({
  name: 'compiled',
  inputs: { epochs: integer, who: string },
  define(p, { epochs, who }) {
    const { data } = p.task(prepare, {}).outputs;
    const { model } = p.task(loaded, { data, epochs }).outputs;
    p.task(keep, { it: model });
    // @ts-expect-error a string is no integer
    p.task(loaded, { data, epochs: who });
    // @ts-expect-error a required input is missing
    p.task(loaded, { data });
    // @ts-expect-error a model is no dataset
    p.task(loaded, { data: model, epochs });
    // What nobody described takes everything, and is looked at when the task is made.
    p.task(untyped, { data, epochs, rate: 1 });
  },
});

export const branches = pipeline({
  name: 'branches',
  inputs: { data: string, big: boolean },
  outputs: { score: double },
  define(p, { data, big }) {
    const { outputs } = p.task(prepare, { note: data });
    let kept = p.task(train, { data: outputs.data, epochs: 1 });
    const branched = p
      .when(big.eq(true).and(outputs.count.gt(3)), (branch) => {
        const inner = branch.task(train, { data: outputs.data, epochs: 3 });
        // @ts-expect-error a task of a branch is not there outside
        kept = inner;
        // @ts-expect-error nor can a task outside use its output
        p.task(train, { data: outputs.data, epochs: 1, rate: inner.outputs.score });
        return { score: inner.outputs.score };
      })
      .elseIf(outputs.name.eq('x'), (branch) => ({
        score: branch.task(train, { data: outputs.data, epochs: 3 }).outputs.score,
      }))
      .elseIf(outputs.name.eq('y'), (branch) => ({
        // @ts-expect-error branches return the same
        score: branch.task(say, { what: 'x' }).outputs.said,
      }))
      .else((branch) => ({ score: branch.task(train, { data: outputs.data, epochs: 3 }).outputs.score }));
    p.task(say, { what: 'after' }).after(branched, kept);
    const alone = p.when(big.eq(false), (branch) => ({ said: branch.task(say, { what: 'x' }).output }));
    // @ts-expect-error without an else, perhaps no branch runs
    alone.outputs;
    return { score: branched.outputs.score };
  },
});

export const loops = pipeline({
  name: 'loops',
  define(p) {
    const { outputs } = p.task(prepare, {});
    const loop = p.forEach(outputs.numbers, (loop, item) => {
      const inner = loop.task(train, { data: outputs.data, epochs: item });
      // @ts-expect-error an item is not there outside of its loop
      p.task(train, { data: outputs.data, epochs: item });
      // @ts-expect-error an item has its type
      loop.task(say, { what: item });
      return { score: inner.outputs.score, model: inner.outputs.model };
    });
    p.task(sum, { all: loop.outputs.score, models: loop.outputs.model });
    // @ts-expect-error what comes out of a loop is a list
    p.task(keep, { it: loop.outputs.model });
    p.forEach([{ rate: 0.1, who: 'me' }], (loop, item) => {
      loop.task(say, { what: item.field('who') });
      loop.task(train, { data: outputs.data, epochs: 1, rate: item.field('rate') });
      // @ts-expect-error a number is no string
      loop.task(say, { what: item.field('rate') });
      loop.forEach([1, 2], (inner, number) => {
        inner.task(train, { data: outputs.data, epochs: number, rate: item.field('rate') });
      });
    });
    p.forEach(outputs.anything, (loop, item) => {
      loop.task(say, { what: item });
    });
    p.forEach(outputs.files, (loop, file) => {
      loop.task(train, { data: file, epochs: 1 });
    });
    p.onExit(bye, { who: 'x' }, (guarded) => {
      guarded.task(say, { what: 'x' });
      // @ts-expect-error only the pipeline itself has exit handlers
      guarded.onExit;
    });
    // @ts-expect-error a status is given by the system
    p.task(bye, { who: 'x', status: {} });
  },
});

// @ts-expect-error a declared output is missing
export const unfinished = pipeline({ name: 'unfinished', outputs: { score: double }, define: () => ({}) });

const embedding = artifactType('acme.Embedding');
export const functions = component({
  name: 'functions',
  inputs: { data: Dataset, more: Dataset.list(), epochs: integer, note: string.optional(), seed: integer.default(1) },
  outputs: { embedding, metrics: Metrics, score: double, names: list.of(string) },
  run({ data, more, epochs, note, seed }, { embedding, metrics }) {
    metrics.log('epochs', epochs + seed + (note?.length ?? 0));
    // @ts-expect-error only metrics can be logged
    embedding.log('epochs', 1);
    // @ts-expect-error an optional input may be missing
    const length: number = note.length;
    return { score: length, names: [data.path, ...more.map(({ uri }) => uri)] };
  },
});

component({
  name: 'wrong',
  outputs: { score: double },
  // @ts-expect-error an output is missing
  run: () => ({}),
});
