import { resolve } from 'node:path';
import type { ExecutorKind } from '@tiphys/local-engine';
import type { RunOptions } from '../command-context.ts';
import { defaultStore } from './work-directory.ts';

/** Flags of `tiphys run` that an earlier run keeps for whoever resumes it: without them it would be another run. */
interface RunPlace {
  readonly store: string;
  readonly executor: ExecutorKind;
  readonly python?: string;
  readonly secretsDir?: string;
  readonly configMapsDir?: string;
}

const defaults: RunPlace = { store: defaultStore, executor: 'process' };

/**
 * The flags that count: those given now, else those of the run that is resumed, else the defaults. Folders are absolute, so
 * that they mean the same wherever the run is resumed.
 *
 * @param notes what the earlier run kept: texts of `keptFlags`
 */
export function chooseFlags(given: RunOptions, notes: Readonly<Record<string, string>>, cwd: string): RunPlace {
  const folder = (text: string | undefined): string | undefined =>
    text === undefined || text.includes('://') ? text : resolve(cwd, text);
  const { store, executor, python, secretsDir, configMapsDir } = given;
  const now = {
    store: folder(store),
    executor,
    // A name is looked up on the PATH; a path is of this folder.
    python: python?.includes('/') === true ? resolve(cwd, python) : python,
    secretsDir: folder(secretsDir),
    configMapsDir: folder(configMapsDir),
  };
  return { ...defaults, ...notes, ...withoutUndefined(now) };
}

/** What to keep of them. Keys of a store are in the environment, never in `--store`. */
export function keptFlags(flags: RunPlace): Readonly<Record<string, string>> {
  return withoutUndefined({ ...flags });
}

function withoutUndefined<T extends object>(members: T): { [Key in keyof T]?: NonNullable<T[Key]> } {
  const entries = Object.entries(members).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries) as { [Key in keyof T]?: NonNullable<T[Key]> };
}
