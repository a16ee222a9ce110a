import type { ObjectDriver } from './driver.ts';
import type { Location } from './uri.ts';
import { isBelow } from './uri.ts';

/** A driver, and the text that the URIs it is for start with. */
export interface Route {
  readonly prefix: string;
  readonly driver: ObjectDriver;
}

/**
 * Whether a URI is one of a place. Prefixes end where segments end: `s3://data` is no prefix of `s3://database/x`.
 */
export function isInPlace(uri: string, prefix: string): boolean {
  return uri.startsWith(prefix) && (prefix.endsWith('/') || uri.length === prefix.length || uri[prefix.length] === '/');
}

/**
 * One driver of several: each location goes to the first whose prefix fits, else to that of the root. What lies below the root is
 * elsewhere only if a prefix says so that reaches further than the root: one for all of `s3://` is not meant for it.
 */
export function routePlaces(routes: readonly Route[], root: string, otherwise: ObjectDriver): ObjectDriver {
  if (routes.length === 0) return otherwise;
  const at = ({ uri }: Location): ObjectDriver =>
    routes.find(({ prefix }) => isInPlace(uri, prefix) && !(prefix.length <= root.length && isBelow(uri, root)))
      ?.driver ?? otherwise;
  return {
    parallel: Math.min(otherwise.parallel, ...routes.map(({ driver }) => driver.parallel)),
    get: async (location) => at(location).get(location),
    put: async (location, bytes, ifAbsent) => at(location).put(location, bytes, ifAbsent),
    head: async (location) => at(location).head(location),
    list: (prefix, options) => at(prefix).list(prefix, options),
    delete: async (location) => at(location).delete(location),
    putFile: async (localPath, location) => at(location).putFile(localPath, location),
    getFile: async (location, localPath, known) => at(location).getFile(location, localPath, known),
  };
}
