import { decodeWire, encodeWire } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import type { ArtifactStore } from '@tiphys/storage';
import { bytesDigest, openStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import { resolveSpilled } from './resolve-spilled.ts';

async function spill(value: string): Promise<{ store: ArtifactStore; reference: string }> {
  const store = openStore({ root: 'mem://test' });
  const uri = `${store.root}/value.json`;
  const bytes = new TextEncoder().encode(value);
  await store.put(uri, bytes);
  return { store, reference: JSON.stringify({ 'tiphys:ref': { uri, digest: bytesDigest(bytes) } }) };
}

test('a reference is replaced by the value, a member by the member', async () => {
  const { store, reference } = await spill(encodeWire([{ a: 'x' }, { a: 12345678901234567890n }]));
  const read = async (text: string): Promise<unknown> => resolveSpilled(store, decodeWire(text));
  await expect(read(`{"all":${reference}}`)).resolves.toEqual({ all: [{ a: 'x' }, { a: 12345678901234567890n }] });
  await expect(read(`{"tiphys:at":[${reference},1,"a"]}`)).resolves.toBe(12345678901234567890n);
  await expect(read(`{"tiphys:at":[${reference},2]}`)).rejects.toThrow('has no member 2');
  await expect(read(`{"tiphys:at":[${reference},0,"a","b"]}`)).rejects.toThrow('has no member "b"');
});

test.each([
  ['list', (items: readonly string[]) => `[${items.join(',')}]`],
  ['object', (items: readonly string[]) => `{${items.map((item, index) => `"m${index}":${item}`).join(',')}}`],
])('of a large %s only some values are fetched at a time', async (_kind, text) => {
  const { store, reference } = await spill('"x"');
  let open = 0;
  let most = 0;
  const counting: ArtifactStore = {
    ...store,
    async get(uri) {
      most = Math.max(most, (open += 1));
      const bytes = await store.get(uri);
      open -= 1;
      return bytes;
    },
  };
  const value = (item: string): JsonValue => decodeWire(text(Array.from({ length: 50 }, () => item)));
  await expect(resolveSpilled(counting, value(reference))).resolves.toEqual(value('"x"'));
  expect(most).toBe(8);
});
