import { readFile } from 'node:fs/promises';
import { loadAll } from 'js-yaml';
import { expect, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

const hello = await readFile(new URL('../../../../examples/hello/pipeline.yaml', import.meta.url), 'utf8');

test('rbac prints objects for kubectl apply', async () => {
  const io = createTestIo({ stdin: hello });
  expect(await main(['rbac', '-', '--service-account', 'runner', '--namespace', 'ml'], io)).toBe(0);
  expect(loadAll(io.out())).toEqual([
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'runner', namespace: 'ml' } },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'tiphys-runs', namespace: 'ml' },
      rules: [{ apiGroups: ['argoproj.io'], resources: ['workflowtaskresults'], verbs: ['create', 'patch'] }],
    },
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'tiphys-runs', namespace: 'ml' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'tiphys-runs' },
      subjects: [{ kind: 'ServiceAccount', name: 'runner', namespace: 'ml' }],
    },
  ]);
});

test('without a namespace the account is still in one: Kubernetes refuses a binding that leaves it out', async () => {
  const io = createTestIo({ stdin: hello });
  expect(await main(['rbac', '-'], io)).toBe(0);
  expect(loadAll(io.out())).toMatchObject([
    { kind: 'Role', metadata: { namespace: 'default' } },
    { kind: 'RoleBinding', subjects: [{ name: 'default', namespace: 'default' }] },
  ]);
});

test('a pipeline with faults gives none', async () => {
  const io = createTestIo({ stdin: hello.replace('name: comp-shout', 'name: comp-shuot') });
  expect(await main(['rbac', '-'], io)).toBe(1);
  expect(io.out()).toBe('');
});
