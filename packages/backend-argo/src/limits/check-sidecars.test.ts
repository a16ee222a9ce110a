import type { Workflow } from '@tiphys/argo-types';
import { expect, test } from 'vitest';
import { argoVersions } from '../options.ts';
import { checkSidecars } from './check-sidecars.ts';

const workflow: Workflow = {
  apiVersion: 'argoproj.io/v1alpha1',
  kind: 'Workflow',
  metadata: {},
  spec: {
    templates: [
      { name: 'plain', initContainers: [{ name: 'before' }] },
      { name: 'served', initContainers: [{ name: 'before' }, { name: 'proxy', restartPolicy: 'Always' }] },
      { name: 'none' },
    ],
  },
};

test('ARG-020: an init container beside its task is an error for 3.5 and a warning for every version', () => {
  const found = (version: (typeof argoVersions)[number]): readonly string[] =>
    checkSidecars(workflow, version).map(({ code, severity, message }) => `${code} ${severity} ${message}`);
  const message =
    'The init container "proxy" of the template "served" runs beside its task (restartPolicy: Always), which needs Argo 3.6';
  expect(found('3.5')).toEqual([`ARG-020 error ${message}`]);
  expect(found('any')).toEqual([`ARG-020 warning ${message}`]);
  for (const version of argoVersions.filter((one) => one !== 'any' && one !== '3.5'))
    expect(found(version)).toEqual([]);
});
