import type { JsonValue } from '@tiphys/diagnostics';

/** A thing that the IR can say, and how it is known that Tiphys does it: a row of `docs/conformance.md`. */
export interface Feature {
  readonly area: string;
  readonly title: string;
  /** Each is compiled, and its manifest run in the local engine. */
  readonly cases: readonly (HonouredCase | RefusedCase)[];
}

/** A pipeline and what has to come of it. */
export interface HonouredCase {
  readonly title: string;
  /** IR as YAML. */
  readonly ir: string;
  /** Typed values of the pipeline's parameters. */
  readonly parameters?: Readonly<Record<string, JsonValue>>;
  /** Default `Succeeded`. */
  readonly phase?: 'Failed' | 'Error';
  /** The pipeline's outputs, all of them. Artifacts are given by their content, as lists; a pattern stands for a text that it matches. */
  readonly outputs?: Readonly<Record<string, JsonValue | RegExp>>;
  /** What tasks came to, by path. Only what is named is compared. */
  readonly tasks?: Readonly<Record<string, ExpectedTask>>;
}

export interface ExpectedTask {
  /** Default `Succeeded`. */
  readonly phase?: 'Failed' | 'Error' | 'Skipped' | 'Omitted';
  /** A pattern stands for a text that it matches. */
  readonly parameters?: Readonly<Record<string, JsonValue | RegExp>>;
  /** Part of its message. */
  readonly message?: string;
}

/** A pipeline that no Argo install could run, and the codes of the diagnostics that say so. */
export interface RefusedCase {
  readonly title: string;
  readonly ir: string;
  readonly refused: readonly string[];
}
