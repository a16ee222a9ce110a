import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { environmentName } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { parseJson, printJson } from '@tiphys/diagnostics';
import { listExecutions } from '@tiphys/metadata';
import { openStore } from '@tiphys/storage';
import { build } from 'esbuild';
import { expect } from 'vitest';
import type { Bed, Ran } from './task-fixture.ts';
import { contractEnvironment, withBed } from './task-fixture.ts';

const launcher = fileURLToPath(new URL('../../../launcher/src/main.ts', import.meta.url));
let bundled: Promise<string> | undefined;

/** The launcher as one script, as pods have it, but of the sources as they are now. */
async function bundle(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tiphys-launcher-bundle-'));
  process.once('exit', () => void rm(directory, { recursive: true, force: true }));
  const outfile = join(directory, 'launcher.cjs');
  await build({
    entryPoints: [launcher],
    outfile,
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node24',
    conditions: ['@tiphys/source'],
    logLevel: 'error',
  });
  return outfile;
}

/** What a task left behind, without what differs from run to run. */
interface Left {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly record: unknown;
  readonly published: Readonly<Record<string, string>>;
}

/**
 * A bed that runs each task twice: in this process, and by the launcher as a program with a store of its own. Both have to leave the
 * same: exit code, output, warnings, record, and what is published to Argo.
 */
export async function withTwinBed(test: (bed: Bed) => Promise<void>): Promise<void> {
  const script = await (bundled ??= bundle());
  await withBed(async (bed) => {
    const root = `file://${bed.directory}/launcher-store`;
    let pods = 0;
    const run: Bed['run'] = async (spec, input = {}, more = {}) => {
      const before = bed.warnings.length;
      const ran = await bed.run(spec, input, more);
      const base = join(bed.directory, `launcher-${++pods}`);
      const ended = await start(script, bed.directory, {
        ...more.env,
        ...contractEnvironment(spec, input, more.context),
        [environmentName.store]: JSON.stringify({ root }),
        TIPHYS_BASE: base,
      });
      const records = await listExecutions(openStore({ root }), ran.result.record.run.uid);
      const record = records.find(({ id }) => id === ran.result.record.id);
      const warnings = bed.warnings.slice(before);
      const here = await left(ran.base, [bed.store.root, root], {
        ...inProcess(ran, warnings),
        record: ran.result.record,
      });
      expect(await left(base, [bed.store.root, root], { ...ended, record })).toEqual(here);
      return ran;
    };
    await test({ ...bed, run });
  });
}

/** What the launcher would have written. */
function inProcess(
  { result, stdout, stderr }: Ran,
  warnings: readonly string[],
): { readonly exitCode: number; readonly stdout: string; readonly stderr: string } {
  const said = [
    ...warnings.map((text) => `warning: ${text}`),
    ...(result.message === undefined ? [] : [result.message]),
  ];
  return { exitCode: result.exitCode, stdout, stderr: stderr + said.map((text) => `tiphys: ${text}\n`).join('') };
}

async function start(
  script: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>>,
): Promise<{ readonly exitCode: number; readonly stdout: string; readonly stderr: string }> {
  const child = spawn(process.execPath, [script, 'run'], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
  const exitCode = await new Promise<number>((resolve) => child.once('close', (code) => resolve(code ?? -1)));
  return { exitCode, stdout, stderr };
}

async function left(
  base: string,
  roots: readonly string[],
  { record, stderr, ...ended }: Omit<Left, 'published'>,
): Promise<Left> {
  const names = await readdir(join(base, 'out')).catch(() => []);
  const published = await Promise.all(
    names.map(async (name) => [name, await readFile(join(base, 'out', name), 'utf8')] as const),
  );
  // Warnings come while the command writes: their place among its lines is chance.
  const lines = stderr.split('\n').sort();
  const all: Left = { ...ended, record, stderr: lines.join('\n'), published: Object.fromEntries(published.sort()) };
  // Not JSON.stringify: numbers may be too long for it.
  return parseJson(settled(printJson(all as unknown as JsonValue), base, roots)) as unknown as Left;
}

/** Times, random names and the places of this run under one name each. */
function settled(text: string, base: string, roots: readonly string[]): string {
  return roots
    .reduce((rest, root) => rest.replaceAll(root, 'STORE'), text)
    .replaceAll(base, 'BASE')
    .replace(/\d{4}-\d\d-\d\d[T ][\d:.,]+Z?/g, 'TIME')
    .replace(/executor-logs\/\w+/g, 'executor-logs')
    .replace(/\/tmp\/tmp\.\w+/g, 'TMP');
}
