import type { TestBed } from './test-bed.ts';

/** One thing that is proven on the real cluster. */
export interface ClusterCase {
  /** `group/what-it-shows`, unique; `--only` matches it, or a part of it. */
  readonly name: string;
  /** Left out unless `--full` asks for everything: takes long, or repeats another with more. */
  readonly full?: true;
  /** Stops or overloads what other cases need: runs when all others are done, by itself. */
  readonly alone?: true;
  /** Says nothing that another version of Argo could answer differently: runs on the default one only, unless it is asked for by name. */
  readonly oneVersion?: true;
  /** Throws, or rejects, with what is wrong. A text that it gives is printed beside its name. */
  run(bed: TestBed): Promise<Outcome | string | undefined>;
}

/** What became of a case. */
export interface Outcome {
  readonly word: 'ok' | 'explained' | 'skipped' | 'FAILED';
  readonly note: string;
  /** What was different, a sentence each. */
  readonly differences?: readonly string[];
}
