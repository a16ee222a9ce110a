import type { ExecutionRecord } from '@tiphys/metadata';
import { bytesDigest, openStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { faultsOfArtifacts } from './stored-artifacts.ts';

test('bytes that are lost or others than recorded are told', async () => {
  const store = openStore({ root: 'mem://stored-artifacts' });
  await store.put(`${store.root}/good`, 'good');
  await store.put(`${store.root}/changed`, 'changed');
  const artifacts = ['good', 'changed', 'lost'].map((name) => ({
    name,
    uri: `${store.root}/${name}`,
    digest: bytesDigest(name === 'changed' ? 'as it was' : name),
  }));
  const record = { outputs: { parameters: {}, artifacts: { out: [...artifacts, { uri: 'gs://elsewhere/x' }] } } };
  const faults = await faultsOfArtifacts(store, [record as unknown as ExecutionRecord]);
  expect(faults).toEqual([
    expect.stringContaining('stored-artifacts/changed'),
    expect.stringContaining('stored-artifacts/lost'),
  ]);
});
