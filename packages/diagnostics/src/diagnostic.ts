/** How much a diagnostic matters: an `error` stops the pipeline, a `warning` does not. */
export type Severity = 'error' | 'warning';

/** A place in a text; lines and columns count from 1, `offset` from 0, in UTF-16 code units. */
export interface SourcePosition {
  readonly line: number;
  readonly column: number;
  readonly offset: number;
}

/** A stretch of a source file. `end` is the first position after it. */
export interface SourceRange {
  readonly file: string;
  readonly start: SourcePosition;
  readonly end: SourcePosition;
}

/** A path into a document, such as `['root', 'dag', 'tasks', 'train']`. */
export type DocumentPath = readonly (string | number)[];

/**
 * One thing that is wrong, or worth knowing, about the user's input. Plain data: it is collected, sorted and printed,
 * never thrown on its own.
 */
export interface Diagnostic {
  /** Stable code, such as `IR-012`; `docs/errors/<code>.md` explains it. */
  readonly code: string;
  readonly severity: Severity;
  /** One sentence that names the offending thing. */
  readonly message: string;
  /** Where in the document it is. Empty for the document as a whole. */
  readonly path: DocumentPath;
  /** Where in the file it is, when the file is known. */
  readonly range?: SourceRange;
  /** What to do about it. */
  readonly hint?: string;
}

/** Takes diagnostics as they are found. */
export type Report = (diagnostic: Diagnostic) => void;
