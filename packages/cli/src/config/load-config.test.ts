import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DiagnosticsError } from '@tiphys/diagnostics';
import { findConfig } from './find-config.ts';
import { loadConfig } from './load-config.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'tiphys-config-'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

async function write(files: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, text] of Object.entries(files)) {
    await mkdir(dirname(join(folder, name)), { recursive: true });
    await writeFile(join(folder, name), text);
  }
}

const load = (pipeline: string, choice?: string | false) =>
  loadConfig(pipeline, choice, { cwd: folder, userId: process.getuid?.() });

/** Codes and messages of a configuration that is refused. */
async function refused(promise: Promise<unknown>): Promise<readonly string[]> {
  const error: unknown = await promise.then(() => undefined).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(DiagnosticsError);
  return (error as DiagnosticsError).diagnostics.map(({ code, message }) => `${code} ${message}`);
}

describe('which file', () => {
  test('the nearest one above the pipeline, not above the working directory', async () => {
    await write({
      'tiphys.config.json': '{ "argoVersion": "3.5" }',
      'team/tiphys.config.json': '{ "argoVersion": "3.6" }',
      'team/a/b/pipeline.yaml': '',
      'other/pipeline.yaml': '',
    });
    expect(await load('team/a/b/pipeline.yaml')).toEqual({
      config: { argoVersion: '3.6' },
      file: 'team/tiphys.config.json',
      folder: join(folder, 'team'),
    });
    expect((await load('other/pipeline.yaml')).config).toEqual({ argoVersion: '3.5' });
  });

  test('stdin has the working directory', async () => {
    await write({ 'tiphys.config.json': '{ "argoVersion": "3.5" }' });
    expect((await load('-')).file).toBe('tiphys.config.json');
  });

  test('a repository ends the search', async () => {
    await write({ 'tiphys.config.json': '{}', 'repository/.git/HEAD': '', 'repository/a/pipeline.yaml': '' });
    expect(await load('repository/a/pipeline.yaml')).toEqual({ config: {}, folder });
  });

  test('--config names another, --no-config none', async () => {
    await write({ 'tiphys.config.json': '{ "argoVersion": "3.5" }', 'other.json': '{ "argoVersion": "3.6" }' });
    expect((await load('pipeline.yaml', 'other.json')).config).toEqual({ argoVersion: '3.6' });
    expect(await load('pipeline.yaml', false)).toEqual({ config: {}, folder });
    await expect(load('pipeline.yaml', 'none.json')).rejects.toThrow('cannot read the configuration none.json');
  });

  test('CFG-006: two in one folder', async () => {
    await write({ 'tiphys.config.json': '{}', 'tiphys.config.mjs': 'export default {};' });
    expect(await refused(load('pipeline.yaml'))).toEqual([
      'CFG-006 There are several configurations: tiphys.config.mjs, tiphys.config.json',
    ]);
  });
});

describe('whose file', () => {
  const me = process.getuid?.();

  test("a file of the user, or of the first folder's owner, is trusted", async () => {
    await write({ 'tiphys.config.json': '{}', 'a/pipeline.yaml': '' });
    const stranger = (me ?? 0) + 1;
    expect(await findConfig(folder, me)).toMatchObject({ foreign: [] });
    // The owner of the folder with the pipeline owns the file as well.
    expect(await findConfig(join(folder, 'a'), stranger)).toMatchObject({ foreign: [] });
  });

  test.skipIf(me !== 0)('CFG-005: a file that another user left on the way up is not run', async () => {
    const { chown } = await import('node:fs/promises');
    await write({ 'tiphys.config.mjs': 'globalThis.strangerRan = true; export default {};', 'a/pipeline.yaml': '' });
    await chown(join(folder, 'tiphys.config.mjs'), 12345, 12345);
    expect(await refused(load('a/pipeline.yaml'))).toEqual([
      'CFG-005 tiphys.config.mjs is code of another user of this machine, and was not run',
    ]);
    expect(globalThis).not.toHaveProperty('strangerRan');
    expect((await load('a/pipeline.yaml', 'tiphys.config.mjs')).config).toEqual({});
  });

  test.skipIf(me === 0)('a file that may not be read is a mistake of the call', async () => {
    await write({ 'tiphys.config.json': '{}' });
    await chmod(join(folder, 'tiphys.config.json'), 0o000);
    await expect(load('pipeline.yaml')).rejects.toThrow('cannot read the configuration tiphys.config.json');
  });
});

describe('what is in it', () => {
  test.each([
    ['tiphys.config.mjs', 'export default { argoVersion: "3.7" };'],
    ['tiphys.config.json', '{ "argoVersion": "3.7" }'],
  ])('%s', async (name, text) => {
    await write({ [name]: text });
    expect((await load('pipeline.yaml')).config).toEqual({ argoVersion: '3.7' });
  });

  test('CFG-001: a file that throws, with the line', async () => {
    await write({ 'tiphys.config.mjs': '\n\nthrow new Error("no such team");' });
    expect(await refused(load('pipeline.yaml'))).toEqual([
      'CFG-001 tiphys.config.mjs cannot be loaded: no such team (line 3)',
    ]);
  });

  test('CFG-001: a file that does not parse', async () => {
    await write({ 'tiphys.config.json': '{' });
    expect((await refused(load('pipeline.yaml')))[0]).toMatch(/^CFG-001 tiphys[.]config[.]json cannot be loaded: /);
  });

  test('CFG-002, CFG-003: faults name the file', async () => {
    await write({ 'a/tiphys.config.json': '[]', 'b/tiphys.config.json': '{ "knd": 1 }' });
    expect(await refused(load('a/pipeline.yaml'))).toEqual([
      'CFG-002 a/tiphys.config.json gives a list as its configuration, and an object is needed',
    ]);
    expect(await refused(load('b/pipeline.yaml'))).toEqual([
      'CFG-003 b/tiphys.config.json sets "knd", which is not known',
    ]);
  });
});
