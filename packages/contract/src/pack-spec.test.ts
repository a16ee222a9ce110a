import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ComponentSpec } from './component-spec.ts';
import { packSpec, unpackSpec } from './pack-spec.ts';
import { jsonValue, nastyString } from './testing/json-arbitrary.ts';

const small: ComponentSpec = {
  component: 'comp-a',
  image: 'i',
  command: ['sh', '-c', 'a long script', 'x'],
  args: [],
  inputs: { parameters: { p: { type: 'STRING' }, q: { type: 'LIST', optional: true } } },
  outputs: { artifacts: { m: { type: { schemaTitle: 'system.Model', schemaVersion: '0.0.1' } } } },
  publish: { m: 'artifacts/m', o: 'parameters/other' },
};

test('the short form holds nothing that goes without saying', () => {
  expect(packSpec(small, ['a long script'])).toEqual({
    component: 'comp-a',
    image: 'i',
    command: ['sh', '-c', { text: 0 }, 'x'],
    inputs: { parameters: { p: 'STRING', q: { type: 'LIST', optional: true } } },
    outputs: { artifacts: { m: 'system.Model@0.0.1' } },
    publish: { m: 'artifacts', o: 'parameters/other' },
  });
});

const name = fc.oneof(nastyString, fc.constantFrom('__proto__', 'parameters', 'text'));
const word = fc.oneof(
  nastyString,
  name.map((parameter) => ({ parameter })),
  fc.array(nastyString, { maxLength: 2 }).map((concat) => ({ concat })),
);
const type = fc.record(
  { schemaTitle: fc.oneof(nastyString, fc.constant('a@b')), schemaVersion: nastyString, schemaUri: nastyString },
  { requiredKeys: [] },
);
const parameterType = fc.constantFrom('STRING' as const, 'STRUCT' as const);
const ports = fc.record(
  {
    parameters: fc.dictionary(
      name,
      fc.record({ type: parameterType, optional: fc.constant(true), default: jsonValue }, { requiredKeys: ['type'] }),
      { maxKeys: 3 },
    ),
    artifacts: fc.dictionary(name, fc.record({ type, list: fc.constant(true) }, { requiredKeys: ['type'] }), {
      maxKeys: 3,
    }),
  },
  { requiredKeys: [] },
);
const anySpec = fc.record(
  {
    component: nastyString,
    image: nastyString,
    command: fc.array(word, { maxLength: 4 }),
    args: fc.array(word, { maxLength: 4 }),
    inputs: ports,
    outputs: ports,
    publish: fc.dictionary(
      name.filter((text) => !text.includes('/')),
      fc.oneof(
        name.map((output) => `parameters/${output}`),
        name.map((output) => `artifacts/${output}`),
      ),
      { maxKeys: 3 },
    ),
  },
  { requiredKeys: ['component', 'image', 'command', 'args', 'inputs', 'outputs'] },
) as fc.Arbitrary<ComponentSpec>;

function ownNames(outputs: ComponentSpec['outputs']): Record<string, string> {
  const kinds = Object.entries(outputs) as [string, object][];
  return Object.fromEntries(
    kinds.flatMap(([kind, declared]) => Object.keys(declared).map((output) => [output, `${kind}/${output}`])),
  );
}

test('outputs that are all published under their own names are not named again', () => {
  const publish = { m: 'artifacts/m' };
  expect(packSpec({ ...small, publish })).toHaveProperty('publish', true);
  expect(unpackSpec(packSpec({ ...small, publish }))).toHaveProperty('publish', publish);
});

test('a spec comes out of its short form as it went in', () => {
  fc.assert(
    fc.property(anySpec, fc.boolean(), (given, publishesAll) => {
      const spec = publishesAll ? { ...given, publish: ownNames(given.outputs) } : given;
      const shared = [...new Set([...spec.command, ...spec.args].filter((item) => typeof item === 'string'))];
      expect(unpackSpec(packSpec(spec, shared), shared)).toEqual(spec);
      expect(unpackSpec(packSpec(spec))).toEqual(spec);
    }),
  );
});
