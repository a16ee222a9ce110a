import { spawnSync } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeTestDirectory } from '../testing/run-fixture.ts';
import { unwrapComponent } from './unwrap-component.ts';

const source = "\nimport kfp\n\ndef f():\n    print('it''s $0 %s \\n', \"$(false)\")\n\n";
const rest = ['--executor_input', '{"inputs":{}}', '--function_to_execute', 'f'];
const start = 'program_path=$(mktemp -d)\n\nprintf "%s" "$0" > "$program_path/ephemeral_component.py"\n';
const end = `                        --component_module_path                         "$program_path/ephemeral_component.py"                         "$@"\n`;
const current = `${start}_KFP_RUNTIME=true python3 -m kfp.dsl.executor_main ${end}`;
const old = `${start}python3 -m kfp.components.executor_main ${end}`;

/** A folder with a `python3` that says how it was called, and the environment of a command that finds it. */
async function fakePython(): Promise<{ readonly workdir: string; readonly env: Record<string, string> }> {
  const directory = await makeTestDirectory();
  const [bin, workdir, temporary] = ['bin', 'work', 'tmp'].map((name) => join(directory, name)) as [
    string,
    string,
    string,
  ];
  for (const folder of [bin, workdir, temporary]) await mkdir(folder);
  const script = `#!${process.execPath}
const { readFileSync, statSync } = require('node:fs');
const { dirname } = require('node:path');
const words = process.argv.slice(2);
const file = words[words.indexOf('--component_module_path') + 1];
const { _: _last, SHLVL: _depth, OLDPWD: _before, ...env } = process.env;
console.log(JSON.stringify({
  words: words.map((word) => word.replace(/tmp\\.\\w+/, 'tmp.X')), env, cwd: process.cwd(),
  text: readFileSync(file, 'utf8'), mode: statSync(dirname(file)).mode,
}));
process.exitCode = 7;
`;
  await writeFile(join(bin, 'python3'), script);
  await chmod(join(bin, 'python3'), 0o755);
  return { workdir, env: { PATH: `${bin}:/usr/bin:/bin`, TMPDIR: temporary, A: '1', PWD: '/elsewhere' } };
}

test.each([
  ['of today', current],
  ['of SDK 1.8', old],
])('a component %s sees the same as behind its shell', async (_, script) => {
  const { workdir, env } = await fakePython();
  const wrapped = { argv: ['sh', '-ec', script, source, ...rest], env };
  const unwrapped = await unwrapComponent(wrapped, workdir);
  expect(unwrapped.argv[0]).toBe('python3');
  const [before, after] = [wrapped, unwrapped].map(({ argv: [program = '', ...args], env: environment }) => {
    const { status, stdout } = spawnSync(program, args, { cwd: workdir, env: environment, encoding: 'utf8' });
    return { status, seen: JSON.parse(stdout) as Record<string, unknown> };
  });
  expect(after).toEqual(before);
  expect(after).toMatchObject({ status: 7, seen: { text: source, cwd: workdir } });
});

test.each([
  ['another script', ['sh', '-ec', `${current}echo done\n`, source]],
  ['another shell', ['bash', '-ec', current, source]],
  ['a source that no system takes as an argument', ['sh', '-ec', current, 'x'.repeat(128 * 1024)]],
])('%s stays as it is', async (_, argv) => {
  const command = { argv, env: {} };
  expect(await unwrapComponent(command, '/')).toBe(command);
});

test('where no folder can be made, the shell says why', async () => {
  const command = { argv: ['sh', '-ec', current, source], env: { TMPDIR: '/not/there' } };
  expect(await unwrapComponent(command, '/')).toBe(command);
});
