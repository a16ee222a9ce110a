import { dirname, join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { DiagnosticsError, errorMessage, isTiphysError } from '@tiphys/diagnostics';
import type { Diagnostic } from '@tiphys/diagnostics';
import { componentBrand } from '../components/any-component.ts';
import { noSinglePipeline, unloadableModule } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import type { Pipeline } from '../pipeline/pipeline.ts';
import type { Types } from '../types/type.ts';
import type { CompiledPipeline } from './compile-pipeline.ts';
import { compilePipeline } from './compile-pipeline.ts';
import type { ErrorPlace } from './error-place.ts';
import { errorPlace, isOfLoader } from './error-place.ts';

/**
 * Compiles the pipeline that a module exports: its default export, or the only pipeline among the others.
 *
 * @param path an absolute path
 * @param title what to call the file in messages
 * @throws DiagnosticsError when the module cannot be loaded, has no pipeline or a wrong one
 */
export async function compileFile(path: string, title = path): Promise<CompiledPipeline> {
  const exported = await load(path, title);
  const pipelines = Object.entries(exported).filter((entry): entry is [string, Pipeline<Types, Types>] =>
    isPipeline(entry[1]),
  );
  const [, chosen] =
    pipelines.find(([name]) => name === 'default') ?? (pipelines.length === 1 ? pipelines[0] : undefined) ?? [];
  return compilePipeline(chosen ?? fail(noSinglePipeline({ file: title, names: pipelines.map(([name]) => name) })));
}

async function load(path: string, title: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    return (await import(pathToFileURL(path).href)) as Readonly<Record<string, unknown>>;
  } catch (error) {
    const place = errorPlace(error);
    const file = place === undefined ? title : join(dirname(title), relative(dirname(path), place.path));
    if (!isTiphysError(error) || !('diagnostics' in error)) {
      // What Node cannot load is mended by other imports, what a module throws is not.
      const fault = unloadableModule({ file: title, reason: errorMessage(error), throws: !isOfLoader(error) });
      return fail(at(fault, file, place));
    }
    // The call that threw is where the fault is.
    const diagnostics = error.diagnostics as readonly Diagnostic[];
    throw new DiagnosticsError(diagnostics.map((one) => at(one, file, place)));
  }
}

function at(diagnostic: Diagnostic, file: string, place: ErrorPlace | undefined): Diagnostic {
  if (place === undefined || diagnostic.range !== undefined) return diagnostic;
  const start = { line: place.line, column: place.column, offset: 0 };
  return { ...diagnostic, range: { file, start, end: start } };
}

function isPipeline(value: unknown): value is Pipeline<Types, Types> {
  return (
    typeof value === 'object' &&
    value !== null &&
    componentBrand in value &&
    'kind' in value &&
    value.kind === 'pipeline'
  );
}
