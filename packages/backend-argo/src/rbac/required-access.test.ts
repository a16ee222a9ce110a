import type { JsonValue } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { planOf } from '../testing/emit.ts';
import { requiredAccess } from './required-access.ts';

interface Access {
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly namespace?: string };
  readonly rules?: readonly { readonly resources: readonly string[]; readonly verbs: readonly string[] }[];
  readonly subjects?: readonly { readonly name: string }[];
}

function access(executors: Readonly<Record<string, JsonValue>>, options = {}): readonly string[] {
  const names = Object.keys(executors);
  const objects = requiredAccess(
    planOf({
      pipelineInfo: { name: 'p' },
      schemaVersion: '2.1.0',
      components: Object.fromEntries(names.map((name) => [`comp-${name}`, { executorLabel: `exec-${name}` }])),
      deploymentSpec: {
        executors: Object.fromEntries(names.map((name) => [`exec-${name}`, { container: executors[name] ?? null }])),
      },
      root: {
        dag: { tasks: Object.fromEntries(names.map((name) => [name, { componentRef: { name: `comp-${name}` } }])) },
      },
    }),
    options,
  ) as readonly Access[];
  return objects.map(({ kind, metadata, rules, subjects }) =>
    [
      kind,
      metadata.namespace === undefined ? metadata.name : `${metadata.namespace}/${metadata.name}`,
      ...(rules ?? []).map(({ resources, verbs }) => `${verbs.join('+')} ${resources.join()}`),
      ...(subjects ?? []).map(({ name }) => name),
    ].join(' '),
  );
}

const plain = { image: 'i', command: ['c'] };

test('a run only reports to Argo', () => {
  expect(access({ a: plain, b: plain })).toEqual([
    'Role tiphys-runs create+patch workflowtaskresults',
    'RoleBinding tiphys-runs default',
  ]);
  expect(access({ a: plain }, { serviceAccount: 'runner', namespace: 'ml' })).toEqual([
    'ServiceAccount ml/runner',
    'Role ml/tiphys-runs create+patch workflowtaskresults',
    'RoleBinding ml/tiphys-runs runner',
  ]);
});

test('volume claims, only where the pipeline makes or deletes them', () => {
  const create = { image: 'argostub/createpvc' };
  const remove = { image: 'argostub/deletepvc' };
  const claims = (executors: Readonly<Record<string, JsonValue>>): readonly string[] =>
    access(executors).filter((text) => text.startsWith('Role ') && text.includes('claims'));
  expect(claims({ a: plain, c: create })).toEqual([
    'Role tiphys-create-volume-claims create+get persistentvolumeclaims',
  ]);
  expect(claims({ d: remove })).toEqual(['Role tiphys-delete-volume-claims delete persistentvolumeclaims']);
});
