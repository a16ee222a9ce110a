import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { judgePods } from './admission.ts';
import { checkManifests, type CheckName } from './manifest-checks.ts';

const FIXTURES = path.join(import.meta.dirname, '../fixtures');

/**
 * Proves that the checks can fail: each broken fixture must be caught by the checks that its first line names (and by
 * no other), and the good one by none. Gives a sentence per fixture that was not judged as it should be.
 */
export async function selfTest(): Promise<string[]> {
  const broken = (await readdir(path.join(FIXTURES, 'broken'))).sort().map((name) => `broken/${name}`);
  const findings = await checkManifests(FIXTURES, ['good.yaml', ...broken]);
  const wrong: string[] = [];
  for (const file of ['good.yaml', ...broken]) {
    const wanted = await expectedChecks(file);
    const got = (['lint', 'crd'] as const).filter((check) =>
      findings.some((f) => f.file === file && f.check === check),
    );
    if (got.join() !== wanted.join()) {
      wrong.push(`${file} should be caught by [${wanted.join(', ')}], was caught by [${got.join(', ')}]`);
    }
  }
  // Their pods say nothing of their security.
  const admitted = (await judgePods(FIXTURES, ['good.yaml'])).filter(({ refusals }) => refusals.length === 0);
  wrong.push(...admitted.map(({ template }) => `the pod of ${template} in good.yaml should be refused`));
  return wrong;
}

async function expectedChecks(file: string): Promise<CheckName[]> {
  const text = await readFile(path.join(FIXTURES, file), 'utf8');
  const names = /^# caught by: (.*)$/m.exec(text)?.[1] ?? '';
  return (['lint', 'crd'] as const).filter((check) => names.includes(check));
}
