import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { main } from './command-line.ts';
import { createTestIo } from './testing/test-io.ts';
import type { TestIo, TestIoOptions } from './testing/test-io.ts';
import { version } from './version.ts';

const examples = fileURLToPath(new URL('../../../examples', import.meta.url));
const hello = join(examples, 'hello/pipeline.yaml');

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tiphys-cli-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function call(argv: readonly string[], options: TestIoOptions = {}): Promise<TestIo & { readonly code: number }> {
  const io = createTestIo({ cwd: directory, ...options });
  const code = await main(argv, io);
  return { ...io, code };
}

describe('the command line itself', () => {
  test('prints its version, which is that of the package', async () => {
    const { code, out } = await call(['--version']);
    expect([code, out()]).toEqual([0, `${version}\n`]);
    const manifest = await readFile(new URL('../package.json', import.meta.url), 'utf8');
    expect(version).toBe((JSON.parse(manifest) as { version: string }).version);
  });

  test.each(['compile', 'run', 'explain', 'lint', 'completion'])('%s --help has examples', async (command) => {
    const { code, out, err } = await call([command, '--help']);
    expect(code).toBe(0);
    expect(err()).toBe('');
    expect(out()).toContain(`Usage: tiphys ${command}`);
    expect(out()).toMatch(/\nExamples:\n {2}\S/);
  });

  test('without a command it prints the help on stderr and ends with 2', async () => {
    const { code, out, err } = await call([]);
    expect([code, out()]).toEqual([2, '']);
    expect(err()).toContain('Usage: tiphys');
  });

  test.each([
    ['an unknown command', ['compyle', 'x.yaml'], 'Did you mean compile?'],
    ['an unknown flag', ['compile', 'x.yaml', '--outputt', 'y'], 'Did you mean --output?'],
    ['a missing file', ['compile'], "missing required argument 'file'"],
    ['an argument too many', ['compile', 'a.yaml', 'b.yaml'], 'too many arguments'],
    ['a bad choice', ['compile', 'a.yaml', '--kind', 'pod'], 'Allowed choices are workflow'],
    ['a bad number', ['run', 'a.yaml', '--max-parallel', '0'], 'A whole number from 1 on is needed.'],
    ['two formats', ['lint', 'a.yaml', '--json', '--sarif'], 'cannot be used with'],
    ['a file that is not there', ['compile', 'nowhere.yaml'], 'cannot read nowhere.yaml: there is no such file'],
    ['a directory', ['compile', '.'], 'cannot read .: it is a directory'],
    ['a TypeScript file that is not there', ['compile', 'nowhere.ts'], 'cannot read nowhere.ts: there is no such file'],
    ['Python', ['run', 'pipeline.py'], 'kfp dsl compile --py pipeline.py'],
    ['an unknown backend', ['compile', hello, '--backend', 'agro'], 'did you mean argo?'],
    [
      'a configuration that is not there',
      ['compile', hello, '--config', 'x'],
      'configuration x: there is no such file',
    ],
    ['a cron workflow without a schedule', ['compile', hello, '--kind', 'cron-workflow'], 'needs a schedule'],
    ['a schedule without a cron workflow', ['compile', hello, '--schedule', '@daily'], 'go with --kind cron-workflow'],
    ['an unknown Argo', ['compile', hello, '--argo-version', '2.12'], '--argo-version 2.12 is not known'],
    ['a root that is no store', ['compile', hello, '--pipeline-root', '/tmp/x'], 'minio://bucket/prefix'],
    ['an image without a name', ['compile', hello, '--launcher-image', ''], '"" is not the name of an image'],
    ['-p without a value', ['run', hello, '-p', 'name'], '-p name is not NAME=VALUE'],
    ['a broken zip', ['compile', 'broken.zip'], 'broken zip archive'],
    ['a zip without a pipeline', ['compile', 'empty.zip'], 'no .yaml, .yml or .json file'],
    ['a zip of several', ['compile', 'two.zip'], 'a.yaml, b.yaml'],
  ])('refuses %s with exit code 2, one message and no stack trace', async (_, argv, message) => {
    await writeFile(join(directory, 'broken.zip'), Uint8Array.of(0x50, 0x4b, 3, 4, 1, 2, 3));
    await writeFile(join(directory, 'empty.zip'), zipSync({ 'readme.txt': strToU8('x') }));
    await writeFile(join(directory, 'two.zip'), zipSync({ 'a.yaml': strToU8('a'), 'b.yaml': strToU8('b') }));
    const { code, out, err } = await call(argv);
    expect(code).toBe(2);
    expect(out()).toBe('');
    expect(err()).toContain(message);
    expect(err()).not.toMatch(/\n\s+at /);
  });
});

describe('compile', () => {
  test('prints the manifest on stdout', async () => {
    const { code, out, err } = await call(['compile', hello]);
    expect([code, err()]).toEqual([0, '']);
    expect(out()).toMatch(/^kind: "?Workflow"?$/m);
  });

  test('writes the same bytes to a file, in directories that it makes', async () => {
    const printed = await call(['compile', hello]);
    const { code, out } = await call(['compile', hello, '-o', 'made/here/workflow.yaml']);
    expect([code, out()]).toEqual([0, '']);
    expect(await readFile(join(directory, 'made/here/workflow.yaml'), 'utf8')).toBe(printed.out());
  });

  test('reads stdin, JSON and zip archives', async () => {
    const yaml = await readFile(hello, 'utf8');
    const expected = (await call(['compile', hello])).out();
    expect((await call(['compile', '-'], { stdin: yaml })).out()).toBe(expected);
    await writeFile(join(directory, 'p.zip'), zipSync({ 'pipeline.yaml': strToU8(yaml), 'readme.txt': strToU8('x') }));
    expect((await call(['compile', 'p.zip'])).out()).toBe(expected);
  });

  test('makes a template', async () => {
    const { out } = await call(['compile', hello, '--kind', 'workflow-template']);
    expect(out()).toMatch(/^kind: "?WorkflowTemplate"?$/m);
  });

  test('prints the plan and the report as JSON', async () => {
    const plan = JSON.parse((await call(['compile', hello, '--emit', 'plan'])).out()) as Record<string, unknown>;
    expect(plan).toMatchObject({ kind: 'plan', v: 1, pipeline: { name: 'hello' } });
    const report = JSON.parse((await call(['compile', hello, '--emit', 'report'])).out()) as Record<string, unknown>;
    expect(report).toMatchObject({ pods: { min: 2, max: 2 } });
  });

  test('puts the store and the launcher where they are wanted', async () => {
    const argv = ['compile', hello, '--pipeline-root', 's3://bucket/root', '--launcher-image', 'registry/launcher:1'];
    const { out } = await call(argv);
    expect(out()).toContain('s3://bucket/root');
    expect(out()).toContain('registry/launcher:1');
  });
});

describe('bad input', () => {
  const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d, 0x49, 0x48, 0x44, 0x52);
  const edited = async (from: string, to: string): Promise<string> => {
    const text = await readFile(hello, 'utf8');
    expect(text).toContain(from);
    return text.replace(from, to);
  };

  test.each([
    ['an empty file', async () => ''],
    ['a PNG', async () => png],
    ['broken YAML', async () => edited('root:\n', 'root: [\n')],
    ['an unknown component', async () => edited('name: comp-shout', 'name: comp-shuot')],
    ['a cycle', async () => edited('        inputs:\n', '        dependentTasks:\n        - shout\n        inputs:\n')],
    [
      'an input of another type',
      async () => edited('name:\n          parameterType: STRING', 'name:\n          parameterType: NUMBER_INTEGER'),
    ],
    [
      'a constant of the wrong type',
      async () =>
        (
          await edited('name:\n          parameterType: STRING', 'name:\n          parameterType: NUMBER_INTEGER')
        ).replace('componentInputParameter: name', 'runtimeValue: {constant: three}'),
    ],
  ])('%s: a place, a hint, exit code 1 and no stack trace', async (_, content) => {
    await writeFile(join(directory, 'bad.yaml'), await content());
    for (const command of ['compile', 'run', 'lint', 'explain']) {
      const { code, out, err } = await call([command, 'bad.yaml']);
      expect(code, command).toBe(1);
      expect(out()).toBe('');
      expect(err()).toMatch(/^error [A-Z]+-\d+ bad\.yaml:\d+:\d+/m);
      expect(err()).toMatch(/^hint: \S/m);
      expect(err()).not.toMatch(/\n\s+at .*:\d+:\d+\)?$/m);
    }
  });
});
