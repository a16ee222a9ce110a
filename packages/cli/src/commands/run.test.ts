import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../command-line.ts';
import type { CliIo } from '../io.ts';
import { createTestIo } from '../testing/test-io.ts';
import type { TestIo } from '../testing/test-io.ts';

const examples = fileURLToPath(new URL('../../../../examples', import.meta.url));
const hello = join(examples, 'hello/pipeline.yaml');

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tiphys-run-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

function testIo(): TestIo {
  const { PATH = '/usr/bin:/bin' } = process.env;
  return createTestIo({ cwd: directory, env: { PATH } });
}

async function run(...argv: readonly string[]): Promise<{ code: number; out: string; err: string }> {
  const io = testIo();
  const code = await main(['run', ...argv], io);
  return { code, out: io.out(), err: io.err() };
}

/** A pipeline of one task that runs a script. */
async function scriptPipeline(script: string): Promise<string> {
  const file = join(directory, 'script.yaml');
  const text = [
    'pipelineInfo: {name: script}',
    'schemaVersion: 2.1.0',
    'components: {comp-work: {executorLabel: exec-work}}',
    `deploymentSpec: {executors: {exec-work: {container: {image: i, command: [sh, -c, ${JSON.stringify(script)}]}}}}`,
    'root:',
    '  dag: {tasks: {work: {componentRef: {name: comp-work}, taskInfo: {name: work}}}}',
    '  inputDefinitions: {parameters: {epochs: {parameterType: NUMBER_INTEGER}}}',
    '',
  ].join('\n');
  await writeFile(file, text);
  return file;
}

test('--json prints one document on stdout, and progress on stderr', async () => {
  const { code, out, err } = await run(hello, '-p', 'name=Ada', '--json');
  expect(code, err).toBe(0);
  const document = JSON.parse(out) as { run: string };
  expect(document.run).toMatch(/^hello-[a-z0-9]{5}$/);
  expect(document).toEqual({
    run: document.run,
    pipeline: 'hello',
    phase: 'Succeeded',
    outputs: { Output: 'HELLO, ADA!' },
    tasks: {
      greet: {
        phase: 'Succeeded',
        cached: false,
        attempts: 1,
        exitCode: 0,
        parameters: { greeting: 'Hello, Ada!' },
        artifacts: {},
      },
      shout: {
        phase: 'Succeeded',
        cached: false,
        attempts: 1,
        exitCode: 0,
        parameters: { loud: 'HELLO, ADA!' },
        artifacts: {},
      },
    },
  });
  expect(err).toMatch(/^\d\d:\d\d:\d\d greet started\n\d\d:\d\d:\d\d greet succeeded/);
});

test('for people: the outputs, and where things are', async () => {
  const { code, out } = await run(hello, '-p', 'name=Ada');
  expect(code).toBe(0);
  expect(out).toMatch(/^hello-\w{5} succeeded in /);
  expect(out).toContain('\nOutputs\n  Output  HELLO, ADA!\n');
  const logs = /logs +(\S+)/.exec(out)?.[1] ?? '';
  expect(await readFile(join(directory, logs, 'shout.log'), 'utf8')).toBe('HELLO, ADA!\n');
});

test('-v shows what a task prints while it runs, behind its path, and not in the results', async () => {
  const file = await scriptPipeline('echo to out; printf "to err" >&2');
  const { code, out, err } = await run('-v', file, '-p', 'epochs=1');
  expect(code).toBe(0);
  expect(
    err
      .split('\n')
      .filter((line) => line.includes(' | '))
      .toSorted(),
  ).toEqual(['work | to err', 'work | to out']);
  expect(out).not.toContain('to out');
  expect((await run(file, '-p', 'epochs=1', '--no-cache')).err).not.toContain('to out');
});

test('a second run takes what the first one stored, unless --no-cache', async () => {
  await run(hello, '-p', 'name=Ada');
  expect((await run(hello, '-p', 'name=Ada')).out).toContain('2 from the cache');
  expect((await run(hello, '-p', 'name=Ada', '--no-cache')).out).not.toContain('from the cache');
  expect((await run(hello, '-p', 'name=Ada', '--store', 'elsewhere')).out).not.toContain('from the cache');
});

test('a failure: exit code 1, one message with the end of the log', async () => {
  const file = await scriptPipeline('echo first; echo oops >&2; exit 3');
  const { code, out, err } = await run(file, '-p', 'epochs=1');
  expect(code).toBe(1);
  expect(out).toMatch(/^script-\w{5} failed in /);
  expect(err).toContain('✗ work: ');
  expect(err).toContain('  │ first\n');
  expect(err).toContain('  │ oops\n');
  expect(err).toMatch(/ {2}log: \.tiphys\/runs\/script-\w+\/logs\/work\.log\n/);
  const json = JSON.parse((await run(file, '-p', 'epochs=1', '--json')).out) as Record<string, unknown>;
  expect(json).toMatchObject({ phase: 'Failed', tasks: { work: { phase: 'Failed', exitCode: 3 } } });
});

test('parameters are checked before anything runs', async () => {
  const file = await scriptPipeline('touch ran');
  const missing = await run(file);
  expect([missing.code, missing.out]).toEqual([1, '']);
  expect(missing.err).toMatch(/^error CLI-002 .*script\.yaml:7:\d+ at root\.inputDefinitions\.parameters\.epochs/);
  expect(missing.err).toContain('hint: Add -p epochs=VALUE; it is an integer.');
  const wrong = await run(file, '-p', 'epochs=three');
  expect([wrong.code, wrong.out]).toEqual([1, '']);
  expect(wrong.err).toContain('error CLI-003');
  const unknown = await run(file, '-p', 'epochs=3', '-p', 'epoch=3');
  expect(unknown.err).toContain('hint: Did you mean "epochs"?');
});

test('a text of 100 KB arrives, whatever is in it', async () => {
  const params = join(directory, 'params.json');
  for (const text of ['{'.repeat(100_000), '<é"\\'.repeat(20_000)]) {
    await writeFile(params, JSON.stringify({ name: text }));
    const { code, out } = await run(hello, '--params-file', params, '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ tasks: { greet: { parameters: { greeting: `Hello, ${text}!` } } } });
  }
});

test('--params-file gives typed values, and -p wins', async () => {
  const params = join(directory, 'params.yaml');
  await writeFile(params, 'name: "1e3"\n');
  expect((await run(hello, '--params-file', params)).out).toContain('HELLO, 1E3!');
  expect((await run(hello, '--params-file', params, '-p', 'name=x')).out).toContain('HELLO, X!');
  await writeFile(params, 'name: 3\n');
  expect((await run(hello, '--params-file', params)).err).toContain('hint: Write name: "text" in the parameters file.');
  await writeFile(params, 'a: b: c\n');
  const { code, err } = await run(hello, '--params-file', params);
  expect([code, err]).toEqual([2, expect.stringMatching(/params\.yaml:1:\d+ is no YAML/)]);
});

test('--from-manifest runs what compile wrote', async () => {
  const manifest = join(directory, 'workflow.yaml');
  expect(await main(['compile', hello, '-o', manifest], testIo())).toBe(0);
  const { code, out } = await run(manifest, '--from-manifest', '-p', 'name=Ada');
  expect(code).toBe(0);
  expect(out).toContain('HELLO, ADA!');
  const bad = await run(manifest, '--from-manifest', '-p', 'nmae=Ada');
  expect([bad.code, bad.out]).toEqual([1, '']);
  expect(bad.err).toContain('hint: Did you mean "name"?');
});

test('an interruption ends the run with 130, a second one the process', async () => {
  const file = await scriptPipeline('trap "exit 0" TERM; echo up; while :; do sleep 0.05; done');
  const io = testIo();
  let interrupts = 0;
  const interruptible: CliIo = {
    ...io,
    stderr: {
      ...io.stderr,
      write: (text) => {
        io.stderr.write(text);
        if (!/work started|stopping/.test(text) || interrupts === 2) return;
        interrupts += 1;
        io.interrupt('SIGINT');
      },
    },
  };
  expect(await main(['run', file, '-p', 'epochs=1'], interruptible)).toBe(130);
  expect(io.exits).toEqual([130]);
  expect(io.err()).toContain('stopping: running tasks are told to end');
});

test('--resume goes on where a run failed, with its pipeline and parameters; --only runs one task again', async () => {
  const flag = join(directory, 'repaired');
  const file = await scriptPipeline(`echo run >> ${join(directory, 'log')}; test -e ${flag}`);
  const first = await run(file, '-p', 'epochs=3', '--json');
  expect(first.code).toBe(1);
  const { run: name } = JSON.parse(first.out) as { run: string };
  const told = await run(file, '-p', 'epochs=3');
  expect(told.out).toContain('tiphys run --resume script-');
  await writeFile(flag, '');
  const second = await run('--resume', name, '--json');
  expect(second.code, second.err).toBe(0);
  expect(JSON.parse(second.out)).toMatchObject({ run: name, phase: 'Succeeded' });
  const third = await run(file, '--resume', 'latest');
  expect(third.err).toContain('work succeeded before');
  const only = await run(file, '--resume', name, '--only', 'work', '--json');
  expect(JSON.parse(only.out)).toMatchObject({ phase: 'Succeeded', tasks: { work: { phase: 'Succeeded' } } });
  expect(await readFile(join(directory, 'log'), 'utf8')).toBe('run\n'.repeat(4));
});

test('a program that is not on this machine comes with what to do', async () => {
  const { code, err } = await run(await scriptPipeline('no-such-program-at-all'), '-p', 'epochs=1');
  expect(code).toBe(1);
  expect(err).toContain('hint: tasks run as processes of this machine');
  const other = await run(await scriptPipeline('exit 3'), '-p', 'epochs=1');
  expect(other.err).not.toContain('hint:');
});

test('a warning says which task it is about', async () => {
  const file = join(directory, 'reader.yaml');
  await writeFile(
    file,
    `pipelineInfo: {name: reader}
schemaVersion: 2.1.0
components:
  comp-read:
    executorLabel: exec-read
    inputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
deploymentSpec: {executors: {exec-read: {container: {image: i, command: [sh, -c, 'true']}}}}
root:
  inputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
  dag:
    tasks:
      read:
        componentRef: {name: comp-read}
        taskInfo: {name: read}
        inputs: {artifacts: {data: {componentInputArtifact: data}}}
`,
  );
  const { code, err } = await run(file, '-p', `data=file://${directory}/none.csv`);
  expect(code, err).toBe(0);
  expect(err).toContain(`warning: read: There is nothing at file://${directory}/none.csv`);
  const mistyped = await run(file, '-p', 'data=./none.csv');
  expect(mistyped.code).toBe(1);
  expect(mistyped.err).toContain(`error CLI-005 ${file}:9:34`);
});

test('a resumed run keeps its store and its interpreter, wherever it is resumed from', async () => {
  const file = await scriptPipeline('command -v python3; exit 3');
  const python = join(directory, 'bin/python3');
  await mkdir(join(directory, 'bin'));
  await writeFile(python, '#!/bin/sh\n', { mode: 0o755 });
  const first = await run(file, '-p', 'epochs=3', '--store', 'elsewhere', '--python', './bin/python3');
  const [, name = ''] = /tiphys run --resume (\S+)/.exec(first.out) ?? [];
  const again = await run('--resume', name);
  expect(again.err).toContain(python);
  expect(again.err).not.toContain('warning');
  expect(await readdir(directory)).toContain('elsewhere');
  expect(await readdir(join(directory, '.tiphys'))).not.toContain('store');
  const other = await run('--resume', name, '--store', 'third');
  expect(other.err).toContain(`warning: what ${name} did is in ${join(directory, 'elsewhere')}, not in`);
});

test.each([
  ['nothing to run', [], 'there is nothing to run'],
  ['--only without a run', ['x.yaml', '--only', 'a'], '--only needs a run'],
])('%s is a mistake on the command line', async (_name, argv, message) => {
  const { code, err } = await run(...argv);
  expect(code).toBe(2);
  expect(err).toContain(message);
});

test('a run that is not there is told, with one that is', async () => {
  const { code, err } = await run('--resume', 'hello-7d49x');
  expect(code).toBe(2);
  expect(err).toContain('RUN-041');
});

test('--argo-version runs a manifest as that Argo, and a resumed run stays with it', async () => {
  const manifest = join(directory, 'hand-written.yaml');
  const echo =
    "{name: read, inputs: {parameters: [{name: v}]}, container: {image: i, command: [sh, -c, 'printf %s {{inputs.parameters.v}} > /tmp/v']}, outputs: {parameters: [{name: v, valueFrom: {path: /tmp/v, default: d}}]}}";
  const tasks =
    '[{name: skip, template: read, when: "false"}, {name: a, template: read, depends: skip.Skipped, arguments: {parameters: [{name: v, value: "{{tasks.skip.outputs.parameters.v}}"}]}}]';
  const outputs = '{parameters: [{name: v, valueFrom: {parameter: "{{tasks.a.outputs.parameters.v}}"}}]}';
  await writeFile(
    manifest,
    `{kind: Workflow, metadata: {name: old}, spec: {entrypoint: main, templates: [${echo}, {name: main, dag: {tasks: ${tasks}}, outputs: ${outputs}}]}}`,
  );
  const given = async (...flags: readonly string[]): Promise<unknown> => {
    const { out } = await run(...flags, '--json');
    return (JSON.parse(out) as { readonly outputs: Record<string, unknown> }).outputs['v'];
  };
  expect(await given(manifest, '--from-manifest')).toBe('d');
  const { out } = await run(manifest, '--from-manifest', '--argo-version', '3.6', '--json');
  const first = JSON.parse(out) as { readonly run: string; readonly outputs: Record<string, unknown> };
  expect(first.outputs['v']).toBe('{{tasks.skip.outputs.parameters.v}}');
  expect(await given('--resume', first.run)).toBe('{{tasks.skip.outputs.parameters.v}}');
  expect((await run(hello, '--argo-version', '2.12')).code).toBe(2);
});

test('--python is refused where it is no interpreter, and means nothing in containers', async () => {
  const { code, err } = await run('no-such-file.yaml', '--python', '--json');
  expect([code, err]).toEqual([
    2,
    expect.stringContaining('--python needs an interpreter, and what follows is --json'),
  ]);
  const contained = await run('no-such-file.yaml', '--executor', 'podman', '--python', 'nowhere');
  expect(contained.err).toContain('warning: --python means nothing with --executor podman: images have their own\n');
});
