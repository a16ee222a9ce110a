import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';
import { version } from '../version.ts';

// That the project installs, and that its tests pass, is tried with the packed packages: tools/check-packages.

let cwd = '';
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'tiphys-init-'));
});
afterEach(() => rm(cwd, { recursive: true }));

const names = ['.gitignore', 'README.md', 'package.json', 'pipeline.test.ts', 'pipeline.ts', 'tsconfig.json'];

test('init writes a project into a new folder, and says how to go on', async () => {
  const io = createTestIo({ cwd });
  expect(await main(['init', 'My pipelines'], io)).toBe(0);
  expect((await readdir(join(cwd, 'My pipelines'))).sort()).toEqual(names);
  const manifest: unknown = JSON.parse(await readFile(join(cwd, 'My pipelines', 'package.json'), 'utf8'));
  expect(manifest).toMatchObject({ name: 'my-pipelines', dependencies: { '@tiphys/sdk': version } });
  expect(io.out()).toContain('  cd My pipelines\n  npm install\n  npm test\n');
});

test('nothing is written where a file of the project is already', async () => {
  await writeFile(join(cwd, 'pipeline.ts'), 'mine');
  const io = createTestIo({ cwd });
  expect(await main(['init'], io)).toBe(2);
  expect(io.err()).toContain('. has pipeline.ts already');
  expect(await readdir(cwd)).toEqual(['pipeline.ts']);
  expect(await readFile(join(cwd, 'pipeline.ts'), 'utf8')).toBe('mine');
});
