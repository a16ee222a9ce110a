export type { JsonObject, JsonValue } from './json.ts';
export type { Diagnostic, DocumentPath, Report, Severity, SourcePosition, SourceRange } from './diagnostic.ts';
export {
  DiagnosticsError,
  exitCode,
  InfraError,
  InternalError,
  invariant,
  isTiphysError,
  TaskError,
  TiphysError,
  UsageError,
} from './errors.ts';
export { capDiagnostics, diagnosticLimit } from './cap-diagnostics.ts';
export { formatPath, toJsonPointer } from './document-path.ts';
export { errorMessage } from './error-message.ts';
export {
  formatDiagnostic,
  formatDiagnostics,
  type FormatListOptions,
  type FormatOptions,
} from './format-diagnostic.ts';
export { hasErrors } from './has-errors.ts';
export { parseJson, printJson } from './json-text.ts';
export { sortDiagnostics } from './sort-diagnostics.ts';
export { suggest } from './suggest.ts';
export { visibleText } from './visible-text.ts';
