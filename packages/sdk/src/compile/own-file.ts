import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/** A module of this package on disk, for esbuild: of the sources where they run, else of what is published. */
export function ownFile(name: string): string {
  const folder = dirname(createRequire(import.meta.url).resolve('@tiphys/sdk/package.json'));
  return import.meta.url.endsWith('.ts') ? join(folder, 'src', `${name}.ts`) : join(folder, 'dist', `${name}.js`);
}
