import { expect, test } from 'vitest';
import { checkShape, podShapes } from './index.ts';
import type { PodSpec } from './index.ts';

const pod = { $ref: 'PodSpec' };

function found(value: unknown): readonly string[] {
  return checkShape(value, pod, podShapes).map(({ path, ...fault }) => {
    const what = 'known' in fault ? `${fault.kind} ${fault.field}` : Object.values(fault).join(' ');
    return `${path.join('.')}: ${what}`;
  });
}

test('a pod as Kubernetes takes it', () => {
  const spec: PodSpec = {
    containers: [{ name: 'main', resources: { limits: { cpu: 1, memory: '1Gi', 'nvidia.com/gpu': '2' } } }],
    topologySpreadConstraints: [
      {
        maxSkew: 1,
        topologyKey: 'zone',
        whenUnsatisfiable: 'ScheduleAnyway',
        labelSelector: { matchLabels: { a: 'b' } },
      },
    ],
    resourceClaims: [{ name: 'gpu', resourceClaimTemplateName: 'gpus' }],
    hostAliases: [{ ip: '10.0.0.1', hostnames: ['db'] }],
    tolerations: [{ operator: 'Exists' }],
    terminationGracePeriodSeconds: 5,
  };
  expect(found(spec)).toEqual([]);
  expect(found({ ...spec, runtimeClassName: undefined })).toEqual([]);
});

test('every fault, with its place', () => {
  expect(
    found({
      runtimeClass: 'gvisor',
      priorityClassName: 3,
      hostNetwork: 'yes',
      terminationGracePeriodSeconds: 1.5,
      nodeSelector: { disk: true },
      hostAliases: {},
      tolerations: [{ effect: 'NoScheduel' }, 'all'],
      volumes: [{ emptyDir: {} }],
    }),
  ).toEqual([
    'runtimeClass: unknown-field runtimeClass',
    'priorityClassName: wrong-kind text',
    'hostNetwork: wrong-kind true or false',
    'terminationGracePeriodSeconds: wrong-kind a whole number',
    'nodeSelector.disk: wrong-kind text',
    'hostAliases: wrong-kind a list',
    'tolerations.0.effect: not-one-of NoExecute,NoSchedule,PreferNoSchedule',
    'tolerations.1: wrong-kind an object',
    'volumes.0: missing-field name',
    ': missing-field containers',
  ]);
  expect(found(null)).toEqual([': wrong-kind an object']);
});

test('how texts and names look, and where fields belong that others have', () => {
  const form = { pattern: '^[a-z]+$', expected: 'small letters' };
  const shape = {
    properties: { map: { names: form, additionalProperties: { type: ['string', 'number'], form } } },
    elsewhere: { other: 'It is there.' },
  };
  expect(checkShape({ map: { a: 'b', c: 5, D: 'e', f: 'G' }, other: 1 }, shape, {})).toEqual([
    { kind: 'wrong-form', path: ['map', 'D'], expected: 'under small letters' },
    { kind: 'wrong-form', path: ['map', 'f'], expected: 'small letters' },
    { kind: 'unknown-field', path: ['other'], field: 'other', known: ['map'], elsewhere: 'It is there.' },
  ]);
});

test('names of JavaScript are ordinary names', () => {
  const found = checkShape(JSON.parse('{"constructor":1,"__proto__":2}'), { properties: { a: {} } }, {});
  expect(found.map(({ path }) => path)).toEqual([['constructor'], ['__proto__']]);
});
