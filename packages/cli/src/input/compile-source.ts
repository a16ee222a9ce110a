import { stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { UsageError } from '@tiphys/diagnostics';
import { importedFrom, provideOwnModules } from '../config/own-modules.ts';
import type { PipelineSource } from './pipeline-source.ts';
import { readFault } from './read-fault.ts';

/** What is used of `@tiphys/sdk/compile`: that of the project of the pipeline, which the pipeline itself imports. */
interface SdkCompiler {
  readonly compileFile: (path: string, title: string) => Promise<{ readonly yaml: string }>;
}

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
  await provideOwnModules();
  const { compileFile } = await importCompiler(file, dirname(path));
  const { yaml } = await compileFile(path, file);
  // Places in it are none in the user's file, and its name says so.
  return { file: `${file} (as IR)`, bytes: new TextEncoder().encode(yaml), text: yaml };
}

async function importCompiler(file: string, folder: string): Promise<SdkCompiler> {
  try {
    return (await import(importedFrom(folder, '@tiphys/sdk/compile'))) as SdkCompiler;
  } catch (error) {
    const hint = 'hint: npm install --save-dev @tiphys/sdk';
    throw new UsageError(`${file} needs @tiphys/sdk, which is not installed beside it\n${hint}`, { cause: error });
  }
}
