import { TaskError } from '@tiphys/diagnostics';

/** A URI taken apart. `file` URIs have an empty bucket. */
export interface Location {
  readonly uri: string;
  readonly scheme: string;
  readonly bucket: string;
  /** Without a slash at the start; with one at the end for the marker of an empty directory or a prefix. */
  readonly key: string;
}

/**
 * Takes a URI apart. Like KFP, nothing is percent-decoded: the key is the text after the bucket. Throws `TaskError` for a text
 * that is no URI, and for keys that have no safe local path: `.`, `..` or empty segments, NUL, halves of characters.
 */
export function parseUri(uri: string): Location {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/]*)(?:\/(.*))?$/s.exec(uri);
  if (match === null) {
    throw new TaskError(
      `${JSON.stringify(uri)} is not the URI of an artifact: it has no scheme such as "s3://" or "file://".`,
    );
  }
  const [, scheme = '', bucket = '', key = ''] = match;
  if (scheme === 'file' ? bucket !== '' : bucket === '') {
    throw new TaskError(
      scheme === 'file'
        ? `${JSON.stringify(uri)} is not a file URI: write "file:///" and an absolute path.`
        : `${JSON.stringify(uri)} names no bucket.`,
    );
  }
  if (!uri.isWellFormed()) {
    throw new TaskError(`The URI ${JSON.stringify(uri)} is refused: it is not Unicode text.`);
  }
  const segments = key.split('/');
  if (segments.at(-1) === '') {
    segments.pop();
  }
  const bad = [...(scheme === 'file' ? [] : [bucket]), ...segments].find(
    (segment) => segment === '' || segment === '.' || segment === '..' || segment.includes('\0'),
  );
  if (bad !== undefined) {
    throw new TaskError(`The URI ${JSON.stringify(uri)} is refused: it has the path segment ${JSON.stringify(bad)}.`);
  }
  return { uri, scheme, bucket, key };
}

/** `base` and more segments, with single slashes between. */
export function joinUri(base: string, ...segments: readonly string[]): string {
  return [base.replace(/\/+$/, ''), ...segments].join('/');
}

/** Whether `uri` lies below `root` (or is it). */
export function isBelow(uri: string, root: string): boolean {
  return uri === root || uri.startsWith(`${root}/`);
}

/** Order of the UTF-8 bytes, which is how object stores list. */
export function compareBytes(left: string, right: string): number {
  const length = Math.min(left.length, right.length);
  for (let at = 0; at < length; at += 1) {
    const one = left.charCodeAt(at);
    const other = right.charCodeAt(at);
    // Up to here and below the surrogates, UTF-16 has the order of UTF-8. Making bytes of long lists of names takes a while.
    if (one !== other && Math.min(one, other) < 0xd800) return one - other;
    if (one !== other) return Buffer.compare(Buffer.from(left), Buffer.from(right));
  }
  return left.length - right.length;
}
