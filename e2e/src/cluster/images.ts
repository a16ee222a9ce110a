import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, copyFile, mkdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { argoProgram } from '../build-argo.ts';
import { cached } from '../build-cache.ts';
import { REPOSITORY } from '../find-pipelines.ts';
import { mustRun } from '../run-process.ts';
import { debianPrograms } from './debian-programs.ts';

/** The image of every pod's sandbox. */
export const pauseImage = 'localhost/tiphys/pause:1';

/** Every name that the Python image goes by: what examples and corpus ask for, as far as Debian with Python can stand in. */
const PYTHON_NAMES = [
  'python:3.11',
  'python:3.12',
  'python:3.7',
  'python:alpine3.9',
  'alpine:3.20',
  'alpine:latest',
  'public.ecr.aws/docker/library/python:3.12',
  'registry.access.redhat.com/ubi9/python-311:latest',
  'google/cloud-sdk:slim',
  'google/cloud-sdk:latest',
  'library/bash:latest',
  'ghcr.io/containerd/busybox:latest',
];

/** Names of the image without a C library. */
const BUSYBOX_NAMES = ['busybox:latest', 'busybox:1.36'];

/** Whether an image, as a manifest names it, is at hand. */
export function hasImage(name: string): boolean {
  return [...PYTHON_NAMES, ...BUSYBOX_NAMES].includes(/:[^/]*$/.test(name) ? name : `${name}:latest`);
}

/** Versions of the SDK that compiled pipelines install at run time. */
const KFP_VERSIONS = ['2.1.3', '2.9.0', '2.12.1', '2.13.0', '2.14.2', '2.14.3', '2.14.4', '2.14.6', '2.15.2', '2.17.0'];

/** Archive of the image that sandboxes run. */
export function pauseArchive(): Promise<string> {
  return archive('image-pause', ['1'], [pauseImage], { Entrypoint: ['/bin/busybox', 'sleep', '1000000'] }, busyboxRoot);
}

/** Archive of Argo's executor. */
export async function argoexecArchive(version: string): Promise<string> {
  const program = await argoProgram('argoexec', version);
  return archive(`image-argoexec-${version}`, [program], [argoexecImage(version)], {}, async (root) => {
    await mkdir(path.join(root, 'bin'));
    await mkdir(path.join(root, 'etc'));
    await mkdir(path.join(root, 'tmp'));
    await copyFile(program, path.join(root, 'bin/argoexec'));
    await writeFile(path.join(root, 'etc/mime.types'), '');
  });
}

/** Name of the executor's image. */
export function argoexecImage(version: string): string {
  return `localhost/tiphys/argoexec:v${version}`;
}

/** Archive of the Python image: Debian with Python 3.11 whose pip finds the SDK without any network. */
export async function pythonArchive(): Promise<string> {
  const programs = await debianPrograms();
  return archive('image-python-3.11', ['2', ...KFP_VERSIONS], PYTHON_NAMES, {}, async (root) => {
    const debootstrap = path.join(programs, 'usr/share/debootstrap');
    const packages = 'python3,python3-pip,python3-venv,ca-certificates';
    const args = ['--variant=minbase', `--include=${packages}`, 'bookworm', root];
    await mustRun(path.join(programs, 'usr/sbin/debootstrap'), args, { env: { DEBOOTSTRAP_DIR: debootstrap } });
    await rm(path.join(root, 'var/cache/apt'), { recursive: true, force: true });
    await symlink('python3', path.join(root, 'usr/bin/python'));
    const wheels = path.join(root, 'wheels');
    for (const version of KFP_VERSIONS) {
      await mustRun('python3', [
        '-m',
        'pip',
        'wheel',
        '--quiet',
        '--no-deps',
        '--wheel-dir',
        wheels,
        `kfp==${version}`,
      ]);
    }
    const config =
      '[global]\nno-index = true\nfind-links = /wheels\nbreak-system-packages = true\nroot-user-action = ignore\n' +
      // That is how pip wants it: it compiles what is imported only, which is a fifth of the SDK.
      '[install]\nno-compile = no\n';
    await writeFile(path.join(root, 'etc/pip.conf'), config);
  });
}

/** Archive of the launcher image of this checkout, bundled and built as `nx build launcher` does. */
export async function launcherArchive(): Promise<string> {
  const tools = path.join(REPOSITORY, 'tools');
  await mustRun(process.execPath, [path.join(tools, 'build/bundle.mjs'), 'packages/launcher']);
  const build = path.join(tools, 'launcher/build-launcher.ts');
  await mustRun(process.execPath, ['--conditions=@tiphys/source', build, '--arch', process.arch]);
  return path.join(REPOSITORY, `packages/launcher/image/launcher-${process.arch}.tar`);
}

/** Archive of a small image with a shell and nothing that is linked. */
export function busyboxArchive(): Promise<string> {
  return archive('image-busybox', ['1'], BUSYBOX_NAMES, { Cmd: ['sh'] }, async (root) => {
    await busyboxRoot(root);
    for (const folder of ['tmp', 'etc']) await mkdir(path.join(root, folder));
    await chmod(path.join(root, 'tmp'), 0o1777);
    const busybox = path.join(root, 'bin/busybox');
    const applets = (await mustRun(busybox, ['--list'])).trim().split('\n');
    for (const applet of applets.filter((name) => name !== 'busybox')) {
      await symlink('busybox', path.join(root, 'bin', applet));
    }
  });
}

async function busyboxRoot(root: string): Promise<void> {
  await mkdir(path.join(root, 'bin'));
  await copyFile(path.join(await debianPrograms(), 'bin/busybox'), path.join(root, 'bin/busybox'));
}

/** Builds a docker archive of one layer, unless the cache has it. */
async function archive(
  name: string,
  recipe: readonly string[],
  tags: readonly string[],
  config: object,
  fill: (root: string) => Promise<void>,
): Promise<string> {
  const folder = await cached({
    name,
    recipe: [...recipe, ...tags],
    build: async (into) => {
      const root = path.join(into, 'root');
      await mkdir(root);
      await fill(root);
      const layer = path.join(into, 'layer.tar');
      await mustRun('tar', ['--numeric-owner', '--sort=name', '-C', root, '-cf', layer, '.']);
      await rm(root, { recursive: true });
      const hash = createHash('sha256');
      await pipeline(createReadStream(layer), hash);
      const environment = ['PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin'];
      const image = {
        architecture: 'amd64',
        os: 'linux',
        config: { Env: environment, ...config },
        rootfs: { type: 'layers', diff_ids: [`sha256:${hash.digest('hex')}`] },
      };
      await writeFile(path.join(into, 'config.json'), JSON.stringify(image));
      const manifest = [{ Config: 'config.json', RepoTags: tags, Layers: ['layer.tar'] }];
      await writeFile(path.join(into, 'manifest.json'), JSON.stringify(manifest));
      await mustRun('tar', [
        '-C',
        into,
        '-cf',
        path.join(into, 'partial.tar'),
        'manifest.json',
        'config.json',
        'layer.tar',
      ]);
      for (const file of ['manifest.json', 'config.json', 'layer.tar']) await rm(path.join(into, file));
      await rename(path.join(into, 'partial.tar'), path.join(into, 'image.tar'));
    },
  });
  return path.join(folder, 'image.tar');
}
