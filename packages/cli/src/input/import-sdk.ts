import { UsageError } from '@tiphys/diagnostics';
import { importedFrom, provideOwnModules } from '../config/own-modules.ts';

/** What is used of `@tiphys/sdk/compile`: that of the project of the pipeline, which the pipeline itself imports. */
export interface SdkCompiler {
  readonly compileFile: (path: string, title: string) => Promise<{ readonly yaml: string }>;
  readonly componentTypes: (text: Uint8Array, options: { readonly title: string; readonly file: string }) => string;
}

/**
 * Loads the SDK that is installed for a folder.
 *
 * @param file what needs it, for messages
 * @throws UsageError when there is none
 */
export async function importSdk(folder: string, file: string): Promise<SdkCompiler> {
  await provideOwnModules();
  try {
    return (await import(importedFrom(folder, '@tiphys/sdk/compile'))) as SdkCompiler;
  } catch (error) {
    const hint = 'hint: npm install --save-dev @tiphys/sdk';
    throw new UsageError(`${file} needs @tiphys/sdk, which is not installed beside it\n${hint}`, { cause: error });
  }
}
