/** Why `kfp.local` comes to something else, and why that is no fault of ours: a row of `docs/kfp-local-differences.md`. */
export interface Explanation {
  /** What `kfp.local` does. */
  readonly peer: string;
  /** What Tiphys does, and what says that it is right: the SDK's documentation, mostly. */
  readonly own: string;
  /** Names of the jobs; each must have a difference that this explains. */
  readonly jobs: readonly string[];
  /** Matches `PLACE | OWN | PEER` of what it explains. */
  readonly differences: RegExp;
}
