import { expect, test } from 'vitest';
import { podDefinitions } from './pod-definitions.ts';

const prefix = 'io.k8s.api.core.v1.';
const text = { type: 'string', description: 'dropped' };
const definitions = {
  [`${prefix}PodSpec`]: {
    type: 'object',
    properties: {
      dnsPolicy: text,
      preemptionPolicy: text,
      hostnameOverride: text,
      ephemeralContainers: { type: 'array', items: { $ref: `#/definitions/${prefix}EphemeralContainer` } },
      overhead: { additionalProperties: { $ref: '#/definitions/io.k8s.apimachinery.pkg.api.resource.Quantity' } },
    },
  },
  [`${prefix}EphemeralContainer`]: { type: 'object' },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': { type: 'string' },
};

test('short names, values that are named in prose, numbers for amounts, and nothing that Argo drops', () => {
  expect(podDefinitions(definitions)).toEqual({
    PodSpec: {
      type: 'object',
      properties: {
        dnsPolicy: { type: 'string', enum: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'] },
        overhead: { additionalProperties: { $ref: '#/definitions/Quantity' } },
        preemptionPolicy: { type: 'string', enum: ['Never', 'PreemptLowerPriority'] },
      },
    },
    Quantity: { type: ['string', 'number'] },
  });
});

test('a table that no longer fits is a fault', () => {
  const spec = { type: 'object', properties: { dnsPolicy: text } };
  expect(() => podDefinitions({ [`${prefix}PodSpec`]: spec })).toThrow('PodSpec has no field "ephemeralContainers"');
});
