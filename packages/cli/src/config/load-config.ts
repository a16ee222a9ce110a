import { readFile } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DiagnosticsError, UsageError } from '@tiphys/diagnostics';
import type { TiphysConfig } from '@tiphys/config';
import type { CliIo } from '../io.ts';
import { readFault } from '../input/read-fault.ts';
import { findConfig } from './find-config.ts';
import { importFault } from './import-fault.ts';
import { reportRead } from '../watch/report-read.ts';

/** A configuration that may be believed. */
export interface LoadedConfig {
  readonly config: TiphysConfig;
  /** The file that it came from, as messages show it; absent when there is none. */
  readonly file?: string;
  /** What relative names in it start from. */
  readonly folder: string;
}

type ConfigIo = Pick<CliIo, 'cwd' | 'userId'>;

/**
 * Loads the configuration that goes with a pipeline file.
 *
 * @param pipeline the FILE of the command; the search starts in its folder
 * @param choice the file of `--config`, `false` for `--no-config`, undefined to search
 * @throws DiagnosticsError when the configuration is wrong, UsageError when `--config` names no file
 */
export async function loadConfig(
  pipeline: string,
  choice: string | false | undefined,
  io: ConfigIo,
): Promise<LoadedConfig> {
  const path =
    choice === false ? undefined : choice === undefined ? await search(pipeline, io) : resolve(io.cwd, choice);
  if (path === undefined) return { config: {}, folder: io.cwd };
  // Loaded only now: most pipelines have no configuration, and checking one needs a schema library.
  const { readConfig } = await import('@tiphys/config');
  const file = shortName(path, io.cwd);
  const { config, diagnostics } = readConfig(await evaluate(path, file), file);
  if (config === undefined) throw new DiagnosticsError(diagnostics);
  return { config, file, folder: dirname(path) };
}

async function search(pipeline: string, io: ConfigIo): Promise<string | undefined> {
  const folder = pipeline === '-' ? io.cwd : dirname(resolve(io.cwd, pipeline));
  const found = await findConfig(folder, io.userId);
  if (found === undefined) return undefined;
  const [first, ...others] = found.files;
  if (found.foreign.length === 0 && others.length === 0) return first;
  const { foreignConfig, severalConfigs } = await import('@tiphys/config');
  const names = found.files.map((path) => shortName(path, io.cwd));
  throw new DiagnosticsError([
    ...found.foreign.map((path) => foreignConfig(shortName(path, io.cwd))),
    ...(others.length > 0 ? [severalConfigs(names)] : []),
  ]);
}

async function evaluate(path: string, file: string): Promise<unknown> {
  const text = await readText(path, file);
  try {
    if (path.endsWith('.json')) return JSON.parse(text);
    const { provideOwnModules } = await import('./own-modules.ts');
    await provideOwnModules();
    const module = (await import(pathToFileURL(path).href)) as { readonly default?: unknown };
    return module.default;
  } catch (error) {
    const { unloadableConfig } = await import('@tiphys/config');
    throw new DiagnosticsError([unloadableConfig(file, importFault(error, path))]);
  }
}

async function readText(path: string, file: string): Promise<string> {
  reportRead(path);
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    throw new UsageError(`cannot read the configuration ${file}: ${readFault(error)}`, { cause: error });
  }
}

/** Relative where that is shorter to read. */
function shortName(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short.startsWith('..') ? path : short;
}
