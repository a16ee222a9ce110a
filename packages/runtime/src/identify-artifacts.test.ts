import type { ArtifactValue } from '@tiphys/contract';
import { InfraError } from '@tiphys/diagnostics';
import { openStore } from '@tiphys/storage';
import type { ArtifactStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { identifyArtifacts } from './identify-artifacts.ts';

const uri = 'mem://identify/data';

async function instanceOf(store: ArtifactStore, artifact: object = {}, warnings: string[] = []): Promise<string> {
  const artifacts = { data: [{ name: 'data', uri, ...artifact }] };
  const found = await identifyArtifacts(store, artifacts, 'unique', (message) => warnings.push(message));
  return found['data']?.[0]?.instance ?? 'none';
}

test('what no task made is known by the versions of its objects', async () => {
  const store = openStore({ root: 'mem://identify' });
  const nothing = await instanceOf(store);
  await store.put(uri, 'one');
  const one = await instanceOf(store);
  expect(await instanceOf(store)).toBe(one);
  await store.put(`${uri}base`, 'a neighbour');
  expect(await instanceOf(store)).toBe(one);
  await store.put(uri, 'two');
  const two = await instanceOf(store);
  await store.put(`${uri}/more`, 'three');
  const more = await instanceOf(store);
  expect(new Set([nothing, one, two, more]).size).toBe(4);
});

test('a digest, another scheme or an instance are enough', async () => {
  const store = openStore({ root: 'mem://identify' });
  expect(await instanceOf(store, { digest: 'sha256:00' })).toBe('none');
  expect(await instanceOf(store, { uri: 'https://example.org/x' })).toBe('none');
  expect(await instanceOf(store, { instance: 'i' })).toBe('i');
});

test('trouble with the store is a miss, not a failure', async () => {
  const store = openStore({ root: 'mem://identify' });
  const broken: ArtifactStore = {
    ...store,
    list: () => {
      throw new InfraError('down', { retriable: true });
    },
  };
  const warnings: string[] = [];
  expect(await instanceOf(broken, {}, warnings)).toBe('unique');
  expect(warnings).toEqual([`What is at ${uri} cannot be told: down`]);
});

test('of many artifacts only some are looked up at a time, and each stays in its place', async () => {
  const store = openStore({ root: 'mem://identify' });
  let open = 0;
  let most = 0;
  const counting: ArtifactStore = {
    ...store,
    async *list(from) {
      most = Math.max(most, (open += 1));
      yield* store.list(from);
      open -= 1;
    },
  };
  const list = (name: string): readonly ArtifactValue[] =>
    Array.from({ length: 20 }, (_, index) => ({ name: `${name}-${index}`, uri: `${uri}/${name}/${index}` }));
  const artifacts = { a: list('a'), none: [], b: list('b') };
  const found = await identifyArtifacts(counting, artifacts, 'unique', () => undefined);
  expect(found).toMatchObject(artifacts);
  expect(Object.values(found).flat()).toSatisfy((all: readonly ArtifactValue[]) =>
    all.every(({ instance }) => instance?.startsWith('versions:')),
  );
  expect(most).toBe(8);
});
