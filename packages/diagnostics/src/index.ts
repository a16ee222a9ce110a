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
