import { openStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { readManifest } from '../manifest/read-manifest.ts';
import { resolveRunOptions } from './run-options.ts';

const { manifest } = readManifest({
  kind: 'Workflow',
  metadata: { generateName: 'wf-' },
  spec: { entrypoint: 'a', templates: [{ name: 'a', suspend: {} }] },
});

test.each([
  [undefined, undefined],
  ['', undefined],
  ['/usr/bin/python3', '/usr/bin/python3'],
])('TIPHYS_PYTHON of %j chooses %j', (TIPHYS_PYTHON, python) => {
  const options = { store: openStore({ root: 'mem://test' }), workdir: '/w', env: { TIPHYS_PYTHON } };
  expect(resolveRunOptions(options, manifest ?? expect.fail()).python).toBe(python);
});
