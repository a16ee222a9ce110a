import { noPlugin, readPlugin, sameName } from '@tiphys/compiler';
import type { Plugin } from '@tiphys/compiler/plugin';
import { DiagnosticsError } from '@tiphys/diagnostics';
import type { Diagnostic } from '@tiphys/diagnostics';
import { unloadablePlugin } from '../diagnostics.ts';
import { importFault } from './import-fault.ts';

/** A plugin itself, or the module whose default export it is, as seen from a folder. */
export interface PluginEntry {
  readonly plugin: unknown;
  readonly folder: string;
  /** What to call it while its own name is not known. */
  readonly title: string;
}

/**
 * Loads and checks plugins, in the given order.
 *
 * @throws DiagnosticsError with all that is wrong with any of them
 */
export async function loadPlugins(entries: readonly PluginEntry[]): Promise<readonly Plugin[]> {
  const diagnostics: Diagnostic[] = [];
  const plugins: Plugin[] = [];
  for (const entry of entries) {
    const value =
      typeof entry.plugin === 'string' ? await importPlugin(entry, entry.plugin, diagnostics) : entry.plugin;
    if (value === missing) continue;
    const read = readPlugin(value);
    if ('faults' in read) diagnostics.push(noPlugin(entry.title, read.faults));
    else plugins.push(read.plugin);
  }
  diagnostics.push(...twins(plugins.map(({ name }) => name)).map((name) => sameName('plugins', name)));
  const backends = plugins.flatMap((plugin) => (plugin.backends ?? []).map(({ name }) => name));
  diagnostics.push(...twins(['argo', ...backends]).map((name) => sameName('backends', name)));
  if (diagnostics.length > 0) throw new DiagnosticsError(diagnostics);
  return plugins;
}

const missing = Symbol('missing');

async function importPlugin(entry: PluginEntry, specifier: string, diagnostics: Diagnostic[]): Promise<unknown> {
  const { importedFrom, provideOwnModules } = await import('./own-modules.ts');
  await provideOwnModules();
  try {
    const module = (await import(importedFrom(entry.folder, specifier))) as { readonly default?: unknown };
    if ('default' in module) return module.default;
    diagnostics.push(noPlugin(entry.title, ['it has no default export']));
    return missing;
  } catch (error) {
    diagnostics.push(unloadablePlugin(specifier, importFault(error, specifier)));
    return missing;
  }
}

function twins(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
}
