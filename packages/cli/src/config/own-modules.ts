import { registerHooks } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { reportRead } from '../watch/report-read.ts';

/** What a configuration or a plugin imports from us. */
const ownModules: Readonly<Record<string, () => Promise<object>>> = {
  '@tiphys/compiler/plugin': () => import('@tiphys/compiler/plugin'),
  '@tiphys/config': () => import('@tiphys/config'),
};

const scheme = 'tiphys-own:';
const registry = Symbol.for('tiphys.own-modules');

const fromScheme = 'tiphys-from:';

/** What to import to get a module as a file in `folder` would: a package that is installed there, or a relative file. */
export function importedFrom(folder: string, specifier: string): string {
  const parent = pathToFileURL(join(folder, 'index.js')).href;
  return `${fromScheme}${encodeURIComponent(parent)} ${encodeURIComponent(specifier)}`;
}

let provided: Promise<void> | undefined;

/**
 * Lets a configuration import our packages although nobody installed them beside it, as with `npx tiphys`: where Node finds
 * none, it is given the very modules that this program is made of. Types of TypeScript files are stripped whatever the
 * `package.json` above them says. Done once in a process.
 */
export function provideOwnModules(): Promise<void> {
  provided ??= provide();
  return provided;
}

async function provide(): Promise<void> {
  const modules = new Map<string, Record<string, unknown>>();
  for (const [name, load] of Object.entries(ownModules)) modules.set(name, { ...(await load()) });
  Object.assign(globalThis, { [registry]: modules });
  registerHooks({
    resolve(specifier, context, next) {
      if (specifier.startsWith(fromScheme)) {
        const [parentURL = '', wanted = ''] = specifier.slice(fromScheme.length).split(' ').map(decodeURIComponent);
        return next(wanted, { ...context, parentURL });
      }
      try {
        const found = next(specifier, context);
        return /[.]ts$/.test(found.url) && (found.format ?? undefined) === undefined
          ? { ...found, format: 'module-typescript' }
          : found;
      } catch (error) {
        if (!modules.has(specifier)) throw error;
        return { url: `${scheme}${specifier}`, format: 'module', shortCircuit: true };
      }
    },
    load(url, context, next) {
      if (url.startsWith('file:') && !url.includes('/node_modules/')) reportRead(fileURLToPath(url));
      const own = url.startsWith(scheme) ? modules.get(url.slice(scheme.length)) : undefined;
      if (own === undefined) return next(url, context);
      return { format: 'module', shortCircuit: true, source: reexport(url.slice(scheme.length), Object.keys(own)) };
    },
  });
}

function reexport(name: string, keys: readonly string[]): string {
  const source = `globalThis[Symbol.for(${JSON.stringify(Symbol.keyFor(registry))})].get(${JSON.stringify(name)})`;
  return `const own = ${source};\n${keys.map((key) => `export const ${key} = own.${key};\n`).join('')}`;
}
