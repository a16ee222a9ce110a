import { readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Plugin } from 'esbuild';
import type { Program, Programs } from '../components/any-component.ts';
import { bundleTooLarge, cannotBundle, unknownFile } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { authoringModule } from './authoring-module.ts';
import { exportedAs } from './exported-as.ts';
import { markDeclarations } from './mark-declarations.ts';
import { ownFile } from './own-file.ts';
import { packProgram } from './pack-program.ts';

/** Etcd keeps no object above 1.5 MiB, and Argo's controller none above 1 MiB; a manifest has other things to say, too. */
const packedLimit = 512 * 1024;

/**
 * Bundles the functions of a pipeline, each with what it imports, into command lines that any Node from 20 on can run.
 *
 * @throws DiagnosticsError when one cannot be bundled, or is too large
 */
export async function bundlePrograms(programs: readonly Program[]): Promise<Programs> {
  const commands = await Promise.all(programs.map(async (program) => [program, await bundleProgram(program)] as const));
  return new Map(commands);
}

async function bundleProgram(program: Program): Promise<readonly string[]> {
  const { name, file } = program;
  if (file === undefined || file === '') return fail(unknownFile(name));
  const path = file.startsWith('file:') ? fileURLToPath(file) : file;
  const code = await bundleFile(name, path);
  const command = packProgram(name, code);
  const bytes = command.reduce((sum, word) => sum + word.length, 0);
  if (bytes > packedLimit) fail(bundleTooLarge({ component: name, bytes, limit: packedLimit }));
  return command;
}

async function bundleFile(name: string, path: string): Promise<string> {
  const binding = exportedAs(name, await readFile(path, 'utf8').catch((error: unknown) => reject(name, error)));
  const module = JSON.stringify(path);
  // By its export alone, everything that the function does not need can be left out.
  const [imported, given] =
    binding === undefined ? [`import ${module};`, ''] : [`import { ${binding} } from ${module};`, `, ${binding}`];
  const contents = `import { main } from 'tiphys:worker';\n${imported}\nmodule.exports = main(${JSON.stringify(name)}, process.argv${given});\n`;
  const result = await build({
    stdin: { contents, resolveDir: dirname(path), sourcefile: `${name}.js`, loader: 'js' },
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Names stay, so that stack traces can be read.
    minifyWhitespace: true,
    minifySyntax: true,
    legalComments: 'none',
    // Without an export to start from, every call of `component` has to happen.
    ignoreAnnotations: binding === undefined,
    logLevel: 'silent',
    plugins: [ownModules, pureDeclarations],
  }).catch((error: unknown) => reject(name, error));
  return result.outputFiles[0]?.text ?? '';
}

function reject(component: string, error: unknown): never {
  const reason = (error as Error).message.replace(/^Build failed with \d+ errors?:\s*/, '');
  return fail(cannotBundle({ component, reason }));
}

/** Lets what is declared and not used be left out, with all that only it imports. */
const pureDeclarations: Plugin = {
  name: 'tiphys-declarations',
  setup({ onLoad }) {
    onLoad({ filter: /[.][cm]?[jt]s$/ }, async ({ path }) => {
      if (/[\\/]node_modules[\\/]/.test(path)) return undefined;
      const loader = /[.][cm]?ts$/.test(path) ? 'ts' : 'js';
      return { contents: markDeclarations(await readFile(path, 'utf8')), loader };
    });
  },
};

const namespace = 'tiphys';
const resolveDir = dirname(ownFile('worker/main'));

/** In a function, this package is what `authoringModule` says. */
const ownModules: Plugin = {
  name: 'tiphys',
  setup({ onResolve, onLoad }) {
    onResolve({ filter: /^@tiphys\/sdk$/ }, ({ path }) => ({ path, namespace, sideEffects: false }));
    onLoad({ filter: /./, namespace }, () => ({ contents: authoringModule(), loader: 'js', resolveDir }));
    onResolve({ filter: /^tiphys:worker$/ }, () => ({ path: ownFile('worker/main') }));
  },
};
