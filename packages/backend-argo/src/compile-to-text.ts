import { DiagnosticsError } from '@tiphys/diagnostics';
import type { CompileTextOptions } from './compile-to-manifest.ts';
import { compileToManifest } from './compile-to-manifest.ts';
import { printManifest } from './print-manifest.ts';

/**
 * From the text of a pipeline to the text that is submitted or run.
 *
 * @throws DiagnosticsError with the errors that stopped it
 */
export function compileToText(text: string | Uint8Array, options: CompileTextOptions = {}): string {
  const { manifest, documents, diagnostics } = compileToManifest(text, options);
  if (manifest === undefined) throw new DiagnosticsError(diagnostics.filter(({ severity }) => severity === 'error'));
  return printManifest(manifest, documents);
}
