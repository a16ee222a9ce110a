/** `nx build launcher`, after the bundle. */
import { existsSync, readFileSync } from 'node:fs';
import { chmod, copyFile, cp, mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { launcherDirectory, packSpec, printInertJson } from '@tiphys/contract';
import { mustRun } from '../../e2e/src/run-process.ts';
import type { Architecture } from './architectures.ts';
import { architectures } from './architectures.ts';
import type { Image, Layer } from './image.ts';
import { cachedLayer, makeImage, makeLayer, writeArchive, writeLayout } from './image.ts';
import { script } from '../script/script.ts';
import { addon, debianLibraries, emulator, nodePackage, nodeVersion, portableNode, stub } from './parts.ts';

const repository = path.join(import.meta.dirname, '..', '..');
const home = path.join(repository, 'packages/launcher');

/** What the init container starts; the manifests name it. */
const installer = 'tiphys-launcher';

async function main(): Promise<void> {
  const { arch } = script(
    'npx nx build launcher',
    'Makes the launcher with all it needs, as container images, in packages/launcher/image. Needs Linux, npm, python3 with pip, apt-get and dpkg-deb; no Docker and no root.',
    '--arch x64',
  )
    .option('--arch <names>', 'for which machines, with commas between', 'x64,arm64')
    .parse()
    .opts<{ arch: string }>();
  const names = arch.split(',');
  const wanted = architectures.filter(({ name }) => names.includes(name));
  if (process.platform !== 'linux' || wanted.length !== names.length) {
    throw new Error(`the launcher is built on Linux, for ${architectures.map(({ name }) => name).join(' and ')}`);
  }
  const version = (JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as { version: string }).version;
  const name = `tiphys/launcher:${version}`;
  const scratch = await mkdtemp(path.join(tmpdir(), 'tiphys-launcher-'));
  try {
    const into = path.join(scratch, 'image');
    const images: Image[] = [];
    for (const architecture of wanted) {
      const image = await launcherImage(architecture, path.join(scratch, architecture.name));
      images.push(image);
      await mkdir(into, { recursive: true });
      await writeArchive(path.join(into, `launcher-${architecture.name}.tar`), name, image);
    }
    await writeLayout(path.join(into, 'oci'), name, images);
    await rm(path.join(home, 'image'), { recursive: true, force: true });
    await cp(into, path.join(home, 'image.partial'), { recursive: true });
    await rename(path.join(home, 'image.partial'), path.join(home, 'image'));
  } finally {
    await rm(scratch, { recursive: true });
  }
}

/** Two layers: Node, which stays as it is for many versions of the launcher, and the launcher. */
async function launcherImage(architecture: Architecture, scratch: string): Promise<Image> {
  await mkdir(scratch, { recursive: true });
  const layers = [await nodeLayer(architecture), await launcherLayer(architecture, scratch)];
  const megabytes = layers.reduce((sum, { bytes }) => sum + bytes, 0) / 1e6;
  process.stdout.write(`launcher for ${architecture.name}: ${megabytes.toFixed(1)} MB compressed\n`);
  // A numeric user, so that namespaces which refuse root take it.
  return makeImage(architecture, layers, { Entrypoint: [`/${installer}`], Cmd: ['--help'], User: '65532:65532' });
}

async function nodeLayer(architecture: Architecture): Promise<Layer> {
  const folder = await portableNode(architecture, launcherDirectory);
  return cachedLayer(`layer-${path.basename(folder)}`, [], async (root) => {
    await cp(folder, path.join(root, 'payload'), { recursive: true });
    const licenses = path.join(root, 'licenses');
    await mkdir(licenses);
    await copyFile(path.join(await nodePackage(architecture), 'LICENSE'), path.join(licenses, 'node'));
    for (const library of ['libc6', 'libgcc-s1', 'libstdc++6']) {
      // Some of Debian's are links to that of another package.
      const file = path.join(await debianLibraries(architecture), 'usr/share/doc', library, 'copyright');
      if (existsSync(file)) await copyFile(file, path.join(licenses, library));
    }
  });
}

async function launcherLayer(architecture: Architecture, scratch: string): Promise<Layer> {
  const root = path.join(scratch, 'root');
  const payload = path.join(root, 'payload');
  await mkdir(payload, { recursive: true });
  for (const file of ['start.cjs', 'openssl.cnf'])
    await copyFile(path.join(home, 'stub', file), path.join(payload, file));
  await copyFile(path.join(home, 'dist/launcher.cjs'), path.join(payload, 'launcher.cjs'));
  await makeCodeCache(architecture, payload, scratch);
  await copyFile(await addon(architecture), path.join(payload, 'release-memory.node'));
  const program = await stub(architecture);
  for (const target of [path.join(root, installer), path.join(payload, 'launcher')]) {
    await copyFile(program, target);
    await chmod(target, 0o755);
  }
  await mkdir(path.join(root, 'licenses'));
  for (const file of ['LICENSE', 'NOTICE']) {
    await copyFile(path.join(repository, file), path.join(root, 'licenses', `tiphys-${file}`));
  }
  return makeLayer(root, scratch, 'launcher');
}

/** V8 takes a code cache only from its own version, with its own settings: the very program makes it that will use it. */
async function makeCodeCache(architecture: Architecture, payload: string, scratch: string): Promise<void> {
  const node = path.join(await nodePackage(architecture), 'bin/node');
  const command =
    architecture.name === process.arch
      ? [node]
      : [await emulator(architecture), '-L', await debianLibraries(architecture), node];
  const script = path.join(import.meta.dirname, 'make-code-cache.cjs');
  await mustRun(command[0] ?? '', [...command.slice(1), script, payload, path.join(scratch, 'tasks'), ordinaryTask()]);
  const { size } = await stat(path.join(payload, 'launcher.cache'));
  const source = (await readFile(path.join(payload, 'launcher.cjs'))).length;
  process.stdout.write(
    `code cache for Node ${nodeVersion()} ${architecture.name}: ${size} bytes of ${source} bytes of source\n`,
  );
}

/** What a manifest would say to an ordinary task. */
function ordinaryTask(): string {
  return printInertJson(
    packSpec({
      component: 'c',
      image: 'i',
      command: ['/bin/sh', '-c', 'printf x > "$0"'],
      args: [{ outputFile: 'out' }, { parameter: 'text' }, { executorInput: true }],
      inputs: { parameters: { text: { type: 'STRING' } } },
      outputs: { parameters: { out: { type: 'STRING' } } },
    }),
  );
}

await main();
