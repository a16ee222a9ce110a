import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { cached } from '../../e2e/src/build-cache.ts';
import { mustRun } from '../../e2e/src/run-process.ts';
import type { Architecture } from './architectures.ts';

/** A layer of an image: a compressed tar in a file. */
export interface Layer {
  readonly file: string;
  /** Digest of the file. */
  readonly digest: string;
  /** Digest of the tar in it, by which images name their layers. */
  readonly diffId: string;
  readonly bytes: number;
}

/** An image: its configuration and its layers, from the lowest. */
export interface Image {
  readonly architecture: Architecture;
  readonly config: string;
  readonly layers: readonly Layer[];
}

/** Packs a folder into a layer with the same bytes each time: no clock, no owner, files in the order of their names. */
export async function makeLayer(folder: string, into: string, name: string): Promise<Layer> {
  const tar = path.join(into, `${name}.tar`);
  const same = ['--sort=name', '--mtime=@0', '--owner=0', '--group=0', '--numeric-owner', '--format=gnu'];
  await mustRun('tar', [...same, '-C', folder, '-cf', tar, '.']);
  const bytes = await readFile(tar);
  const compressed = await promisify(gzip)(bytes, { level: 6 });
  const file = path.join(into, `${name}.tar.gz`);
  await writeFile(file, compressed);
  await rm(tar);
  return { file, digest: sha256(compressed), diffId: sha256(bytes), bytes: compressed.length };
}

/** A layer that is made once for each recipe, which must say all that the folder holds. */
export async function cachedLayer(
  name: string,
  recipe: readonly string[],
  fill: (root: string) => Promise<void>,
): Promise<Layer> {
  const folder = await cached({
    name,
    recipe: ['1', ...recipe],
    build: async (into) => {
      const root = path.join(into, 'root');
      await mkdir(root);
      await fill(root);
      const layer = await makeLayer(root, into, 'layer');
      await rm(root, { recursive: true });
      await writeFile(path.join(into, 'layer.json'), JSON.stringify({ ...layer, file: 'layer.tar.gz' }));
    },
  });
  const layer = JSON.parse(await readFile(path.join(folder, 'layer.json'), 'utf8')) as Layer;
  return { ...layer, file: path.join(folder, layer.file) };
}

/** Puts an image together. `config` is what it says about how it is run. */
export function makeImage(architecture: Architecture, layers: readonly Layer[], config: object): Image {
  return {
    architecture,
    layers,
    config: JSON.stringify({
      created: '1970-01-01T00:00:00Z',
      architecture: architecture.oci,
      os: 'linux',
      config,
      rootfs: { type: 'layers', diff_ids: layers.map(({ diffId }) => diffId) },
    }),
  };
}

const mediaType = {
  index: 'application/vnd.oci.image.index.v1+json',
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
};

/** Writes an OCI image layout with an image for each kind of machine, as `crane push FOLDER` and `skopeo` take it. */
export async function writeLayout(folder: string, name: string, images: readonly Image[]): Promise<void> {
  const blobs = path.join(folder, 'blobs/sha256');
  await mkdir(blobs, { recursive: true });
  const blob = async (text: string): Promise<{ digest: string; size: number }> => {
    const digest = sha256(Buffer.from(text));
    await writeFile(path.join(blobs, hex(digest)), text);
    return { digest, size: Buffer.byteLength(text) };
  };
  const manifests = [];
  for (const { architecture, config, layers } of images) {
    for (const { file, digest } of layers) await mustRun('cp', ['--reflink=auto', file, path.join(blobs, hex(digest))]);
    const manifest = {
      schemaVersion: 2,
      mediaType: mediaType.manifest,
      config: { mediaType: mediaType.config, ...(await blob(config)) },
      layers: layers.map(({ digest, bytes }) => ({ mediaType: mediaType.layer, digest, size: bytes })),
    };
    const platform = { architecture: architecture.oci, os: 'linux' };
    manifests.push({ mediaType: mediaType.manifest, ...(await blob(JSON.stringify(manifest))), platform });
  }
  const all = await blob(JSON.stringify({ schemaVersion: 2, mediaType: mediaType.index, manifests }));
  const tag = name.slice(name.lastIndexOf(':') + 1);
  const annotations = { 'org.opencontainers.image.ref.name': tag, 'io.containerd.image.name': name };
  const index = {
    schemaVersion: 2,
    mediaType: mediaType.index,
    manifests: [{ mediaType: mediaType.index, ...all, annotations }],
  };
  await writeFile(path.join(folder, 'index.json'), JSON.stringify(index));
  await writeFile(path.join(folder, 'oci-layout'), '{"imageLayoutVersion":"1.0.0"}');
}

/** Writes an archive for `docker load`, `ctr images import` and `crane push`, for one kind of machine. */
export async function writeArchive(file: string, name: string, { config, layers }: Image): Promise<void> {
  const folder = `${file}.partial`;
  await mkdir(folder);
  const configFile = `${hex(sha256(Buffer.from(config)))}.json`;
  await writeFile(path.join(folder, configFile), config);
  const names = layers.map(({ digest }) => `${hex(digest)}.tar.gz`);
  for (const [index, layer] of layers.entries()) {
    await mustRun('cp', ['--reflink=auto', layer.file, path.join(folder, names[index] ?? '')]);
  }
  const manifest = [{ Config: configFile, RepoTags: [name], Layers: names }];
  await writeFile(path.join(folder, 'manifest.json'), JSON.stringify(manifest));
  const members = ['manifest.json', configFile, ...names];
  await mustRun('tar', [
    '--mtime=@0',
    '--owner=0',
    '--group=0',
    '--numeric-owner',
    '-C',
    folder,
    '-cf',
    file,
    ...members,
  ]);
  await rm(folder, { recursive: true });
}

function sha256(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function hex(digest: string): string {
  return digest.slice('sha256:'.length);
}
