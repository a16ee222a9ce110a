import type { ComponentSpec, TaskInput } from '@tiphys/contract';
import type { Values } from '@tiphys/metadata';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { CacheKey } from './cache-key.ts';
import { cacheKey, caching } from './cache-key.ts';
import { component } from './testing/task-fixture.ts';

const run = { v: 2 as const, pipeline: 'pipe', name: 'run', uid: 'uid', created: '', node: 'run.main.t', pod: 'pod' };
const spec = component({
  command: ['a', { parameter: 'p' }],
  env: { E: 'e' },
  outputs: { parameters: { o: { type: 'STRING' } } },
});
const artifact = { name: 'n', uri: 's3://b/x', digest: 'sha256:1', metadata: { a: 1 } };
const inputs: Values = { parameters: { p: 1, q: 'x' }, artifacts: { a: [artifact] } };

interface Changes {
  readonly spec?: Partial<ComponentSpec>;
  readonly inputs?: Partial<Values>;
  readonly c?: TaskInput['c'];
  readonly run?: object;
}

function key(changes: Changes = {}): string {
  return keyOf(changes).key;
}

function keyOf(changes: Changes): CacheKey {
  const task = {
    spec: { ...spec, ...changes.spec },
    input: { c: changes.c ?? true },
    run: { ...run, ...changes.run },
    keepLog: true,
    graceSeconds: 30,
  };
  const { image } = task.spec;
  return cacheKey(task, { ...inputs, ...changes.inputs }, typeof image === 'string' ? image : '');
}

test('the key is the same for the same work, wherever it is done', () => {
  expect(key()).toBe('441fb0ac22502ce543e4380104242b68391f24887d95b80d5ac5518f3fda142b');
  expect(key({ inputs: { parameters: { q: 'x', p: 1 } } })).toBe(key());
  expect(key({ run: { name: 'other', uid: 'other', pipeline: 'other' } })).toBe(key());
  expect(key({ spec: { publish: { o: 'parameters/o' } } })).toBe(key());
  expect(key({ inputs: { artifacts: { a: [{ ...artifact, uri: 's3://b/copy', name: 'm' }] } } })).toBe(key());
});

test('everything that the outputs depend on changes the key', () => {
  const others = [
    key({ spec: { image: 'image:2' } }),
    key({ spec: { command: ['a'] } }),
    key({ spec: { args: ['x'] } }),
    key({ spec: { env: {} } }),
    key({ spec: { outputs: {} } }),
    key({ inputs: { parameters: { p: '1', q: 'x' } } }),
    key({ inputs: { parameters: { p: 1 } } }),
    key({ inputs: { artifacts: {} } }),
    key({ inputs: { artifacts: { a: [{ ...artifact, digest: 'sha256:2' }] } } }),
    key({ inputs: { artifacts: { a: [{ ...artifact, metadata: { a: 2 } }] } } }),
    key({ inputs: { artifacts: { a: [{ name: 'n', uri: 's3://b/x', metadata: { a: 1 } }] } } }),
    key({ inputs: { artifacts: { a: [{ name: 'n', uri: 's3://b/y', metadata: { a: 1 } }] } } }),
    key({ inputs: { artifacts: { a: [artifact, artifact] } } }),
    key({ c: 'custom' }),
  ];
  expect(new Set([key(), ...others]).size).toBe(others.length + 1);
});

test('a custom key stands for all of it, within one component of one pipeline', () => {
  expect(key({ c: 'mine', spec: { image: 'other' }, inputs: { parameters: {} } })).toBe(key({ c: 'mine' }));
  expect(key({ c: 'mine', spec: { component: 'comp-other' } })).not.toBe(key({ c: 'mine' }));
  expect(key({ c: 'yours' })).not.toBe(key({ c: 'mine' }));
});

test('large integers and broken text are told apart, also from look-alikes', () => {
  const values = [
    9007199254740993n,
    9007199254740992,
    '9007199254740993',
    { 'tiphys:integer': '9007199254740993' },
    '\ud800',
    '\udfff',
    '\ufffd',
  ];
  expect(new Set(values.map((value) => key({ inputs: { parameters: { p: value } } }))).size).toBe(values.length);
});

test('any JSON has a key, and different JSON has another', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
      const [a, b] = [left, right].map((p) => key({ inputs: { parameters: { p: p as never } } }));
      expect(a === b).toBe(JSON.stringify(canonical(left)) === JSON.stringify(canonical(right)));
    }),
  );
});

function canonical(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) {
    return Object.is(value, -0) ? 0 : value;
  }
  if (Array.isArray(value)) {
    return value.map(canonical);
  }
  const members = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return { members: members.map(([name, member]) => [name, canonical(member)]) };
}

test('the parts of a key say what it was made of, and what differs between two keys', () => {
  const parts = (changes: Changes = {}): Readonly<Record<string, string>> => keyOf(changes).parts;
  expect(parts()).toEqual({
    image: '"image:1"',
    command: '["a",{"parameter":"p"}]',
    args: '[]',
    'env.E': '"e"',
    'parameters.p': '1',
    'parameters.q': '"x"',
    'artifacts.a': '1',
    'metadata.a': '[{"metadata":{"a":1}}]',
    outputs: '{"artifacts":{},"parameters":{"o":{"type":"STRING"}}}',
  });
  const long = parts({ inputs: { parameters: { p: 'x'.repeat(100) } } });
  expect(long['parameters.p']).toMatch(/^sha256:[0-9a-f]{16}$/);
  expect(parts({ inputs: { parameters: { p: 'y'.repeat(100) } } })['parameters.p']).not.toBe(long['parameters.p']);
  const stored = { ...artifact, digest: `sha256:${'0123456789abcdef'.repeat(4)}` };
  const { digest: _digest, metadata: _metadata, ...foreign } = artifact;
  const lists = parts({ inputs: { artifacts: { a: [stored, artifact], b: [foreign] } } });
  expect(lists).toMatchObject({ 'artifacts.a': '0123456789ab 1', 'artifacts.b': 's3://b/x' });
  expect(lists).not.toHaveProperty(['metadata.b']);
  expect(parts({ c: 'mine' })).toEqual({ pipeline: '"pipe"', component: '"comp-test"', custom: '"mine"' });
});

test.each([
  [undefined, undefined],
  [true, {}],
  ['mine', { key: 'mine' }],
  ['', undefined],
  [
    { ttl: 60, maxAge: 30, key: 'mine' },
    { ttl: 60, maxAge: 30, key: 'mine' },
  ],
  [{ ttl: '60', maxAge: null, key: '' }, {}],
  [false, undefined],
  [[], undefined],
])('a manifest that says %j means %j', (c, expected) => {
  expect(caching({ c } as unknown as TaskInput)).toEqual(expected);
});
