import { existsSync, globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** A pipeline of KFP's, with the pods that KFP starts for it. */
export interface CorpusFile {
  readonly text: string;
  /** 0 where KFP does not compile it. */
  readonly kfpPods: number;
}

/** The files below some folders of the corpus; none where it is absent. */
export function readCorpus(...folders: readonly string[]): readonly CorpusFile[] {
  const root = process.env['TIPHYS_CORPUS'] ?? fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
  const figures = join(root, 'kfp-baseline.csv');
  if (!existsSync(figures)) return [];
  const [head = '', ...rows] = readFileSync(figures, 'utf8').trim().split('\n');
  const column = head.split(',').indexOf('pods_total');
  const pods = new Map(rows.map((row) => row.split(',')).map((fields) => [fields[0], Number(fields[column])]));
  const patterns = folders.map((folder) => `${folder}/**/*.{yaml,json}`);
  return globSync(patterns, { cwd: root })
    .sort()
    .map((name) => ({ text: readFileSync(join(root, name), 'utf8'), kfpPods: pods.get(name) ?? 0 }));
}
