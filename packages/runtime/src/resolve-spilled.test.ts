import { decodeWire, encodeWire } from '@tiphys/contract';
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
});
