import { readdirSync, readFileSync } from 'node:fs';
import { load } from 'js-yaml';
import { expect, test } from 'vitest';
import type { ExecutorKind } from '../pod/containers.ts';
import { phasesOf, runFixture } from '../testing/run-fixture.ts';

/* Manifests as people write them, after the features that Argo's own examples show, and what comes of each. */

const folder = new URL('../../fixtures/argo/', import.meta.url);
const expected = load(readFileSync(new URL('expected.yaml', folder), 'utf8')) as Readonly<Record<string, unknown>>;

/** `TIPHYS_TEST_EXECUTOR=podman` runs them in containers, where there is an image `busybox`. */
const executor = (process.env['TIPHYS_TEST_EXECUTOR'] ?? 'process') as ExecutorKind;

test.each(Object.keys(expected))('%s', async (name) => {
  const result = await runFixture(`argo/${name}.yaml`, { executor });
  const { phase, outputs } = result;
  expect({ phase, outputs, tasks: phasesOf(result) }).toEqual(expected[name]);
});

test('every manifest of the folder is expected to do something', () => {
  const manifests = readdirSync(folder).filter((name) => name.endsWith('.yaml') && name !== 'expected.yaml');
  expect(manifests.map((name) => name.replace(/\.yaml$/, '')).sort()).toEqual(Object.keys(expected).sort());
});
