import { formatPath } from '@tiphys/diagnostics';
import type { Diagnostic } from '@tiphys/diagnostics';
import type { LintedFile } from './linted-file.ts';
import { version } from '../version.ts';

/** The diagnostics of a lint run as SARIF 2.1.0 (OASIS), the format that code scanning services read. */
export function sarifDocument(files: readonly LintedFile[]): object {
  const found = files.flatMap(({ source, diagnostics }) =>
    diagnostics.map((diagnostic) => ({ file: source.file, diagnostic })),
  );
  const codes = [...new Set(found.map(({ diagnostic }) => diagnostic.code))].sort();
  return {
    $schema: 'https://json.schemastore.org/sarif-2.1.0.json',
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'tiphys', version, rules: codes.map((id) => ({ id })) } },
        // Columns count UTF-16 code units, as ours do.
        columnKind: 'utf16CodeUnits',
        results: found.map(({ file, diagnostic }) => ({
          ruleId: diagnostic.code,
          ruleIndex: codes.indexOf(diagnostic.code),
          level: diagnostic.severity,
          message: { text: messageText(diagnostic) },
          locations: [location(file, diagnostic)],
        })),
      },
    ],
  };
}

function messageText({ message, hint }: Diagnostic): string {
  return hint === undefined ? message : `${message}\nhint: ${hint}`;
}

function location(file: string, { path, range }: Diagnostic): object {
  return {
    physicalLocation: {
      artifactLocation: { uri: encodeURI(file.replaceAll('\\', '/')) },
      ...(range !== undefined && {
        region: {
          startLine: range.start.line,
          startColumn: range.start.column,
          endLine: range.end.line,
          endColumn: range.end.column,
        },
      }),
    },
    ...(path.length > 0 && { logicalLocations: [{ fullyQualifiedName: formatPath(path) }] }),
  };
}
