import type { JsonValue } from '@tiphys/diagnostics';

/** Parts of the language that a pipeline exercises; each has at least two cases. */
export const groups = [
  'container',
  'python',
  'parameter-types',
  'artifacts',
  'sequential',
  'parallel',
  'after',
  'condition',
  'oneof',
  'loop',
  'collected',
  'nested',
  'exit-handler',
] as const;

/** One of KFP's own pipelines and what must come out of it. */
export interface CorpusCase {
  /** Below `valid/` of the corpus. */
  readonly file: string;
  readonly groups: readonly (typeof groups)[number][];
  readonly parameters?: Readonly<Record<string, JsonValue>>;
  /** Where Python's random numbers start: decides how coins fall. */
  readonly seed?: number;
  /** Default `Succeeded`. */
  readonly phase?: 'Failed';
  /** The pipeline's output parameters, all of them. Output artifacts are given by their content, as lists. */
  readonly outputs?: Readonly<Record<string, JsonValue>>;
  /** What tasks came to, by path. Only what is named is compared. */
  readonly tasks: Readonly<Record<string, ExpectedTask>>;
  /** How many tasks of an executor succeeded; says that nothing else ran. */
  readonly pods: number;
}

/** A line that the task printed as it stands, or more about it. */
export type ExpectedTask =
  | string
  | {
      /** Default `Succeeded`. */
      readonly phase?: 'Failed' | 'Skipped' | 'Omitted';
      readonly parameters?: Readonly<Record<string, JsonValue>>;
      /** Contents of single files, or pairs of content and metadata. */
      readonly artifacts?: Readonly<Record<string, string>>;
      readonly metadata?: Readonly<Record<string, JsonValue>>;
      /** Lines that the task printed, in this order, among others. */
      readonly prints?: readonly string[];
    };
