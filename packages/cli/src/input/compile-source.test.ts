import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * In processes of their own, because modules are loaded by Node itself. The project lies in this package, so that the SDK is
 * installed beside it; one outside has none.
 */
const packageFolder = resolve(import.meta.dirname, '..', '..');
let folder: string;
let outside: string;

const pipeline = (inputs: string): string => `import { component, pipeline, string, text } from '@tiphys/sdk';
import { shout } from './shout.ts';

const say = component({
  name: 'say',
  inputs: { what: string },
  outputs: { said: string },
  run: ({ what }) => ({ said: shout(what) }),
});

export default pipeline({
  name: 'typed',
  inputs: { who: string.default('Ada') },
  outputs: { said: string },
  define: (p, { who }) => ({ said: p.task(say, { ${inputs} }).output }),
});
`;

beforeAll(() => {
  mkdirSync(join(packageFolder, '.cache'), { recursive: true });
  folder = mkdtempSync(join(packageFolder, '.cache', 'typed-'));
  outside = mkdtempSync(join(tmpdir(), 'tiphys-typed-'));
  writeFileSync(join(folder, 'shout.ts'), 'export const shout = (text: string): string => text.toUpperCase();\n');
  writeFileSync(join(folder, 'pipeline.ts'), pipeline('what: text`hello ${who}`'));
  writeFileSync(join(folder, 'wrong.ts'), pipeline('waht: who'));
  writeFileSync(join(folder, 'throws.ts'), '\nthrow new Error("no licence");\n');
  writeFileSync(join(folder, 'broken.ts'), '\nexport cons answer = 42;\n');
  mkdirSync(join(folder, 'a b'));
  writeFileSync(join(folder, 'a b', 'outer.ts'), "import '../broken.ts';\n");
  writeFileSync(join(folder, 'misspelt.ts'), "import 'left-pda';\n");
  writeFileSync(join(folder, 'none.ts'), 'export const answer = 42;\n');
  writeFileSync(
    join(folder, 'two.ts'),
    "export { default as one } from './pipeline.ts';\nexport { default as two } from './pipeline.ts';\n",
  );
  writeFileSync(join(outside, 'pipeline.ts'), pipeline('what: who'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
  rmSync(outside, { recursive: true });
});

function tiphys(
  cwd: string,
  ...argv: readonly string[]
): { readonly code: number | null; readonly out: string; readonly err: string } {
  const program = ['--conditions=@tiphys/source', resolve(packageFolder, 'src', 'main.ts')];
  const { status, stdout, stderr } = spawnSync(process.execPath, [...program, ...argv], { cwd, encoding: 'utf8' });
  return { code: status, out: stdout, err: stderr };
}

test('a pipeline in TypeScript runs as it is', () => {
  const { code, out, err } = tiphys(folder, 'run', 'pipeline.ts', '-p', 'who=Bob', '--json');
  expect(err).not.toContain('warning');
  expect(code).toBe(0);
  expect(JSON.parse(out)).toMatchObject({ phase: 'Succeeded', outputs: { said: 'HELLO BOB' } });
});

test('it compiles to a manifest whose function runs in the image of the launcher', () => {
  const { code, out } = tiphys(folder, 'compile', 'pipeline.ts', '--launcher-image', 'own/launcher:1');
  expect(code).toBe(0);
  expect(out).not.toMatch(/image: (?!own\/launcher:1)/);
});

test('--emit ir gives what KFP takes, and compiles like the source', () => {
  const ir = tiphys(folder, 'compile', 'pipeline.ts', '--emit', 'ir', '-o', 'pipeline.yaml');
  expect(ir).toMatchObject({ code: 0, out: '' });
  expect(readFileSync(join(folder, 'pipeline.yaml'), 'utf8')).toMatch(/^schemaVersion: 2[.]1[.]0$/m);
  expect(tiphys(folder, 'compile', 'pipeline.yaml').out).toBe(tiphys(folder, 'compile', 'pipeline.ts').out);
});

test.each([
  [
    'wrong.ts',
    /^error SDK-008 wrong[.]ts:15:\d+\nThe component "say" has no input "waht"[.]\nhint: Did you mean "what"/,
  ],
  ['throws.ts', /^error SDK-020 throws[.]ts:2:7\nthrows[.]ts throws while it is loaded: no licence\nhint: node throws/],
  ['broken.ts', /^error SDK-020 broken[.]ts:2:8\nbroken[.]ts cannot be loaded: Expected/],
  ['a b/outer.ts', /^error SDK-020 broken[.]ts:2:8\na b[/]outer[.]ts cannot be loaded: Expected/],
  ['misspelt.ts', /^error SDK-020\nmisspelt[.]ts cannot be loaded: Cannot find package 'left-pda'/],
  ['none.ts', /^error SDK-021\s.*exports no pipeline/s],
  ['two.ts', /^error SDK-021\s.*exports several pipelines: one, two/s],
])('%s is refused where the fault is', (file, message) => {
  const { code, err } = tiphys(folder, 'lint', file);
  expect(err).toMatch(message);
  expect(code).toBe(1);
});

test('types of a compiled pipeline make it a task of another', () => {
  const compiled = resolve(packageFolder, '..', '..', 'examples', 'hello', 'pipeline.yaml');
  const made = tiphys(folder, 'types', compiled, '-o', 'nested/hello.ts');
  expect(made).toEqual({ code: 0, out: '', err: '' });
  expect(readFileSync(join(folder, 'nested', 'hello.ts'), 'utf8')).toContain(
    `file: '${relative(join(folder, 'nested'), compiled)}'`,
  );
  writeFileSync(
    join(folder, 'outer.ts'),
    `import { pipeline, string } from '@tiphys/sdk';
import * as made from './nested/hello.ts';
const [hello] = Object.values(made);
export default pipeline({ name: 'outer', define: (p) => void p.task(hello, { name: 'Bob' }) });
`,
  );
  const { code, out } = tiphys(folder, 'run', 'outer.ts', '--json');
  expect(JSON.parse(out)).toMatchObject({ phase: 'Succeeded' });
  expect(code).toBe(0);
});

test('types refuses what no module could load, and tells what is wrong with a file', () => {
  expect(tiphys(folder, 'types', 'pipeline.ts')).toMatchObject({ code: 2, out: '' });
  writeFileSync(join(folder, 'wrong.yaml'), 'pipelineInfo: {}\n');
  const { code, err } = tiphys(folder, 'types', 'wrong.yaml');
  expect(err).toMatch(/^error IR-\d+ wrong[.]yaml:1:/);
  expect(code).toBe(1);
});

test('without the SDK, the command says what to install', () => {
  const { code, err } = tiphys(outside, 'compile', 'pipeline.ts');
  expect(err).toMatch(/pipeline[.]ts needs @tiphys\/sdk, which is not installed beside it\nhint: npm install/);
  expect(code).toBe(2);
});
