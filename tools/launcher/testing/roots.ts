import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from '../../../e2e/src/build-cache.ts';
import { debianPrograms } from '../../../e2e/src/cluster/debian-programs.ts';
import { mustRun } from '../../../e2e/src/run-process.ts';
import { readFileSync } from 'node:fs';
import { buildTools, unpackDebian } from '../parts.ts';

const machine = process.arch === 'arm64' ? 'aarch64' : 'x86_64';
const debianName = process.arch === 'arm64' ? 'arm64' : 'amd64';

/** Root file systems as images have them; each has the probe, made for it, at `/probe`. Read them only. */
export interface Roots {
  /** glibc, a shell, GNU's tools. */
  readonly debian: string;
  /** Static tools, no libc. */
  readonly busybox: string;
  /** The loader and libc of musl, nothing else. */
  readonly musl: string;
  /** Nothing but the probe. */
  readonly scratch: string;
}

/** Makes the root file systems, or takes them from the cache. */
export async function makeRoots(): Promise<Roots> {
  const source = path.join(import.meta.dirname, 'probe.c');
  const folder = await cached({
    name: 'test-roots',
    recipe: ['1', machine, readFileSync(source, 'utf8')],
    build: async (into) => {
      const packages = {
        debian: [
          'libc6',
          'libgcc-s1',
          'dash',
          'coreutils',
          'libselinux1',
          'libpcre2-8-0',
          'libacl1',
          'libattr1',
          'libgmp10',
          'libssl3',
        ],
        busybox: [],
        musl: ['musl'],
        scratch: [],
      };
      for (const [name, debs] of Object.entries(packages)) {
        const root = path.join(into, name);
        // What runc mounts on a root that is read only must be there.
        for (const mount of ['proc', 'dev', 'sys', 'tiphys']) await mkdir(path.join(root, mount), { recursive: true });
        if (debs.length > 0) await unpackDebian(root, debianName, debs);
        await compileProbe(source, path.join(root, 'probe'), name, into);
      }
      await mkdir(path.join(into, 'busybox/bin'));
      const busybox = path.join(into, 'busybox/bin/busybox');
      await copyFile(path.join(await debianPrograms(), 'bin/busybox'), busybox);
      await mustRun('ln', ['-s', 'busybox', path.join(into, 'busybox/bin/sh')]);
      await writeFile(path.join(into, 'debian/probe.sh'), '#!/no/such/interpreter\n');
      await chmod(path.join(into, 'debian/probe.sh'), 0o755);
      await rm(path.join(into, 'zig'), { recursive: true, force: true });
    },
  });
  return Object.fromEntries(
    ['debian', 'busybox', 'musl', 'scratch'].map((name) => [name, path.join(folder, name)]),
  ) as unknown as Roots;
}

async function compileProbe(source: string, to: string, root: string, scratch: string): Promise<void> {
  const { zig } = await buildTools();
  const targets: Readonly<Record<string, readonly string[]>> = {
    debian: ['-target', `${machine}-linux-gnu.2.36`],
    musl: ['-target', `${machine}-linux-musl`, '-dynamic'],
  };
  const env = { ZIG_GLOBAL_CACHE_DIR: path.join(scratch, 'zig'), ZIG_LOCAL_CACHE_DIR: path.join(scratch, 'zig') };
  const target = targets[root] ?? ['-target', `${machine}-linux-musl`, '-static'];
  await mustRun(zig, ['cc', ...target, '-O1', '-o', to, source], { env });
}
