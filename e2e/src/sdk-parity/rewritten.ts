import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Pipeline, Types } from '@tiphys/sdk';

const folder = path.join(import.meta.dirname, 'pipelines');

/** A pipeline of the corpus, written anew in TypeScript. */
export interface Rewritten {
  /** The file of the original, below the corpus. */
  readonly source: string;
  readonly pipeline: Pipeline<Types, Types>;
}

/** The modules with such pipelines. */
export const rewrittenFiles: readonly string[] = readdirSync(folder).filter((file) => file.endsWith('.ts'));

/**
 * Loads one of these modules.
 *
 * @throws Error where the corpus is not at hand
 */
export async function loadRewritten(file: string): Promise<Rewritten> {
  const { source, ...exported } = (await import(path.join(folder, file))) as Readonly<Record<string, unknown>>;
  return { source: source as string, pipeline: Object.values(exported)[0] as Pipeline<Types, Types> };
}
