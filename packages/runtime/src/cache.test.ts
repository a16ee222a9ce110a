import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { TaskInput } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { listArtifactUses, readCacheEntries } from '@tiphys/metadata';
import type { CacheRecord } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import { expect, test } from 'vitest';
import type { Bed, Ran } from './testing/task-fixture.ts';
import { shell, withBed } from './testing/task-fixture.ts';

/** Gives a file, a directory and a parameter. */
const spec = shell(
  'printf data > "$1"; mkdir -p "$2/sub"; printf a > "$2/a"; printf b > "$2/sub/b"; printf 1 > "$3"',
  [{ outputArtifact: 'file', get: 'path' }, { outputArtifact: 'folder', get: 'path' }, { outputFile: 'n' }],
  {
    outputs: { parameters: { n: { type: 'NUMBER_INTEGER' } }, artifacts: { file: { type: {} }, folder: { type: {} } } },
    publish: { file: 'artifacts/file' },
  },
);

let runs = 0;

/** Runs the task in a run of its own. */
async function run(bed: Bed, c: TaskInput['c'], more: { at?: string; store?: ArtifactStore } = {}): Promise<Ran> {
  runs += 1;
  const { at, store } = more;
  return bed.run(spec, c === undefined ? {} : { c: c as JsonValue }, {
    context: { name: `run-${runs}`, uid: `uid-${runs}`, node: `run-${runs}.main.t` },
    ...(at !== undefined && { clock: () => new Date(at) }),
    ...(store !== undefined && { store }),
  });
}

async function entries(bed: Bed, ran: Ran): Promise<CacheRecord[]> {
  const found: CacheRecord[] = [];
  for await (const entry of readCacheEntries(bed.store, ran.result.record.cacheKey ?? '')) {
    found.push(entry);
  }
  return found;
}

/** The URI of an output, as the record has it. */
function uriOf(ran: Ran, name: string): string {
  return ran.result.record.outputs?.artifacts[name]?.[0]?.uri ?? '';
}

test('a miss is recorded with its reason, a hit with its source', async () => {
  await withBed(async (bed) => {
    const first = await run(bed, true);
    expect(first.result.record).toMatchObject({ state: 'SUCCEEDED', cacheMiss: 'none' });
    expect(first.result.record.cacheParts).toMatchObject({ image: '"image:1"' });
    const second = await run(bed, true);
    expect(second.result.record).toMatchObject({ state: 'CACHED', cachedFrom: { execution: first.result.record.id } });
    expect(second.result.record.cacheMiss).toBeUndefined();
    const off = await run(bed, undefined);
    expect(off.result.record.cacheKey ?? off.result.record.cacheMiss).toBeUndefined();
  });
});

test.each([
  ['an artifact that is gone', 'lost', async (bed: Bed, ran: Ran) => bed.store.delete(uriOf(ran, 'file'))],
  ['a file that was replaced', 'changed', async (bed: Bed, ran: Ran) => bed.store.put(uriOf(ran, 'file'), 'DATA')],
  [
    'a directory that lost a file',
    'changed',
    async (bed: Bed, ran: Ran) => bed.store.delete(`${uriOf(ran, 'folder')}/sub/b`),
  ],
  [
    'a directory that gained a file',
    'changed',
    async (bed: Bed, ran: Ran) => bed.store.put(`${uriOf(ran, 'folder')}/sub/c`, ''),
  ],
] as const)('%s makes its entry a miss, and the task runs', async (_what, miss, spoil) => {
  await withBed(async (bed) => {
    const first = await run(bed, true);
    await spoil(bed, first);
    const second = await run(bed, true);
    expect(second.result).toMatchObject({ phase: 'Succeeded', cached: false, record: { cacheMiss: miss } });
    // The good entry is newer than the bad one.
    const third = await run(bed, true);
    expect(third.result.record.cachedFrom).toMatchObject({ execution: second.result.record.id });
  });
});

test('an artifact that only looks touched is read and found to be the same', async () => {
  await withBed(async (bed) => {
    const first = await run(bed, true);
    const path = fileURLToPath(uriOf(first, 'folder'));
    await rm(path, { recursive: true });
    await bed.store.put(`${uriOf(first, 'folder')}/sub/b`, 'b');
    await bed.store.put(`${uriOf(first, 'folder')}/a`, 'a');
    const reads: string[] = [];
    const store = new Proxy(bed.store, {
      get: (target, name: keyof ArtifactStore) =>
        name === 'downloadTree'
          ? async (...args: Parameters<ArtifactStore['downloadTree']>) => {
              reads.push(args[0]);
              return target.downloadTree(...args);
            }
          : target[name],
    });
    expect((await run(bed, true, { store })).result.cached).toBe(true);
    expect(reads).toEqual([uriOf(first, 'folder')]);
  });
});

test('an entry lives as long as its task said, and as long as the next one wants', async () => {
  await withBed(async (bed) => {
    const at = (second: number): { at: string } => ({ at: new Date(Date.UTC(2026, 0, 1, 0, 0, second)).toISOString() });
    const cached = async (c: TaskInput['c'], second: number): Promise<unknown> => {
      const { cached: hit, record } = (await run(bed, c, at(second))).result;
      return hit ? 'hit' : record.cacheMiss;
    };
    expect(await cached({ ttl: 10 }, 0)).toBe('none');
    expect(await cached(true, 9)).toBe('hit');
    expect(await cached({ maxAge: 5 }, 4)).toBe('hit');
    expect(await cached({ maxAge: 5, ttl: 10 }, 5)).toBe('expired');
    expect(await cached({ maxAge: 5 }, 9)).toBe('hit');
    expect(await cached({ ttl: 0 }, 15)).toBe('expired');
    expect(await cached({ ttl: 1e300 }, 15)).toBe('expired');
    expect(await cached({ maxAge: 1e300 }, 1000)).toBe('hit');
    expect(await cached({ key: 'mine', ttl: 10 }, 0)).toBe('none');
    expect(await cached('mine', 9)).toBe('hit');
    expect(await cached('mine', 10)).toBe('expired');
  });
});

test('two equal tasks at a time both end well, and either result may be used', async () => {
  await withBed(async (bed) => {
    const both = await Promise.all([run(bed, true), run(bed, true)]);
    expect(both.map(({ result }) => result.phase)).toEqual(['Succeeded', 'Succeeded']);
    const third = await run(bed, true);
    expect(third.result.cached).toBe(true);
    expect(both.map(({ result }) => result.record.cachedFrom?.execution ?? result.record.id)).toContain(
      third.result.record.cachedFrom?.execution,
    );
  });
});

test('a cached result is claimed before it is used; one whose entry goes meanwhile is not used', async () => {
  await withBed(async (bed) => {
    const first = await run(bed, true);
    const hit = await run(bed, true);
    const uses = await listArtifactUses(bed.store, uriOf(first, 'file'));
    expect(uses.map(({ execution, role }) => [execution, role]).sort()).toEqual(
      [first, hit].map(({ result }) => [result.record.id, 'output']).sort(),
    );
    const [entry] = await entries(bed, first);
    let claims = 0;
    // Whoever removes an entry does it just before the claim.
    const removing = new Proxy(bed.store, {
      get: (target, name: keyof ArtifactStore) =>
        name === 'put'
          ? async (uri: string, bytes: string) => {
              if (uri.includes('/artifacts/') && claims++ === 0) {
                for await (const { uri: found } of target.list(`${target.root}/.tiphys/v1/cache/${entry?.key}`)) {
                  await target.delete(found);
                }
              }
              return target.put(uri, bytes);
            }
          : target[name],
    });
    const late = await run(bed, true, { store: removing });
    expect(claims).toBeGreaterThan(0);
    expect(late.result).toMatchObject({ phase: 'Succeeded', cached: false, record: { cacheMiss: 'lost' } });
  });
});

test('a result that cannot be claimed is not used', async () => {
  await withBed(async (bed) => {
    await run(bed, true);
    const store = new Proxy(bed.store, {
      get: (target, name: keyof ArtifactStore) =>
        name === 'put'
          ? async (uri: string, bytes: string) =>
              uri.includes('/.tiphys/v1/artifacts/') ? Promise.reject(new Error('503')) : target.put(uri, bytes)
          : target[name],
    });
    const ran = await run(bed, true, { store });
    expect(ran.result).toMatchObject({ phase: 'Succeeded', cached: false });
    expect(bed.warnings).toContain('The cached result could not be claimed: 503');
  });
});
