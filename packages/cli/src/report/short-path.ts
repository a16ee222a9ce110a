import { relative } from 'node:path';

/** A path, relative where that is shorter to read. */
export function shortPath(path: string, cwd: string): string {
  const short = relative(cwd, path);
  return short.startsWith('..') ? path : short;
}

/** The shortest way to write the place of an artifact: a local one is a path. */
export function shortUri(uri: string, cwd: string): string {
  return uri.startsWith('file://') ? shortPath(uri.slice('file://'.length), cwd) : uri;
}
