import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, expect, onTestFinished, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

const packageFolder = resolve(import.meta.dirname, '..', '..');
const hello = resolve(packageFolder, '..', '..', 'examples', 'hello', 'pipeline.yaml');
const folders: string[] = [];

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

/** A folder beside which the SDK is installed. */
function project(files: Readonly<Record<string, string>>): string {
  mkdirSync(join(packageFolder, '.cache'), { recursive: true });
  const folder = mkdtempSync(join(packageFolder, '.cache', 'watch-'));
  folders.push(folder);
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

/** A command that goes on; `until` waits for a text that it has not printed before the last call. */
function start(
  cwd: string,
  ...argv: readonly string[]
): { readonly until: (text: string) => Promise<string>; readonly interrupt: () => Promise<unknown> } {
  const program = ['--conditions=@tiphys/source', resolve(packageFolder, 'src', 'main.ts')];
  const child = spawn(process.execPath, [...program, ...argv], { cwd, stdio: ['ignore', 'pipe', 'pipe'] });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
  let printed = '';
  const append = (data: Buffer): void => {
    printed += data.toString();
  };
  child.stdout.on('data', append);
  child.stderr.on('data', append);
  return {
    async until(text) {
      while (!printed.includes(text)) await Promise.race([once(child.stdout, 'data'), once(child.stderr, 'data')]);
      const before = printed;
      printed = '';
      return before;
    },
    async interrupt() {
      child.kill('SIGINT');
      const [code] = (await once(child, 'close')) as [number];
      return code;
    },
  };
}

const pipeline = `import { loadComponent, pipeline, string } from '@tiphys/sdk';
import { who } from './who.ts';
const hello = loadComponent({ file: './hello.yaml' });
export default pipeline({ name: 'watched', define: (p) => void p.task(hello, { name: who }) });
`;

test('compile --watch writes the manifest again when the pipeline, a module of it or a component has changed', async () => {
  const folder = project({ 'pipeline.ts': pipeline, 'who.ts': "export const who: string = 'Ada';\n" });
  cpSync(hello, join(folder, 'hello.yaml'));
  const manifest = (): string => readFileSync(join(folder, 'workflow.yaml'), 'utf8');
  const { until, interrupt } = start(folder, 'compile', 'pipeline.ts', '-o', 'workflow.yaml', '--watch');
  expect(await until('Ctrl+C')).toMatch(/watching \d+ files/);
  expect(manifest()).toContain('Ada');

  writeFileSync(join(folder, 'who.ts'), "export const who: string = 'Bob';\n");
  await until('Ctrl+C');
  expect(manifest()).toContain('Bob');

  // As editors do it: a new file takes the place of the old one.
  writeFileSync(join(folder, 'new'), pipeline.replace('watched', 'Not a Name'));
  renameSync(join(folder, 'new'), join(folder, 'pipeline.ts'));
  expect(await until('Ctrl+C')).toContain('error SDK-');

  // What was read before still counts.
  writeFileSync(join(folder, 'hello.yaml'), readFileSync(hello, 'utf8').replaceAll('busybox', 'alpine'));
  await until('Ctrl+C');
  expect(await interrupt()).toBe(130);
}, 120_000);

test('run --watch tells a run that is going on to end, and runs what is new', async () => {
  const waiting = (seconds: number): string => `import { containerComponent, pipeline } from '@tiphys/sdk';
const wait = containerComponent({ name: 'wait', image: 'busybox', command: ['sh', '-c', 'echo begun; exec sleep ${seconds}'] });
export default pipeline({ name: 'waits', define: (p) => void p.task(wait, {}) });
`;
  const folder = project({ 'pipeline.ts': waiting(600) });
  const { until, interrupt } = start(folder, '--verbose', 'run', 'pipeline.ts', '--watch');
  await until('begun');
  writeFileSync(join(folder, 'pipeline.ts'), waiting(0));
  expect(await until('Ctrl+C')).toMatch(/Succeeded/i);
  expect(await interrupt()).toBe(130);
}, 120_000);

test('what cannot change is not watched', async () => {
  const io = createTestIo({});
  expect(await main(['compile', '-', '--watch'], io)).toBe(2);
  expect(io.err()).toContain('--watch needs a FILE');
});
