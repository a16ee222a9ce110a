import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { mustRun } from '../../../e2e/src/run-process.ts';

/** The root file system of a built image, laid out in a new folder `into`, with what runc mounts on. */
export async function unpackImage(archive: string, into: string): Promise<void> {
  const layers = await mkdtemp(`${into}-layers-`);
  await mkdir(into);
  await mustRun('tar', ['-xf', archive, '-C', layers]);
  const [{ Layers }] = JSON.parse(await readFile(path.join(layers, 'manifest.json'), 'utf8')) as [
    { Layers: readonly string[] },
  ];
  for (const layer of Layers) await mustRun('tar', ['-xzf', path.join(layers, layer), '-C', into]);
  for (const mount of ['proc', 'dev', 'sys', 'tiphys']) await mkdir(path.join(into, mount), { recursive: true });
  await rm(layers, { recursive: true });
}
