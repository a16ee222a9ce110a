import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { UsageError } from '@tiphys/diagnostics';
import type { CliIo } from '../io.ts';
import type { PipelineSource } from './pipeline-source.ts';
import { reportRead } from '../watch/report-read.ts';
import { readFault } from './read-fault.ts';

/**
 * Reads the FILE of a command: IR as YAML or JSON, a zip archive with one such file in it, a TypeScript pipeline, or `-` for
 * stdin.
 *
 * @throws UsageError when there is no such file, or it is nothing that can hold a pipeline
 */
export async function readPipeline(file: string, io: Pick<CliIo, 'cwd' | 'readStdin'>): Promise<PipelineSource> {
  refuseSources(file);
  if (/[.][cm]?[jt]s$/.test(file)) {
    const { compileSource } = await import('./compile-source.ts');
    return compileSource(file, io.cwd);
  }
  const name = file === '-' ? '<stdin>' : file;
  const bytes = file === '-' ? await io.readStdin() : await readBytes(file, io.cwd);
  if (isZip(bytes)) {
    const { readArchive } = await import('./read-archive.ts');
    return readArchive(name, bytes);
  }
  return { file: name, bytes, text: new TextDecoder().decode(bytes) };
}

/** Reads a file that the command line names. */
export async function readBytes(file: string, cwd: string): Promise<Uint8Array> {
  const path = resolve(cwd, file);
  reportRead(path);
  try {
    return await readFile(path);
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${readFault(error)}`, { cause: error });
  }
}

function refuseSources(file: string): void {
  if (file.endsWith('.py')) {
    throw new UsageError(
      `${file} is Python source, and Tiphys reads what the KFP SDK makes of it\n` +
        `hint: kfp dsl compile --py ${file} --output pipeline.yaml`,
    );
  }
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b && bytes[2] === 0x03 && bytes[3] === 0x04;
}
