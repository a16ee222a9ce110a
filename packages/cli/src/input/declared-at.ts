import type { LoadedPipeline } from '@tiphys/ir';
import type { DeclaredAt } from '../diagnostics.ts';

/** A place of the IR, with where it stands in the text if that is known. */
export function declaredAt(pipeline: LoadedPipeline, path: DeclaredAt['path']): DeclaredAt {
  const range = pipeline.locate(path);
  return range === undefined ? { path } : { path, range };
}
