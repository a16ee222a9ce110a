import path from 'node:path';
import { buildFolder } from './build-folder.ts';

/** Path of our `crd-check` program (e2e/crd-check), built unless it is there already for these very sources. */
export async function crdCheckProgram(): Promise<string> {
  const folder = await buildFolder('crd-check', path.join(import.meta.dirname, '../crd-check'));
  return path.join(folder, 'crd-check');
}
