import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { JsonObject } from '@tiphys/diagnostics';
import { DiagnosticsError } from '@tiphys/diagnostics';
import { loadPipeline, validatePipeline } from '@tiphys/ir';
import { afterEach, expect, test } from 'vitest';
import { compilePipeline } from './compile.ts';
import * as sdk from './index.ts';
import { component, integer, pipeline, string } from './index.ts';
import words, { splitText } from './testing/words.ts';

const run = promisify(execFile);
const folders: string[] = [];
afterEach(() => Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true }))));

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'tiphys-sdk-'));
  folders.push(folder);
  return folder;
}

interface Containers {
  readonly [label: string]: { readonly container: { readonly image: string; readonly command: readonly string[] } };
}

async function commandsOf(
  made: Parameters<typeof compilePipeline>[0],
): Promise<Readonly<Record<string, readonly string[]>>> {
  const { spec } = await compilePipeline(made);
  const { executors } = spec['deploymentSpec'] as unknown as { readonly executors: Containers };
  return Object.fromEntries(Object.entries(executors).map(([label, { container }]) => [label, container.command]));
}

/** Runs a command as a launcher would, and gives what it wrote. */
async function runCommand([, ...args]: readonly string[] = [], inputs: JsonObject): Promise<unknown> {
  const folder = await temporaryFolder();
  const artifact = (name: string): JsonObject => ({ artifacts: [{ name, uri: join(folder, name) }] });
  const outputFile = join(folder, 'output_metadata.json');
  const outputs = { artifacts: { words: artifact('words'), page: artifact('page') }, outputFile };
  // A folder without modules: whatever the function imports has to be in the bundle.
  await run(process.execPath, [...args, '--executor_input', JSON.stringify({ inputs, outputs })], { cwd: folder });
  return {
    ...(JSON.parse(await readFile(outputFile, 'utf8')) as object),
    page: await readFile(join(folder, 'page'), 'utf8').catch(() => undefined),
  };
}

test('the IR of a pipeline of functions is valid, and the same every time', async () => {
  const { yaml } = await compilePipeline(words);
  const { pipeline: loaded, diagnostics } = loadPipeline(new TextEncoder().encode(yaml), { file: 'words.yaml' });
  expect(diagnostics).toEqual([]);
  expect(loaded && validatePipeline(loaded)).toEqual([]);
  expect((await compilePipeline(words)).yaml).toBe(yaml);
});

test('a bundled function runs alone, with what it imports', async () => {
  const commands = await commandsOf(words);
  const made = await runCommand(commands['exec-report'], { parameterValues: { shares: [0.25, 0.5] } });
  expect(made).toMatchObject({ parameterValues: { best: 0.5 }, page: '# NO TITLE\n\n{"shares":[0.25,0.5]}\n' });
});

test('defaults hold where nothing is given, and metadata comes back', async () => {
  const commands = await commandsOf(words);
  const made = await runCommand(commands['exec-split-text'], { parameterValues: { sentence: 'a bc' } });
  expect(made).toMatchObject({
    parameterValues: { lengths: [1, 2] },
    artifacts: { words: { artifacts: [{ name: 'words', metadata: { parts: 2 } }] } },
  });
});

test('an input that the declaration does not allow fails the task, and so does an exception', async () => {
  const commands = await commandsOf(words);
  await expect(runCommand(commands['exec-split-text'], { parameterValues: { sentence: 3 } })).rejects.toThrow(
    'the input sentence of split-text is a value of type string, not 3',
  );
  await expect(runCommand(commands['exec-say'], {})).rejects.toThrow(
    'the input what of say is a value of type string, not nothing',
  );
});

test('the bundle of an exported function holds nothing else of its module', async () => {
  const commands = await commandsOf(words);
  const sizes = Object.fromEntries(
    Object.entries(commands).map(([label, command]) => [label, command.join('').length]),
  );
  expect(sizes['exec-split-text']).toBeLessThan((sizes['exec-score'] ?? 0) * 0.8);
});

test('the function itself can be called', async () => {
  const folder = await temporaryFolder();
  const dataset = {
    type: 'system.Dataset',
    name: 'words',
    uri: '',
    path: join(folder, 'words'),
    metadata: {},
  } as const;
  expect(await splitText.run({ sentence: 'a bc', parts: 1 }, { words: dataset })).toEqual({ lengths: [1, 2] });
  expect(await readFile(dataset.path, 'utf8')).toBe('a\nbc');
});

test('whatever a module imports of the package is there in a function', async () => {
  const file = join(await temporaryFolder(), 'all.ts');
  const names = Object.keys(sdk);
  await writeFile(
    file,
    `import { ${names.join(', ')} } from '@tiphys/sdk';
export const all = [${names.filter((name) => name !== 'component').join(', ')}];
component({ name: 'count', outputs: { count: integer }, run: () => ({ count: all.length }) });
createPvc.inputs.size.describe(text\`x\`);
`,
  );
  const count = component({ name: 'count', outputs: { count: integer }, file, run: () => ({ count: 0 }) });
  const made = pipeline({ name: 'all', define: (p) => void p.task(count, {}) });
  const commands = await commandsOf(made);
  expect(await runCommand(commands['exec-count'], {})).toMatchObject({ parameterValues: { count: names.length - 1 } });
});

test('SDK-016: a module that esbuild refuses is named with the reason', async () => {
  const broken = component({ name: 'broken', file: join(import.meta.dirname, 'nowhere.ts'), run: () => undefined });
  const made = pipeline({ name: 'broken', define: (p) => void p.task(broken, {}) });
  await expect(compilePipeline(made)).rejects.toThrow(DiagnosticsError);
  await expect(compilePipeline(made)).rejects.toThrow(/The function of "broken" cannot be bundled: ENOENT/);
});

test('SDK-017: a bundle that fits into no manifest is refused', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'large.ts');
  const { randomBytes } = await import('node:crypto');
  const text = randomBytes(600 * 1024).toString('base64');
  await writeFile(
    file,
    `import { component } from '@tiphys/sdk';\ncomponent({ name: 'large', run: () => '${text}' });\n`,
  );
  const large = component({ name: 'large', outputs: { it: string }, file, run: () => ({ it: '' }) });
  const made = pipeline({ name: 'large', define: (p) => void p.task(large, {}) });
  await expect(compilePipeline(made)).rejects.toThrow(
    /The function of "large" is \d+ bytes when bundled and packed; 524288 is the limit/,
  );
});
