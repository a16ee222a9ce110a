import path from 'node:path';
import type { ClusterCase } from './case.ts';

/**
 * The cases that a glob asks for: by their whole name, or by one part of it (`loop*`, `fault/*`, `{cron,100-kb}`).
 *
 * @param full whether those that only a full run has take part
 */
export function chooseCases(cases: readonly ClusterCase[], glob: string, full: boolean): readonly ClusterCase[] {
  return cases.filter(
    ({ name, full: onlyInFull }) =>
      (full || onlyInFull !== true) && [name, ...name.split('/')].some((part) => path.matchesGlob(part, glob)),
  );
}
