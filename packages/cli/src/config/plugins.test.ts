import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const packageFolder = resolve(import.meta.dirname, '..', '..');
let folder: string;

const stamp = (name: string): string => `import { definePlugin } from '@tiphys/compiler/plugin';
export default definePlugin({
  name: '${name}',
  argo: {
    workflow: (workflow) => ({
      ...workflow,
      metadata: { ...workflow.metadata, labels: { ...workflow.metadata?.labels, last: '${name}', ${name}: 'yes' } },
    }),
  },
});\n`;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'tiphys-plugins-'));
  cpSync(resolve(packageFolder, '..', '..', 'examples', 'hello', 'pipeline.yaml'), join(folder, 'pipeline.yaml'));
  const installed = join(folder, 'team', 'node_modules', 'installed');
  mkdirSync(installed, { recursive: true });
  // With an \`import\` condition only, as many packages are.
  writeFileSync(join(installed, 'package.json'), '{ "type": "module", "exports": { "import": "./main.js" } }');
  writeFileSync(join(installed, 'main.js'), stamp('installed'));
  writeFileSync(join(folder, 'team', 'local.ts'), stamp('local'));
  writeFileSync(join(folder, 'flag.ts'), stamp('flag'));
  writeFileSync(
    join(folder, 'team', 'tiphys.config.ts'),
    `import { defineConfig } from '@tiphys/config';
import local from './local.ts';
export default defineConfig({ plugins: [local, 'installed'] });\n`,
  );
  writeFileSync(join(folder, 'throws.ts'), '\nthrow new Error("no licence");\n');
  writeFileSync(join(folder, 'none.ts'), 'export const plugin = 1;\n');
  writeFileSync(
    join(folder, 'backend.ts'),
    `export default {
  name: 'names',
  backends: [
    {
      name: 'names',
      description: 'Lists tasks.',
      emit(plan, options, { report }) {
        if (options.pipelineRoot === 's3://refused/x') {
          report({ code: 'root', severity: 'error', message: 'Not this root.', at: { scope: plan.root } });
        }
        return { documents: plan.scopes[plan.root].tasks.map(({ name }) => ({ name, answer: 'yes' })) };
      },
    },
  ],
};\n`,
  );
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** In a process of its own, because module hooks and type stripping are Node's and not vitest's. */
function tiphys(...argv: readonly string[]): { code: number | null; out: string; err: string } {
  const program = ['--conditions=@tiphys/source', join(packageFolder, 'src', 'main.ts')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...argv], {
    cwd: folder,
    encoding: 'utf8',
  });
  return { code: status, out: stdout, err: stderr };
}

test('plugins of the configuration come first, in their order, then those of the command line', () => {
  const config = ['--config', 'team/tiphys.config.ts'];
  const configured = tiphys('compile', 'pipeline.yaml', ...config);
  expect(configured).toMatchObject({ code: 0, err: '' });
  expect(configured.out).toMatch(/last: installed\n {4}local: 'yes'\n {4}installed: 'yes'/);
  const flagged = tiphys('compile', 'pipeline.yaml', ...config, '--plugin', './flag.ts');
  expect(flagged.out).toMatch(/last: flag\n/);
});

test('a run is of what the plugins made', () => {
  const { code, err, out } = tiphys('run', 'pipeline.yaml', '--plugin', './flag.ts', '--json');
  expect({ code, err }).toMatchObject({ code: 0 });
  expect(JSON.parse(out)).toMatchObject({ phase: 'Succeeded' });
});

test('PLG-004, PLG-005, PLG-006: every plugin that is none, at once', () => {
  const plugins = ['./throws.ts', './none.ts', './missing.ts', './flag.ts', './flag.ts'];
  const { code, out, err } = tiphys('lint', 'pipeline.yaml', ...plugins.flatMap((name) => ['--plugin', name]));
  expect({ code, out }).toEqual({ code: 1, out: '' });
  expect(err).toContain('PLG-006\nThe plugin ./throws.ts cannot be loaded: no licence');
  expect(err).toContain('PLG-004\n./none.ts is no plugin: it has no default export');
  expect(err).toMatch(/PLG-006\nThe plugin .\/missing[.]ts cannot be loaded: Cannot find module/);
  expect(err).toContain('PLG-005\nThere are two plugins named "flag"');
});

test('a backend of a plugin makes the documents, and its errors keep them back', () => {
  const names = tiphys('compile', 'pipeline.yaml', '--plugin', './backend.ts', '--backend', 'names');
  expect(names.code).toBe(0);
  expect(names.out).toMatch(/^(?:name: .+\nanswer: 'yes'\n(?:---\n)?)+$/);
  const root = ['--pipeline-root', 's3://refused/x'];
  const refused = tiphys('compile', 'pipeline.yaml', '--plugin', './backend.ts', '--backend', 'names', ...root);
  expect(refused).toMatchObject({ code: 1, out: '' });
  expect(refused.err).toMatch(/^error names\/root pipeline[.]yaml:\d+:\d+ at root\nNot this root[.]/);
  const kind = tiphys(
    'compile',
    'pipeline.yaml',
    '--plugin',
    './backend.ts',
    '--backend',
    'names',
    '--kind',
    'workflow',
  );
  expect(kind).toMatchObject({ code: 2 });
});
