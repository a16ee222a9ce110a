import { formatDiagnostics } from '@tiphys/diagnostics';
import type { Diagnostic } from '@tiphys/diagnostics';
import type { PipelineSource } from '../input/pipeline-source.ts';
import type { CliIo } from '../io.ts';
import { usesColor } from './color.ts';
import { counted } from './counted.ts';

/** Writes diagnostics for a person to stderr, as `listDiagnostics` does, and below more than one of them how many there are. */
export function writeDiagnostics(
  diagnostics: readonly Diagnostic[],
  io: Pick<CliIo, 'stderr' | 'env'>,
  sources: readonly Pick<PipelineSource, 'file' | 'text'>[] = [],
): void {
  listDiagnostics(diagnostics, io, sources);
  if (diagnostics.length > 1) io.stderr.write(`\n${countDiagnostics(diagnostics)}\n`);
}

/** Writes diagnostics for a person to stderr: by place in the file, with code frames, at most 100 of them. */
export function listDiagnostics(
  diagnostics: readonly Diagnostic[],
  io: Pick<CliIo, 'stderr' | 'env'>,
  sources: readonly Pick<PipelineSource, 'file' | 'text'>[] = [],
): void {
  if (diagnostics.length === 0) return;
  const text = formatDiagnostics(diagnostics, {
    color: usesColor(io.stderr, io.env),
    sourceOf: (file) => sources.find((source) => source.file === file)?.text,
  });
  io.stderr.write(`${text}\n`);
}

/** `2 errors, 1 warning`; empty when there is nothing. */
export function countDiagnostics(diagnostics: readonly Diagnostic[]): string {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.length - errors;
  return [
    ...(errors === 0 ? [] : [counted(errors, 'error')]),
    ...(warnings === 0 ? [] : [counted(warnings, 'warning')]),
  ].join(', ');
}
