import { open, readdir } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';
import type { Command } from './unwrap-component.ts';

/** What of an environment is another thing in each task. The rest decides what an interpreter is like when it has started. */
export const taskVariables = ['PWD', 'TMPDIR'] as const;

/** What Python may be told without it being another thing to start it once, or each time. */
const plainSettings: readonly string[] = [
  'PYTHONDONTWRITEBYTECODE',
  'PYTHONHASHSEED',
  'PYTHONIOENCODING',
  'PYTHONNOUSERSITE',
  'PYTHONPATH',
  'PYTHONSAFEPATH',
  'PYTHONUNBUFFERED',
  'PYTHONUTF8',
];

/** As long as the kernel lets a word be; a longer one is to fail as it does in a pod. */
const longestWord = 128 * 1024 - 1;
const longestCommand = 1024 * 1024;

/** Whether a command is what the SDK starts a component with, and nothing about it calls for an interpreter of its own. */
export function isWarmable({ argv, env }: Command): boolean {
  const [program, flag, module, option] = argv;
  const isComponent = program === 'python3' && flag === '-m' && module === 'kfp.dsl.executor_main';
  if (!isComponent || option !== '--component_module_path' || env['_KFP_RUNTIME'] !== 'true') return false;
  const settings = Object.keys(env).filter((name) => name.startsWith('PYTHON'));
  if (!settings.every((name) => plainSettings.includes(name))) return false;
  const paths = env['PYTHONPATH']?.split(delimiter) ?? [];
  if (!paths.every((path) => isAbsolute(path))) return false;
  const words = [...argv, ...Object.entries(env).map(([name, value]) => `${name}=${value}`)];
  const sizes = words.map((word) => Buffer.byteLength(word));
  return (
    words.every((word) => !word.includes('\0')) &&
    sizes.every((size) => size <= longestWord) &&
    sizes.reduce((sum, size) => sum + size, 0) <= longestCommand
  );
}

/** What commands of one interpreter have in common. */
export function interpreterKey({ env }: Command): string {
  const shared = Object.entries(env).filter(([name]) => !(taskVariables as readonly string[]).includes(name));
  return JSON.stringify(shared.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Whether `python3` of a `PATH` is a program and no script: a script may do something for each task. */
export async function startsProgram(path: string): Promise<boolean> {
  for (const directory of path.split(delimiter)) {
    if (!isAbsolute(directory)) return false;
    const file = await open(join(directory, 'python3')).catch(() => undefined);
    if (file === undefined) continue;
    try {
      const { buffer } = await file.read(Buffer.alloc(4), 0, 4, 0);
      return buffer.equals(Buffer.from('\u007fELF', 'latin1'));
    } finally {
      await file.close();
    }
  }
  return false;
}

/** Whether nothing in the folder can be imported: Python looks there first. */
export async function isEmptyFolder(folder: string): Promise<boolean> {
  return readdir(folder).then(
    (names) => names.length === 0,
    () => false,
  );
}
