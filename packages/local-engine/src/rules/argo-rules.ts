import { argoReleases } from '@tiphys/argo-types';
import type { ArgoRelease } from '@tiphys/argo-types';

/**
 * What a task that runs sees of an output that is not there (argo-facts 0): the tag itself; nothing, since Argo waits for it
 * without end; an empty text where its task was skipped or omitted; or, there too, the default of the output and else an
 * "absent optional", for which the default of an input counts.
 */
type MissingOutputs = 'literal' | 'wait' | 'empty' | 'absent';

/** In what Argo's controllers differ, as far as it shows in a run. */
export interface ArgoRules {
  readonly missingOutputs: MissingOutputs;
  /** Whether the text of an item arrives as it is; else it has the escapes of JSON, `\"` and `\n` (argo-facts 2.4). */
  readonly decodesItems: boolean;
  /** Whether an expression over `item` may use other variables too. */
  readonly mixesItems: boolean;
  /** Whether `{{=list}}` gives JSON; else Go's `[a b]` and `map[k:v]` (argo-facts 4). */
  readonly printsJson: boolean;
  /** Whether a loop's outputs that are all objects or lists are embedded as such; else they stay texts (argo-facts 2.5). */
  readonly embedsObjects: boolean;
  /** Whether outputs of iterations with a `retryStrategy` of their own are collected; else they are lost in silence. */
  readonly collectsRetried: boolean;
  /** Whether an expression of a template that fails stays as it is even where all its names are known. */
  readonly toleratesFailures: boolean;
  /** Whether every expression that fails stays as it is while a variable begins with the mark of Argo's validation (ADR 0020). */
  readonly knowsPlaceholders: boolean;
  /** Whether the template of a task that has ended is read once more, with its arguments as they were written (`docs/argo.md`). */
  readonly rereadsEndedTasks: boolean;
  /** Whether `backoff.cap` is known. */
  readonly capsBackoff: boolean;
  /** Whether a `timeout` that turns out to be a number when its pod is made is one of seconds; else it is none. */
  readonly timeoutsInSeconds: boolean;
}

/** The first patch of each minor release that has a thing; a release that is not named never got it. */
type Since = Readonly<Partial<Record<ArgoRelease, number>>>;

/** The table. Sources are the sections of argo-facts that `ArgoRules` names, and lowering-verified for what was seen to run. */
const since = {
  strictOutputs: { '3.7': 11, '4.0': 2, '4.1': 0 },
  emptyOutputs: { '3.7': 13, '4.0': 4, '4.1': 0 },
  absentOutputs: { '3.7': 16, '4.0': 7, '4.1': 0 },
  decodesItems: { '3.7': 16, '4.0': 0, '4.1': 0 },
  mixesItems: { '3.6': 14, '3.7': 5, '4.0': 0, '4.1': 0 },
  printsJson: { '3.6': 0, '3.7': 0, '4.0': 0, '4.1': 0 },
  embedsObjects: { '3.5': 11, '3.6': 0, '3.7': 0, '4.0': 0, '4.1': 0 },
  collectsRetried: { '3.6': 11, '3.7': 0, '4.0': 0, '4.1': 0 },
  toleratesFailures: { '3.7': 14, '4.0': 5, '4.1': 0 },
  knowsPlaceholders: { '3.7': 12, '4.0': 2, '4.1': 0 },
  capsBackoff: { '3.7': 0, '4.0': 0, '4.1': 0 },
  timeoutsInSeconds: { '4.1': 0 },
} as const satisfies Readonly<Record<string, Since>>;

/**
 * The rules of a version of Argo: `3.7` for its latest patch, `v3.7.14` for that one. Undefined for a version that is none of
 * `argoReleases`.
 */
export function argoRules(version: string): ArgoRules | undefined {
  const [, minor, patch] = /^v?(\d+\.\d+)(?:\.(\d+))?$/.exec(version) ?? [];
  const release = argoReleases.find((known) => known === minor);
  if (release === undefined) return undefined;
  const number = patch === undefined ? Infinity : Number(patch);
  const has = (thing: keyof typeof since): boolean => {
    const first = (since[thing] as Since)[release];
    return first !== undefined && number >= first;
  };
  return {
    missingOutputs: has('absentOutputs')
      ? 'absent'
      : has('emptyOutputs')
        ? 'empty'
        : has('strictOutputs')
          ? 'wait'
          : 'literal',
    decodesItems: has('decodesItems'),
    mixesItems: has('mixesItems'),
    printsJson: has('printsJson'),
    embedsObjects: has('embedsObjects'),
    collectsRetried: has('collectsRetried'),
    toleratesFailures: has('toleratesFailures'),
    knowsPlaceholders: has('knowsPlaceholders'),
    // Later patches do so, too, but let failures be.
    rereadsEndedTasks: release === '4.0' && has('strictOutputs') && !has('toleratesFailures'),
    capsBackoff: has('capsBackoff'),
    timeoutsInSeconds: has('timeoutsInSeconds'),
  };
}

/** The version whose rules hold where none is asked for. */
export const defaultArgoVersion = '4.0.7';
