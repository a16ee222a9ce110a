import { formatPath, toJsonPointer } from '@tiphys/diagnostics';
import type { Severity } from '@tiphys/diagnostics';
import type { LintedFile } from './linted-file.ts';

/** What `tiphys lint --json` prints. */
export interface LintDocument {
  readonly errors: number;
  readonly warnings: number;
  readonly files: readonly {
    readonly file: string;
    readonly diagnostics: readonly {
      readonly code: string;
      readonly severity: Severity;
      readonly message: string;
      /** A JSON Pointer into the pipeline; empty for the document as a whole. */
      readonly pointer: string;
      /** The same for people. */
      readonly path: string;
      /** From 1; absent when the place is not known. `endColumn` is the first one after it. */
      readonly line?: number;
      readonly column?: number;
      readonly endLine?: number;
      readonly endColumn?: number;
      readonly hint?: string;
    }[];
  }[];
}

/** The diagnostics of a lint run for machines. */
export function lintDocument(files: readonly LintedFile[]): LintDocument {
  const all = files.flatMap(({ diagnostics }) => diagnostics);
  return {
    errors: all.filter(({ severity }) => severity === 'error').length,
    warnings: all.filter(({ severity }) => severity === 'warning').length,
    files: files.map(({ source, diagnostics }) => ({
      file: source.file,
      diagnostics: diagnostics.map(({ code, severity, message, path, range, hint }) => ({
        code,
        severity,
        message,
        pointer: toJsonPointer(path),
        path: formatPath(path),
        ...(range !== undefined && {
          line: range.start.line,
          column: range.start.column,
          endLine: range.end.line,
          endColumn: range.end.column,
        }),
        ...(hint !== undefined && { hint }),
      })),
    })),
  };
}
