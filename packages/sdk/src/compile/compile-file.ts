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
    const place = placeIn(error, path);
    if (!isTiphysError(error) || !('diagnostics' in error)) {
      const reason = errorMessage(error);
      return fail(at(unloadableModule({ file: title, reason }), title, place));
    }
    // The call that threw is where the fault is.
    const diagnostics = error.diagnostics as readonly Diagnostic[];
    throw new DiagnosticsError(diagnostics.map((one) => at(one, title, place)));
  }
}

interface Place {
  readonly line: number;
  readonly column: number;
}

/** The innermost place in a file that an error went through. */
function placeIn(error: unknown, path: string): Place | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const frame = stack.split('\n').find((line) => line.includes(path) && /:\d+:\d+\)?$/.test(line));
  const [, line, column] = /:(\d+):(\d+)\)?$/.exec(frame ?? '') ?? [];
  return line === undefined || column === undefined ? undefined : { line: Number(line), column: Number(column) };
}

function at(diagnostic: Diagnostic, file: string, place: Place | undefined): Diagnostic {
  if (place === undefined || diagnostic.range !== undefined) return diagnostic;
  const start = { ...place, offset: 0 };
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
