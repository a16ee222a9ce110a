// `nx build` of a library: JavaScript and declarations into `dist`, and what a tarball must carry beside them.
// Started in the package's folder.
import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './bundle.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

for (const file of ['LICENSE', 'NOTICE']) copyFileSync(join(root, file), file);
if (process.argv.includes('--program')) {
  await bundle({ only: `packages/${basename(process.cwd())}` });
} else {
  rmSync('dist', { recursive: true, force: true });
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { status } = spawnSync(process.execPath, [compiler, '-p', 'tsconfig.build.json'], { stdio: 'inherit' });
  process.exitCode = status ?? 1;
}
