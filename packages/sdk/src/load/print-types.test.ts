import { execFileSync } from 'node:child_process';
import { existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { componentTypes } from '../compile.ts';

const root = resolve(import.meta.dirname, '..', '..', '..', '..');
const corpus = process.env['TIPHYS_CORPUS'] ?? join(dirname(root), 'shared', 'corpus');
const examples = globSync('examples/*/pipeline.yaml', { cwd: root }).map((file) => join(root, file));
const compiled = existsSync(corpus)
  ? globSync('valid/**/*.yaml', { cwd: corpus }).map((file) => join(corpus, file))
  : [];

const everything = JSON.stringify({
  pipelineInfo: { name: 'every-type', description: 'All of them.\n\nIn one */ place.' },
  schemaVersion: '2.1.0',
  root: {
    dag: { tasks: {} },
    inputDefinitions: {
      parameters: {
        count: { parameterType: 'NUMBER_INTEGER', description: 'How many.' },
        'how-fast': { parameterType: 'NUMBER_DOUBLE', defaultValue: 0.5, isOptional: true },
        mode: { parameterType: 'STRING', literals: ['a', "b'c"], defaultValue: 'a', isOptional: true },
        note: { parameterType: 'STRING', isOptional: true },
        tags: { parameterType: 'LIST', defaultValue: ['x'], isOptional: true },
        settings: { parameterType: 'STRUCT' },
        status: { parameterType: 'TASK_FINAL_STATUS', isOptional: true },
        pod: { parameterType: 'TASK_CONFIG', isOptional: true },
        quick: { parameterType: 'BOOLEAN' },
      },
      artifacts: {
        data: { artifactType: { schemaTitle: 'system.Dataset', schemaVersion: '0.0.1' }, isArtifactList: true },
        own: { artifactType: { schemaTitle: 'acme.Own', schemaVersion: '1.0.0' }, isOptional: true },
      },
    },
  },
});

test('a module says every type', () => {
  expect(componentTypes(everything, { title: 'every.yaml', file: './every.yaml' })).toMatchInlineSnapshot(`
    "// Written by \`tiphys types\`. Changes here are lost.
    import {
      artifactType,
      boolean,
      Dataset,
      double,
      finalStatus,
      integer,
      list,
      loadComponent,
      string,
      struct,
      taskConfig,
    } from '@tiphys/sdk';

    /**
     * All of them.
     * In one *\\/ place.
     */
    export const everyType = loadComponent({
      file: './every.yaml',
      inputs: {
        /** How many. */
        count: integer,
        'how-fast': double.default(0.5),
        mode: string.oneOf('a', "b'c").default('a'),
        note: string.optional(),
        tags: list.default(["x"]),
        settings: struct,
        status: finalStatus,
        pod: taskConfig,
        quick: boolean,
        data: Dataset.list(),
        own: artifactType('acme.Own', '1.0.0').optional(),
      },
      outputs: {},
    });
    "
  `);
});

/*
 * A module for each example and each pipeline of KFP, type-checked and loaded by Node: `loadComponent` compares what was written
 * with what the file says.
 */
test(`modules of ${examples.length + compiled.length} files type-check and load`, () => {
  const cache = join(root, 'packages', 'sdk', '.cache');
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(join(cache, 'types-'));
  onTestFinished(() => {
    rmSync(folder, { recursive: true });
  });
  const files = [...examples, ...compiled].flatMap((path, number) => {
    const file = relative(folder, path);
    const text = moduleOf(readFileSync(path, 'utf8'), file);
    if (text === undefined) return [];
    writeFileSync(join(folder, `module-${number}.ts`), text);
    return [`module-${number}.ts`];
  });
  expect(files.length).toBeGreaterThan((examples.length + compiled.length) * 0.9);
  writeFileSync(join(folder, 'all.ts'), files.map((file) => `import './${file}';\n`).join(''));
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  const options = { types: ['node'], noUnusedLocals: true };
  const config = {
    extends: relative(folder, join(root, 'tsconfig.base.json')),
    compilerOptions: options,
    include: ['*.ts'],
  };
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config));
  const node = (...args: readonly string[]): string =>
    execFileSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
  expect(node(join(root, 'node_modules', 'typescript', 'bin', 'tsc'), '-p', '.')).toBe('');
  expect(node('--conditions=@tiphys/source', 'all.ts')).toBe('');
}, 120_000);

/** Files with types that no task can be given have no module. */
function moduleOf(text: string, file: string): string | undefined {
  try {
    return componentTypes(text, { title: file, file });
  } catch (error) {
    expect(String(error)).toMatch(/which tasks cannot be given/);
    return undefined;
  }
}
