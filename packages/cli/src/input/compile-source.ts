import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '@tiphys/diagnostics';
import { importSdk } from './import-sdk.ts';
import type { PipelineSource } from './pipeline-source.ts';
import { readFault } from './read-fault.ts';

/**
 * Compiles a pipeline in TypeScript or JavaScript to IR, with the SDK that is installed beside it.
 *
 * @throws UsageError when there is no such file or no SDK, DiagnosticsError when the pipeline is wrong
 */
export async function compileSource(file: string, cwd: string): Promise<PipelineSource> {
  const path = resolve(cwd, file);
  await stat(path).catch((error: unknown) => {
    throw new UsageError(`cannot read ${file}: ${readFault(error)}`, { cause: error });
  });
  const { compileFile } = await importSdk(dirname(path), file);
  const { yaml } = await compileFile(path, file);
  // Places in it are none in the user's file, and its name says so.
  return { file: `${file} (as IR)`, bytes: new TextEncoder().encode(yaml), text: yaml };
}
