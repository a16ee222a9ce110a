import { checkShape, podShapes } from '@tiphys/argo-types';
import type { Definitions, Shape, ShapeFault } from '@tiphys/argo-types';
import { labelName, labelValue, objectName, quantity } from '../kubernetes/forms.ts';
import { ownContainerFields, ownPodFields } from './pod-extras.ts';

const texts: Shape = { type: 'object', additionalProperties: { type: 'string' } };
const named: Shape = { type: 'string', form: objectName };

function without(name: string, elsewhere: Readonly<Record<string, string>>, more: Shape = {}): Shape {
  const { properties = {}, required = [], ...rest } = podShapes[name] ?? {};
  const fields = Object.keys(elsewhere);
  return {
    ...rest,
    properties: { ...omit(properties, fields), ...more.properties },
    required: [...required.filter((field) => !fields.includes(field)), ...(more.required ?? [])],
    elsewhere,
  };
}

function omit(
  properties: NonNullable<Shape['properties']>,
  fields: readonly string[],
): NonNullable<Shape['properties']> {
  return Object.fromEntries(Object.entries(properties).filter(([field]) => !fields.includes(field)));
}

const sidecar = without(
  'Container',
  { restartPolicy: 'Argo stops sidecars when the task has ended.' },
  {
    properties: { mirrorVolumeMounts: { type: 'boolean' } },
    required: ['image'],
  },
);

const extras: NonNullable<Shape['properties']> = {
  labels: { type: 'object', names: labelName, additionalProperties: { type: 'string', form: labelValue } },
  annotations: { ...texts, names: labelName },
  pod: without('PodSpec', ownPodFields, {
    properties: { priorityClassName: named, runtimeClassName: named, serviceAccountName: named },
  }),
  container: without('Container', ownContainerFields),
  sidecars: { type: 'array', items: sidecar },
};

const match: Shape = {
  type: 'object',
  properties: { task: { type: 'string' }, component: { type: 'string' }, labels: texts },
};

const rules: Shape = {
  type: 'object',
  properties: {
    defaults: { type: 'object', properties: extras },
    tasks: { type: 'array', items: { type: 'object', properties: { match, ...extras }, required: ['match'] } },
  },
};

/** Of the platform alone: what a pipeline's maker knows of its own programs, and no configuration does. */
const runtime: Shape = { type: 'string', enum: ['node'] };

const platform: Shape = {
  type: 'object',
  properties: {
    deploymentSpec: {
      type: 'object',
      properties: {
        executors: { type: 'object', additionalProperties: { type: 'object', properties: { ...extras, runtime } } },
      },
    },
  },
};

const definitions: Definitions = { ...podShapes, Quantity: { ...podShapes['Quantity'], form: quantity } };

/** What keeps a value from being `PodRules`. */
export function podRulesFaults(value: unknown): readonly ShapeFault[] {
  return checkShape(value, rules, definitions);
}

/** What keeps a value from being the platform `tiphys` of a platform document. */
export function tiphysPlatformFaults(value: unknown): readonly ShapeFault[] {
  return checkShape(value, platform, definitions);
}
