import { dirname, join, posix } from 'node:path';
import type { Template } from '../manifest/manifest.ts';

/** A path in the pod and the local path that stands for it. */
interface Mapping {
  readonly path: string;
  readonly local: string;
}

/** Where the files of a pod are on this machine. */
export interface PodPaths {
  /** The local path of a path in the pod, if it lies in a volume or is an output; undefined for a path of the image. */
  toLocal(path: string): string | undefined;
  /** Directories to make before the pod runs. */
  readonly directories: readonly string[];
  /** A text with every pod path in it that has a local one replaced: a program on this machine sees no mounts. */
  rewrite(text: string): string;
}

/**
 * Maps volumes to their folders, by default `<directory>/volumes/<name>`; outside of them, input artifacts to
 * `<directory>/inputs/<name>`, and what is in none of these, output artifacts to `<directory>/artifacts/<name>` and output
 * files to `<directory>/outputs/<name>`.
 */
export function podPaths(
  template: Template,
  directory: string,
  folders: ReadonlyMap<string, string> = new Map(),
): PodPaths {
  const container = template.container ?? template.script;
  const mounts = (container?.volumeMounts ?? []).map((mount) => ({
    path: trimSlash(mount.mountPath),
    local: join(folders.get(mount.name) ?? join(directory, 'volumes', mount.name), mount.subPath ?? ''),
    isOwn: !folders.has(mount.name),
  }));
  const own = mounts.filter(({ isOwn }) => isOwn).map(({ local }) => local);
  const inputs = (template.inputs?.artifacts ?? []).flatMap(({ name, path }) =>
    path === undefined || find(mounts, path) !== undefined
      ? []
      : [{ path: trimSlash(path), local: join(directory, 'inputs', name, posix.basename(path)) }],
  );
  const mappings: Mapping[] = [...mounts, ...inputs];
  const made = (template.outputs?.artifacts ?? []).map(({ name, path = '' }) => ({
    path: trimSlash(path),
    local: join(directory, 'artifacts', name, posix.basename(path)),
  }));
  const read = (template.outputs?.parameters ?? []).map(({ name, valueFrom }) => ({
    path: trimSlash(valueFrom?.path ?? ''),
    local: join(directory, 'outputs', name),
  }));
  // Folders before what is in them, the longest first: a mount inside a mount wins.
  const byLength = (a: Mapping, b: Mapping): number => b.path.length - a.path.length;
  for (const output of [...made, ...read].sort((a, b) => a.path.length - b.path.length)) {
    if (output.path !== '.' && find(mappings, output.path) === undefined) mappings.push(output);
  }
  mappings.sort(byLength);
  return {
    toLocal: (path) => find(mappings, path),
    directories: [
      ...own,
      join(directory, 'inputs'),
      join(directory, 'outputs'),
      ...made.map(({ local }) => dirname(local)),
    ],
    rewrite: createRewriter(mappings),
  };
}

function find(mappings: readonly Mapping[], path: string): string | undefined {
  const normal = posix.normalize(path);
  const mapping = mappings.find(({ path: root }) => normal === root || normal.startsWith(`${root}/`));
  return mapping === undefined ? undefined : join(mapping.local, normal.slice(mapping.path.length));
}

function createRewriter(mappings: readonly Mapping[]): (text: string) => string {
  if (mappings.length === 0) {
    return (text) => text;
  }
  const locals = new Map(mappings.map(({ path, local }) => [path, local]));
  const paths = mappings.map(({ path }) => path.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  const whole = new RegExp(`(?<![\\w./-])(${paths})(?![\\w.-])`, 'g');
  return (text) => text.replace(whole, (path) => locals.get(path) ?? path);
}

function trimSlash(path: string): string {
  return posix.normalize(path).replace(/(?<=.)\/$/, '');
}
