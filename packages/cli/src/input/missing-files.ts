import type { Diagnostic } from '@tiphys/diagnostics';
import type { LoadedPipeline } from '@tiphys/ir';
import { pathExists } from '@tiphys/storage';
import { missingInputFile } from '../diagnostics.ts';
import { artifactPaths } from './artifact-text.ts';
import { declaredAt } from './declared-at.ts';
import type { GivenParameter } from './given-parameter.ts';

/**
 * Looks for the files that a run is given as input artifacts by their paths. Without this a mistyped path is seen only by the
 * task that reads it: an artifact without a file is not wrong in itself. URIs are left to that task.
 */
export async function missingFiles(
  pipeline: LoadedPipeline,
  given: ReadonlyMap<string, GivenParameter>,
  cwd: string,
): Promise<readonly Diagnostic[]> {
  const diagnostics: Diagnostic[] = [];
  for (const name of Object.keys(pipeline.spec.root.inputDefinitions.artifacts)) {
    const value = given.get(name);
    for (const path of value === undefined ? [] : artifactPaths(value, cwd)) {
      if (await pathExists(path)) continue;
      const at = declaredAt(pipeline, ['root', 'inputDefinitions', 'artifacts', name]);
      diagnostics.push(missingInputFile(at, { name, path }));
    }
  }
  return diagnostics;
}
