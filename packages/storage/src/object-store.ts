import { randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { InfraError, TaskError } from '@tiphys/diagnostics';
import type { TreeEntry } from './digest.ts';
import { treeDigest } from './digest.ts';
import type { ObjectDriver } from './driver.ts';
import { isObjectNotFound, ObjectNotFoundError } from './errors.ts';
import { mapBounded } from './map-bounded.ts';
import type { ArtifactStore, DownloadOptions, ObjectInfo, TreeInfo } from './store.ts';
import type { Location } from './uri.ts';
import { compareBytes, isBelow, parseUri } from './uri.ts';
import { walkTree } from './walk-tree.ts';
import { makeDirectory } from './make-directory.ts';

/** Builds a store on a driver: checks URIs, keeps writes below `root`, copies trees. */
export function createObjectStore(
  driver: ObjectDriver,
  root: string,
  reads: ArtifactStore['reads'] = (uri) => sameScheme(uri, root),
): ArtifactStore {
  const writable = (uri: string): Location => {
    if (!isBelow(uri, root)) {
      throw new TaskError(`${uri} is not below the pipeline root ${root}, so nothing is written there.`);
    }
    return parseUri(uri);
  };
  const list: ArtifactStore['list'] = (prefix, options) => listFrom(driver, prefix, options?.after ?? '');
  return {
    root,
    reads,
    list,
    get: async (uri) => driver.get(parseUri(uri)),
    put: async (uri, bytes) => {
      await driver.put(writable(uri), Buffer.from(bytes), false);
    },
    putIfAbsent: async (uri, bytes) => driver.put(writable(uri), Buffer.from(bytes), true),
    head: async (uri) => driver.head(parseUri(uri)),
    exists: async (uri) => (await driver.head(parseUri(uri))) !== undefined || (await hasAny(list(`${uri}/`))),
    delete: async (uri) => driver.delete(writable(uri)),
    uploadTree: async (localPath, uri) => {
      writable(uri);
      return uploadTree(driver, localPath, uri);
    },
    downloadTree: async (uri, localPath, options) => downloadTree(driver, uri, localPath, options ?? {}),
  };
}

function sameScheme(uri: string, root: string): boolean {
  return uri.startsWith(root.slice(0, root.indexOf('://') + 3));
}

/** Servers start behind a key of the prefix only; what comes before or after all of them needs no server. */
async function* listFrom(driver: ObjectDriver, prefix: string, after: string): AsyncIterable<ObjectInfo> {
  const isInside = after.startsWith(prefix);
  if (isInside || compareBytes(after, prefix) < 0) {
    yield* driver.list(parseUri(prefix), isInside ? { after } : {});
  }
}

async function hasAny(objects: AsyncIterable<ObjectInfo>): Promise<boolean> {
  for await (const _ of objects) {
    return true;
  }
  return false;
}

async function uploadTree(driver: ObjectDriver, localPath: string, uri: string): Promise<TreeInfo> {
  const { kind, files, emptyDirectories } = await walkTree(localPath);
  const target = (path: string): Location => parseUri(path === '' ? uri : `${uri}/${path}`);
  const marker = (path: string): Location => parseUri(path === '' ? `${uri}/` : `${uri}/${path}/`);
  // What an interrupted attempt left behind must not become part of this artifact.
  if (kind === 'directory') {
    await driver.delete(target(''));
  }
  let wanted: ReadonlySet<string> | undefined;
  for await (const object of driver.list(parseUri(`${uri}/`), {})) {
    // Nearly always nothing is there.
    wanted ??= new Set([...files.map(target), ...emptyDirectories.map(marker)].map((location) => location.uri));
    if (!wanted.has(object.uri)) {
      await driver.delete(parseUri(object.uri));
    }
  }
  const uploaded = await mapBounded(files, driver.parallel, async (path) =>
    driver.putFile(path === '' ? localPath : join(localPath, path), target(path)),
  );
  await mapBounded(emptyDirectories, driver.parallel, async (path) =>
    driver.put(marker(path), new Uint8Array(), false),
  );
  const [first] = uploaded;
  if (kind === 'file' && first !== undefined) {
    return { kind, ...first, files: 1 };
  }
  const entries: TreeEntry[] = [
    ...files.map((path, index) => ({ path, digest: uploaded[index]?.digest ?? '' })),
    ...emptyDirectories.map((path) => ({ path })),
  ];
  const bytes = uploaded.reduce((sum, file) => sum + file.bytes, 0);
  return { kind: 'directory', digest: treeDigest(entries), bytes, files: files.length };
}

async function downloadTree(
  driver: ObjectDriver,
  uri: string,
  localPath: string,
  options: DownloadOptions,
): Promise<TreeInfo> {
  const location = parseUri(uri);
  const temporary = `${localPath}.tiphys-tmp-${randomBytes(6).toString('hex')}`;
  await makeDirectory(dirname(localPath));
  const fetch = async (): Promise<TreeInfo> => {
    const info =
      (await downloadFile(driver, location, temporary, options)) ?? (await downloadDirectory(driver, uri, temporary));
    if (info === undefined) {
      throw new ObjectNotFoundError(uri);
    }
    return info;
  };
  const isRight = ({ digest }: TreeInfo): boolean => options.digest === undefined || options.digest === digest;
  try {
    let info = await fetch();
    if (!isRight(info)) {
      // It may have been damaged on the way; what is damaged in the store is so again.
      await rm(temporary, { recursive: true, force: true });
      info = await fetch();
    }
    if (!isRight(info)) {
      throw new InfraError(
        `The content of ${uri} is not what its producer stored: digest ${info.digest} instead of ${options.digest ?? ''}.`,
        { retriable: false },
      );
    }
    await rm(localPath, { recursive: true, force: true });
    await rename(temporary, localPath);
    return info;
  } catch (error) {
    await rm(temporary, { recursive: true, force: true });
    throw error;
  }
}

async function downloadFile(
  driver: ObjectDriver,
  location: Location,
  localPath: string,
  { digest, stamp }: DownloadOptions,
): Promise<TreeInfo | undefined> {
  const known = digest === undefined || stamp === undefined ? {} : { upload: { digest, stamp } };
  try {
    return { kind: 'file', ...(await driver.getFile(location, localPath, known)), files: 1 };
  } catch (error) {
    if (isObjectNotFound(error)) {
      return undefined;
    }
    throw error;
  }
}

async function downloadDirectory(driver: ObjectDriver, uri: string, localPath: string): Promise<TreeInfo | undefined> {
  const objects: { readonly location: Location; readonly path: string; readonly bytes: number }[] = [];
  for await (const object of driver.list(parseUri(`${uri}/`), {})) {
    // parseUri refuses keys that would lead out of the directory.
    objects.push({ location: parseUri(object.uri), path: object.uri.slice(uri.length + 1), bytes: object.bytes });
  }
  if (objects.length === 0) {
    return undefined;
  }
  // The `x` makes the directory of a marker such as `a/` come out as `a`.
  const directories = new Set(objects.map((object) => dirname(`./${object.path}x`)));
  for (const directory of directories) {
    await makeDirectory(join(localPath, directory));
  }
  const files = objects.filter((object) => object.path !== '' && !object.path.endsWith('/'));
  const digests = await mapBounded(files, driver.parallel, (file) =>
    driver.getFile(file.location, join(localPath, file.path), { bytes: file.bytes }),
  );
  const entries: TreeEntry[] = files.map((file, index) => ({ path: file.path, digest: digests[index]?.digest ?? '' }));
  for (const object of objects) {
    // A marker counts only while its directory is empty: other tools leave markers beside content.
    if ((object.path === '' || object.path.endsWith('/')) && !files.some((file) => file.path.startsWith(object.path))) {
      entries.push({ path: object.path.replace(/\/$/, '') });
    }
  }
  const bytes = digests.reduce((sum, file) => sum + file.bytes, 0);
  return { kind: 'directory', digest: treeDigest(entries), bytes, files: files.length };
}
