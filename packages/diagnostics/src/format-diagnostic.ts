import { capDiagnostics } from './cap-diagnostics.ts';
import { codeFrame } from './code-frame.ts';
import type { Diagnostic } from './diagnostic.ts';
import { formatPath } from './document-path.ts';
import { choosePaint, type Paint } from './paint.ts';
import { sortDiagnostics } from './sort-diagnostics.ts';
import { visibleText } from './visible-text.ts';

/** How one diagnostic is printed. */
export interface FormatOptions {
  /** The text of the file that the diagnostic is about; with it a code frame is shown. */
  readonly source?: string | undefined;
  /** ANSI colours. Default: none. */
  readonly color?: boolean | undefined;
}

/**
 * A diagnostic as people read it, several lines without a final line break:
 *
 *     error IR-023 pipeline.yaml:41:17 at root.dag.tasks.train.componentRef.name
 *     There is no component "comp-trian".
 *       40 |         componentRef:
 *     > 41 |           name: comp-trian
 *          |                 ^^^^^^^^^^
 *     hint: Did you mean "comp-train"?
 */
export function formatDiagnostic(diagnostic: Diagnostic, options: FormatOptions = {}): string {
  const paint = choosePaint(options.color ?? false);
  const lines = [header(diagnostic, paint), visibleText(diagnostic.message)];
  // A file with NUL characters is no text: it has no lines to show.
  if (options.source !== undefined && diagnostic.range !== undefined && !options.source.includes('\0')) {
    lines.push(codeFrame(options.source, diagnostic.range, paint));
  }
  if (diagnostic.hint !== undefined) {
    lines.push(`${paint.cyan('hint:')} ${visibleText(diagnostic.hint)}`);
  }
  return lines.join('\n');
}

function header(diagnostic: Diagnostic, paint: Paint): string {
  const severity =
    diagnostic.severity === 'error' ? paint.bold(paint.red('error')) : paint.bold(paint.yellow('warning'));
  const words = [severity, paint.bold(diagnostic.code)];
  if (diagnostic.range !== undefined) {
    const { file, start } = diagnostic.range;
    words.push(visibleText(`${file}:${start.line}:${start.column}`));
  }
  if (diagnostic.path.length > 0) {
    words.push(`at ${visibleText(formatPath(diagnostic.path))}`);
  }
  return words.join(' ');
}

/** How a list of diagnostics is printed. */
export interface FormatListOptions {
  /** Gives the text of a file, by the name that the diagnostics use. */
  readonly sourceOf?: ((file: string) => string | undefined) | undefined;
  readonly color?: boolean | undefined;
  /** At most this many are printed; the last line says how many were left out. Default: 100. */
  readonly limit?: number | undefined;
}

/** All diagnostics, sorted, capped, with an empty line between them. Empty text for an empty list. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], options: FormatListOptions = {}): string {
  const { shown, leftOut } = capDiagnostics(sortDiagnostics(diagnostics), options.limit);
  const blocks = shown.map((diagnostic) =>
    formatDiagnostic(diagnostic, {
      source: diagnostic.range === undefined ? undefined : options.sourceOf?.(diagnostic.range.file),
      color: options.color,
    }),
  );
  if (leftOut > 0) {
    blocks.push(`${leftOut} more not shown`);
  }
  return blocks.join('\n\n');
}
