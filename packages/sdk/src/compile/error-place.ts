import { fileURLToPath } from 'node:url';

/** A place in a module of the user. */
export interface ErrorPlace {
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

/** This package: its calls are not where a fault of the user is. */
const own = new URL('..', import.meta.url).href;

/** Whether Node's loader made an error: a module is not there, or does not parse. */
export function isOfLoader(error: unknown): boolean {
  const [call = ''] = /^ +at .*$/m.exec(stackOf(error)) ?? [];
  return call.includes('node:internal/modules/');
}

/**
 * Where an error came from: what does not parse, by the lines that Node puts before the stack; what a module threw, by the
 * innermost call in a module that is neither of this package nor installed.
 */
export function errorPlace(error: unknown): ErrorPlace | undefined {
  const stack = stackOf(error);
  const [, url, line, indent = ''] = /^(file:\S+):(\d+)\n(?:.*\n)+?([ \t]*)\^/.exec(stack) ?? [];
  if (url !== undefined) return place(url, line, String(indent.length + 1));
  if (isOfLoader(error)) return undefined;
  for (const [, file = '', row, column] of stack.matchAll(/(file:[^\s()]+):(\d+):(\d+)\)?$/gm)) {
    if (!file.startsWith(own) && !file.includes('/node_modules/')) return place(file, row, column);
  }
  return undefined;
}

function stackOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? '') : '';
}

function place(url: string, line: string | undefined, column: string | undefined): ErrorPlace {
  return { path: fileURLToPath(url), line: Number(line), column: Number(column) };
}
