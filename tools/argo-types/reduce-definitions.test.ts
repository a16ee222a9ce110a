import { expect, test } from 'vitest';
import { reduceDefinitions } from './reduce-definitions.ts';

const definitions = {
  Root: {
    description: 'the root',
    type: 'object',
    required: ['z', 'a'],
    properties: {
      z: { type: 'string', format: 'date-time', default: 'now', description: 'dropped' },
      a: { description: 'dropped', $ref: '#/definitions/Item' },
      list: { type: 'array', items: { $ref: '#/definitions/Listed' } },
      map: { type: 'object', additionalProperties: { $ref: '#/definitions/Mapped' } },
    },
  },
  Item: { description: 'anything' },
  Listed: { type: 'object', properties: { again: { $ref: '#/definitions/Listed' } } },
  Mapped: { type: 'string', enum: ['b', 'a'] },
  Unused: { type: 'object' },
};

test('keeps what is reachable, sorted, and only what makes a type', () => {
  const reduced = reduceDefinitions(definitions, ['Root']);
  expect(reduced).toEqual({
    Item: {},
    Listed: { type: 'object', properties: { again: { $ref: '#/definitions/Listed' } } },
    Mapped: { type: 'string', enum: ['b', 'a'] },
    Root: {
      type: 'object',
      required: ['a', 'z'],
      properties: {
        a: { $ref: '#/definitions/Item' },
        list: { type: 'array', items: { $ref: '#/definitions/Listed' } },
        map: { type: 'object', additionalProperties: { $ref: '#/definitions/Mapped' } },
        z: { type: 'string' },
      },
    },
  });
  expect(Object.keys(reduced)).toEqual(['Item', 'Listed', 'Mapped', 'Root']);
});

test('keeps a property that is called like a keyword of the schema', () => {
  const named = {
    Root: { type: 'object', properties: { description: { type: 'string' }, items: { type: 'boolean' } } },
  };
  expect(reduceDefinitions(named, ['Root'])).toEqual({
    Root: { type: 'object', properties: { description: { type: 'string' }, items: { type: 'boolean' } } },
  });
});

test('lets a number stand where Kubernetes takes one', () => {
  const name = 'io.k8s.apimachinery.pkg.util.intstr.IntOrString';
  expect(reduceDefinitions({ [name]: { type: 'string' } }, [name])).toEqual({
    [name]: { type: ['string', 'integer'] },
  });
});

test('refuses a reference to nowhere', () => {
  expect(() => reduceDefinitions({ Root: { $ref: '#/definitions/Gone' } }, ['Root'])).toThrow('no definition "Gone"');
  expect(() => reduceDefinitions({}, ['Root'])).toThrow('no definition "Root"');
  expect(() => reduceDefinitions({ Root: { $ref: 'other.json#/X' } }, ['Root'])).toThrow('points outside');
});
