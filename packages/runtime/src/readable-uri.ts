const s3Schemes: readonly string[] = ['s3', 'minio'];

/** Schemes of URIs that name a place in some store (kfp-semantics 3.2), whether or not this run's store can read them. */
const storeSchemes: readonly string[] = [...s3Schemes, 'gs', 'oci', 'file', 'mem'];

/** Whether the store of a pipeline root can read a URI, needs another store for it, or nobody knows what it is. */
export function readability(root: string, uri: string): 'readable' | 'elsewhere' | 'unknown' {
  const scheme = schemeOf(uri);
  const rootScheme = schemeOf(root);
  if (scheme === rootScheme || (s3Schemes.includes(scheme) && s3Schemes.includes(rootScheme))) {
    return 'readable';
  }
  return storeSchemes.includes(scheme) ? 'elsewhere' : 'unknown';
}

function schemeOf(uri: string): string {
  return /^([a-z][a-z0-9+.-]*):\/\//.exec(uri)?.[1] ?? '';
}
