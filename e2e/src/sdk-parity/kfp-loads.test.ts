import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { compileFile, compilePipeline } from '@tiphys/sdk/compile';
import { afterAll, expect, test } from 'vitest';
import { corpusFolder, REPOSITORY } from '../find-pipelines.ts';
import { loadRewritten, rewrittenFiles } from './rewritten.ts';

const python = process.env['TIPHYS_PYTHON'] ?? 'python3';
const hasKfp = spawnSync(python, ['-c', 'import kfp'], { stdio: 'ignore' }).status === 0;
const hasCorpus = corpusFolder() !== undefined;
const folder = mkdtempSync(path.join(tmpdir(), 'tiphys-kfp-loads-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Lets the real SDK load pipeline files and use them as steps. Gives what it says of those that it refuses. */
function refusals(files: readonly string[]): string {
  const script = path.join(import.meta.dirname, 'use_as_step.py');
  const { status, stdout, stderr } = spawnSync(python, [script, ...files], { encoding: 'utf8' });
  return status === 0 ? '' : `${stdout}${stdout === '' ? stderr : ''}`;
}

function write(name: string, yaml: string): string {
  const file = path.join(folder, `${name.replaceAll(/[^a-z0-9-]/g, '-')}.yaml`);
  writeFileSync(file, yaml);
  return file;
}

const noKfp = hasKfp ? '' : ' (skipped: no python3 with kfp)';
const noCorpus = hasCorpus ? '' : ' (skipped: no corpus)';
const timeout = 180_000;

test.skipIf(!hasKfp || !hasCorpus)(
  `kfp loads what is written anew, and uses it as a step${noKfp}${noCorpus}`,
  { timeout },
  async () => {
    const files = await Promise.all(
      rewrittenFiles.map(async (file) =>
        write(file, (await compilePipeline((await loadRewritten(file)).pipeline)).yaml),
      ),
    );
    expect(refusals(files)).toBe('');
  },
);

test.skipIf(!hasKfp)(`kfp loads our examples in TypeScript, and uses them as steps${noKfp}`, { timeout }, async () => {
  const examples = path.join(REPOSITORY, 'examples');
  const found = (await readdir(examples, { recursive: true })).filter((file) => path.basename(file) === 'pipeline.ts');
  expect(found).not.toEqual([]);
  const files = await Promise.all(
    found.map(async (file) => write(file, (await compileFile(path.join(examples, file))).yaml)),
  );
  expect(refusals(files)).toBe('');
});
