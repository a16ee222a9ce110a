import { join } from 'node:path';
import type { EmitOptions } from '@tiphys/backend-argo';
import type { Plugin } from '@tiphys/compiler/plugin';
import { DiagnosticsError } from '@tiphys/diagnostics';
import { runManifest } from '@tiphys/local-engine';
import type { RunResult } from '@tiphys/local-engine';
import { openStore } from '@tiphys/storage';
import { compileWith } from './compile-with.ts';
import type { TestPipeline } from './test-pipelines.ts';

/**
 * Runs a pipeline on this machine, with plugins, as `tiphys run` does; nothing is cached.
 *
 * @param directory an empty folder for the store and all else; the caller removes it
 * @throws DiagnosticsError when a plugin refuses the pipeline, or when the manifest needs something of a cluster
 */
export async function runWith(
  pipeline: Pick<TestPipeline, 'name' | 'text'>,
  plugins: readonly Plugin[],
  directory: string,
  options: EmitOptions = {},
): Promise<RunResult> {
  const { text, diagnostics } = compileWith(pipeline, plugins, options);
  if (text === undefined || diagnostics.some(({ severity }) => severity === 'error')) {
    throw new DiagnosticsError(diagnostics);
  }
  return runManifest(text, {
    store: openStore({ root: `file://${join(directory, 'store')}` }),
    workdir: join(directory, 'work'),
    noCache: true,
  });
}
