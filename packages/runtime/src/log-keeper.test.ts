import type { ArtifactStore } from '@tiphys/storage';
import { openStore } from '@tiphys/storage';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createLogKeeper } from './log-keeper.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const uri = 'mem://logs/p/run/task/id/.tiphys/executor-logs/w/';

interface Kept {
  readonly store: ArtifactStore;
  readonly warnings: string[];
  readonly parts: () => Promise<readonly Uint8Array[]>;
  readonly text: () => Promise<string>;
}

/** A store whose writes `put` may delay or refuse. */
function bed(put: (write: () => Promise<void>) => Promise<void> = async (write) => write()): Kept {
  const memory = openStore({ root: 'mem://logs' });
  const parts = async (): Promise<readonly Uint8Array[]> => {
    const found: Uint8Array[] = [];
    for await (const object of memory.list(uri)) found.push(await memory.get(object.uri));
    return found;
  };
  return {
    store: { ...memory, put: async (at, bytes) => put(async () => memory.put(at, bytes)) },
    warnings: [],
    parts,
    text: async () => Buffer.concat(await parts()).toString('latin1'),
  };
}

const mebibyte = 1024 * 1024;

test('what was pushed is there in its order, whatever the sizes of the pieces', async () => {
  const kept = bed();
  const keeper = createLogKeeper(kept.store, uri, (message) => kept.warnings.push(message));
  const pieces = Array.from({ length: 300 }, (_, index) => `${index}:`.padEnd((index * 7919) % 9000, 'x'));
  for (const piece of [...pieces, 'y'.repeat(mebibyte)]) keeper.push(Buffer.from(piece));
  expect(await keeper.close()).toBe(true);
  expect(await kept.text()).toBe(pieces.join('') + 'y'.repeat(mebibyte));
  expect((await kept.parts()).every((part) => part.length <= 256 * 1024)).toBe(true);
  expect(kept.warnings).toEqual([]);
});

test('a command that writes nothing leaves no objects, which is its log', async () => {
  const kept = bed();
  expect(await createLogKeeper(kept.store, uri, () => undefined).close()).toBe(true);
  expect(await kept.parts()).toEqual([]);
});

test('a log can be read while the command runs', async () => {
  const kept = bed();
  const keeper = createLogKeeper(kept.store, uri, () => undefined);
  keeper.push(Buffer.from('early '));
  expect(await kept.text()).toBe('');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await kept.text()).toBe('early ');
  // Then in growing intervals, so that a long run leaves no crowd of objects.
  for (let second = 0; second < 3600; second++) {
    keeper.push(Buffer.from('.'));
    await vi.advanceTimersByTimeAsync(1_000);
  }
  expect((await kept.parts()).length).toBeLessThan(70);
  await keeper.close();
  expect(await kept.text()).toBe(`early ${'.'.repeat(3600)}`);
});

test('a slow store costs bounded memory, and the log says what is missing', async () => {
  let release = (): void => undefined;
  const gate = new Promise<void>((resolve) => (release = resolve));
  const kept = bed(async (write) => gate.then(write));
  const keeper = createLogKeeper(kept.store, uri, () => undefined);
  // The first part is on its way, 16 wait; 20 more push the oldest of those out.
  for (let part = 0; part < 37; part++) keeper.push(Buffer.alloc(256 * 1024, String.fromCharCode(65 + part)));
  release();
  expect(await keeper.close()).toBe(true);
  const text = await kept.text();
  const [start = '', end = ''] = text.split(/\n\[tiphys: 5242880 bytes of the log are missing here\]\n/);
  expect(new Set(start)).toEqual(new Set('A'));
  expect([end.length, end[0], end.at(-1)]).toEqual([16 * 256 * 1024, 'V', 'e']);
});

test('of a log without end the start and the end are kept', async () => {
  const kept = bed();
  const keeper = createLogKeeper(kept.store, uri, () => undefined);
  for (let count = 0; count < 100; count++) {
    keeper.push(Buffer.alloc(mebibyte, count < 99 ? 'm' : 'z'));
    await vi.advanceTimersByTimeAsync(0);
  }
  await keeper.close();
  const text = await kept.text();
  expect(text.length / mebibyte).toBeCloseTo(65, 1);
  const [start = '', end = ''] = text.split(/\n\[tiphys: \d+ bytes of the log are missing here\]\n/);
  expect(start.length).toBe(64 * mebibyte);
  expect(end).toBe('z'.repeat(mebibyte));
});

test('a store that fails for a while loses nothing', async () => {
  let broken = true;
  const kept = bed(async (write) => {
    if (broken) throw new Error('the store is away');
    return write();
  });
  const keeper = createLogKeeper(kept.store, uri, (message) => kept.warnings.push(message));
  keeper.push(Buffer.from('one '));
  await vi.advanceTimersByTimeAsync(2_000);
  keeper.push(Buffer.from('two '));
  await vi.advanceTimersByTimeAsync(4_000);
  broken = false;
  keeper.push(Buffer.from('three'));
  await vi.advanceTimersByTimeAsync(8_000);
  expect(await kept.text()).toBe('one two three');
  expect(await keeper.close()).toBe(true);
  expect(kept.warnings).toEqual(['The log could not be kept: the store is away']);
});

test('a store that stays away is one warning, and one try at the end', async () => {
  let tries = 0;
  const kept = bed(async () => {
    tries += 1;
    return Promise.reject(new Error('away'));
  });
  const keeper = createLogKeeper(kept.store, uri, (message) => kept.warnings.push(message));
  for (let part = 0; part < 10; part++) keeper.push(Buffer.alloc(256 * 1024));
  await vi.advanceTimersByTimeAsync(0);
  const before = tries;
  expect(await keeper.close()).toBe(false);
  expect(tries).toBe(before + 1);
  expect(kept.warnings).toHaveLength(1);
});
