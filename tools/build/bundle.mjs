// Plain JavaScript, so that `npm ci` can run it with any Node from 20 on, before the pinned Node 24 is in place.
import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** CommonJS dependencies call `require` for Node's own modules; an ES module has none. */
const requireShim =
  "import { createRequire as tiphysCreateRequire } from 'node:module'; const require = tiphysCreateRequire(import.meta.url);";

/**
 * The programs of the workspace. The command line is split: what is imported dynamically stays out of the first file that
 * Node reads. The launcher is one CommonJS script, which a code cache can be made of.
 */
const programs = /** @type {const} */ ([
  { name: 'tiphys', package: 'packages/cli', entry: 'src/main.ts', output: 'main', format: 'esm' },
  { name: 'launcher', package: 'packages/launcher', entry: 'src/main.ts', output: 'launcher', format: 'cjs' },
]);

/**
 * Bundles every program that has an entry file into its package's `dist`.
 *
 * @param {{ only?: string }} [options] `only`: the package folder to bundle, such as `packages/cli`
 * @returns {Promise<string[]>} the files that can be started, relative to the repository
 */
export async function bundle(options = {}) {
  const wanted = programs.filter((program) => options.only === undefined || program.package === options.only);
  const outputs = await Promise.all(wanted.map(bundleProgram));
  if (options.only === undefined || options.only === 'packages/sdk') await bundleSdk();
  return outputs.flat();
}

/**
 * In a checkout, pipelines in TypeScript import `@tiphys/sdk` as any project does, so that it has to be there without a build
 * of all packages. What is published is made by the compiler, like every other library.
 */
async function bundleSdk() {
  const folder = join(root, 'packages', 'sdk');
  await build({
    entryPoints: ['index', 'compile', 'worker/authoring', 'worker/main', 'worker/nothing'].map((name) =>
      join(folder, 'src', `${name}.ts`),
    ),
    outbase: join(folder, 'src'),
    outdir: join(folder, 'dist'),
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
    format: 'esm',
    platform: 'node',
    target: 'node20',
    conditions: ['@tiphys/source'],
    external: ['esbuild'],
    logLevel: 'warning',
    absWorkingDir: root,
  });
}

/** @param {(typeof programs)[number]} program */
async function bundleProgram(program) {
  const entry = join(root, program.package, program.entry);
  if (!(await exists(entry))) return [];
  const outdir = join(root, program.package, 'dist');
  const isModule = program.format === 'esm';
  const extension = isModule ? '.js' : '.cjs';
  const { metafile } = await build({
    entryPoints: { [program.output]: entry },
    outdir,
    bundle: true,
    splitting: isModule,
    chunkNames: 'chunks/[name]-[hash]',
    outExtension: { '.js': extension },
    format: program.format,
    platform: 'node',
    target: 'node24',
    conditions: ['@tiphys/source'],
    banner: isModule ? { js: requireShim } : {},
    // Stack traces of users stay readable, and the compile cache makes up for the bytes.
    minify: false,
    keepNames: false,
    legalComments: 'eof',
    logLevel: 'warning',
    metafile: true,
    absWorkingDir: root,
  });
  await removeOthers(outdir, Object.keys(metafile.outputs));
  return [`${program.package}/dist/${program.output}${extension}`];
}

/**
 * Chunks carry a hash in their names, so old ones would pile up. They go last: a program that is starting meanwhile
 * still finds what it needs.
 *
 * @param {string} outdir
 * @param {string[]} written
 */
async function removeOthers(outdir, written) {
  const keep = new Set(written.map((path) => join(root, path)));
  for (const item of await readdir(outdir, { recursive: true, withFileTypes: true })) {
    const path = join(item.parentPath, item.name);
    if (item.isFile() && !keep.has(path)) await rm(path, { force: true });
  }
}

/** @param {string} path */
async function exists(path) {
  return stat(path).then(
    () => true,
    () => false,
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const only = process.argv[2];
  for (const output of await bundle(only === undefined ? {} : { only })) console.log(output);
}
