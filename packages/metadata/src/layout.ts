import { createHash } from 'node:crypto';
import { joinUri } from '@tiphys/storage';

/** Where the records of a store begin. */
function recordsRoot(root: string): string {
  return joinUri(root, '.tiphys', 'v1');
}

const latest = 10 ** 15 - 1;

/**
 * A time as text that sorts backwards: what is newer comes first in every listing. A time that cannot be read comes last.
 */
export function invertedTime(time: string): string {
  const milliseconds = Date.parse(time);
  const inverted = Number.isNaN(milliseconds) ? latest : Math.min(latest, Math.max(0, latest - milliseconds));
  return String(inverted).padStart(15, '0');
}

/** A text as one segment of a key: unreserved characters stay, the rest is percent-encoded. */
export function segment(text: string): string {
  if (text === '') {
    // No encoded text is that.
    return '%';
  }
  const encoded = encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return encoded.length <= 200
    ? encoded.replace(/^\.{1,2}$/, (dots) => '%2E'.repeat(dots.length))
    : `${encoded.slice(0, 160)}~${shortHash(text)}`;
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 32);
}

/** Which run, for keys. */
export interface RunKey {
  readonly uid: string;
  readonly name: string;
  readonly pipeline: string;
  readonly created: string;
}

/** Key of a run's record below `runs/`. */
export function runKey(run: RunKey): string {
  return `${invertedTime(run.created)}-${segment(run.uid)}`;
}

/** Prefix that lists all runs, newest first. */
export function allRuns(root: string): string {
  return joinUri(recordsRoot(root), 'runs', '');
}

/** URI of a run's record. */
export function runUri(root: string, key: string): string {
  return `${allRuns(root)}${key}.json`;
}

/** Empty objects that find runs by name or pipeline, newest first. The last segment is a `runKey`. */
export function runIndexUris(root: string, run: RunKey): readonly string[] {
  return [runsByName(root, run.name) + runKey(run), runsByPipeline(root, run.pipeline) + runKey(run)];
}

/** Prefix that lists the runs of a name. */
export function runsByName(root: string, name: string): string {
  return joinUri(recordsRoot(root), 'runs-by-name', segment(name), '');
}

/** Prefix that lists the runs of a pipeline. */
export function runsByPipeline(root: string, pipeline: string): string {
  return joinUri(recordsRoot(root), 'runs-by-pipeline', segment(pipeline), '');
}

/** Prefix that lists all execution records of a run. */
export function executionsOf(root: string, runUid: string): string {
  return joinUri(recordsRoot(root), 'executions', segment(runUid), '');
}

/** `<root>/<pipeline>/<run>`: below it are the artifacts of a run (kfp-semantics 3.2). */
export function runRootOf(root: string, pipeline: string, runName: string): string {
  return joinUri(root, ...uriSegments(pipeline), ...uriSegments(runName));
}

/** A name as segments of a URI: a pipeline's may nest (`namespace/x/pipeline/y`); what a URI cannot have is left out. */
export function uriSegments(name: string): readonly string[] {
  return name
    .replaceAll('\0', '')
    .split('/')
    .filter((part) => part !== '' && part !== '.' && part !== '..');
}

/** URIs of what an attempt records start with this and a dot. */
export function executionUri(root: string, runUid: string, id: string): string {
  return executionsOf(root, runUid) + segment(id);
}

/** Prefix that lists who read or gave an artifact, the newest runs first. */
export function artifactUsesOf(root: string, uri: string): string {
  return joinUri(recordsRoot(root), 'artifacts', shortHash(uri), '');
}

/** URI of an artifact record. `created` is the run's. */
export function artifactUseUri(
  root: string,
  use: { readonly uri: string; readonly execution: string; readonly role: string },
  created: string,
): string {
  return `${artifactUsesOf(root, use.uri)}${invertedTime(created)}-${segment(use.execution)}-${use.role}.json`;
}

/** Prefix that lists all cache entries. */
export function allCacheEntries(root: string): string {
  return joinUri(recordsRoot(root), 'cache', '');
}

/** Prefix that lists the entries of a cache key, newest first. */
export function cacheEntriesOf(root: string, key: string): string {
  return `${allCacheEntries(root)}${segment(key)}/`;
}

/** URI of a cache entry. */
export function cacheEntryUri(
  root: string,
  entry: { readonly key: string; readonly created: string; readonly execution: string },
): string {
  return `${cacheEntriesOf(root, entry.key)}${invertedTime(entry.created)}-${segment(entry.execution)}.json`;
}

/**
 * The identity of an attempt: the same for a pod that Argo re-created under the same node and attempt, so that it finds, or
 * overwrites, what its predecessor left. Has the form of a UUID, as the URIs of KFP have.
 */
export function executionId(
  run: { readonly uid: string; readonly name: string },
  node: string,
  attempt: number,
): string {
  const hex = createHash('sha256').update(`${run.name}\0${run.uid}\0${node}\0${attempt}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
