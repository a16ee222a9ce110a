import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { compileFile } from '@tiphys/sdk/compile';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { REPOSITORY } from '../find-pipelines.ts';
import { readRecipes } from './cookbook-recipes.ts';
import type { Ir } from './inlined-ir.ts';
import { inlinedIr } from './inlined-ir.ts';
import { parseIr } from './read-corpus-ir.ts';

const python = process.env['TIPHYS_PYTHON'] ?? 'python3';
const hasKfp = spawnSync(python, ['-c', 'import kfp'], { stdio: 'ignore' }).status === 0;
const skipped = hasKfp ? '' : ' (skipped: no python3 with kfp)';
const recipes = readRecipes(readFileSync(path.join(REPOSITORY, 'docs', 'cookbook.md'), 'utf8'));
// Within the repository, so that the packages are found by their names.
const folder = path.join(REPOSITORY, '.cache', 'cookbook');

function fileOf(title: string, extension: string): string {
  return path.join(folder, `${title.toLowerCase().replaceAll(/[^a-z]+/g, '-')}.${extension}`);
}

beforeAll(() => {
  mkdirSync(folder, { recursive: true });
  for (const { title, typescript, python: code } of recipes) {
    writeFileSync(fileOf(title, 'ts'), typescript);
    writeFileSync(fileOf(title, 'py'), code);
  }
  if (!hasKfp) return;
  const script = path.join(import.meta.dirname, 'compile_recipes.py');
  const { stdout } = spawnSync(python, [script, ...recipes.map(({ title }) => fileOf(title, 'py'))], {
    encoding: 'utf8',
  });
  expect(stdout).toBe('');
}, 180_000);
afterAll(() => {
  rmSync(folder, { recursive: true });
});

test('there are recipes', () => {
  expect(recipes.length).toBeGreaterThan(15);
});

test.for(recipes)('the recipe "$title" compiles in TypeScript', async ({ title }) => {
  expect((await compileFile(fileOf(title, 'ts'))).yaml).toContain('schemaVersion');
});

test.skipIf(!hasKfp).for(recipes)(
  `the recipe "$title" gives the same IR in both languages${skipped}`,
  async ({ title }) => {
    const { spec, platform } = await compileFile(fileOf(title, 'ts'));
    const theirs = parseIr(readFileSync(`${fileOf(title, 'py')}.yaml`, 'utf8'));
    expect(withoutPrograms({ spec, platform } as unknown as Ir)).toEqual(withoutPrograms(theirs));
  },
);

/** The IR without images and commands of functions, which are as different as the languages. */
function withoutPrograms({ spec, platform }: Ir): unknown {
  const executors = Object.entries(spec.deploymentSpec.executors).map(([name, { container, ...executor }]) => {
    if (container?.args?.[0] !== '--executor_input') return [name, { container, ...executor }];
    const { image: _image, command: _command, args: _args, ...rest } = container;
    return [name, { ...executor, container: { image: '', ...rest } }];
  });
  const { tiphys: _ours, ...platforms } = platform.platforms ?? {};
  const deploymentSpec = { ...spec.deploymentSpec, executors: Object.fromEntries(executors) as never };
  return inlinedIr({ spec: { ...spec, deploymentSpec }, platform: { platforms } });
}
