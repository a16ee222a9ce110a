import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { phasesOf, runFixture, runText } from '../testing/run-fixture.ts';

/* Manifests that real controllers ran, and what came of them there (Argo 4.0.7). */

test('a failure in a nested DAG omits what needs it, and nothing else', async () => {
  const result = await runFixture('nested-fail.yaml');
  expect(result.phase).toBe('Failed');
  expect(phasesOf(result)).toEqual({
    sub: 'Failed',
    'sub/fail': 'Failed',
    'sub/down': 'Omitted',
    'sub/downdown': 'Omitted',
    'sub/other': 'Succeeded',
    'after-sub': 'Omitted',
    b1: 'Succeeded',
    b2: 'Succeeded',
    b3: 'Succeeded',
    skipsub: 'Succeeded',
    'skipsub/s': 'Skipped',
    'skipsub/o': 'Omitted',
    'after-skipsub': 'Succeeded',
    exit: 'Succeeded',
  });
  expect(result.tasks['exit']?.parameters).toEqual({ out: { state: 'Failed' } });
  expect(result.tasks['sub/fail']).toMatchObject({ exitCode: 5, message: 'Error (exit code 5)', attempts: 1 });
  // The skipped producer's own default comes before that of the output that reads it.
  expect(result.tasks['after-skipsub']?.parameters).toEqual({ out: 'null/null' });
});

test('without targets, a task that tolerates a failure hides it', async () => {
  const result = await runFixture('nested-fail-no-target.yaml');
  expect(result.phase).toBe('Succeeded');
  expect(phasesOf(result)).toEqual({ sub: 'Failed', 'sub/fail': 'Failed', exit: 'Succeeded' });
});

test('conditions choose branches, skips cascade as omissions', async () => {
  const result = await runFixture('conditions.yaml');
  expect(result.phase).toBe('Succeeded');
  expect(phasesOf(result)).toMatchObject({
    'cond1/if': 'Succeeded',
    'cond1/elif': 'Skipped',
    'cond1/else': 'Skipped',
    'cond2/if': 'Skipped',
    'cond2/elif': 'Succeeded',
    'cond3/else': 'Succeeded',
    str: 'Succeeded',
    neg: 'Succeeded',
    skip: 'Skipped',
    'after-skip': 'Omitted',
    'after-after': 'Omitted',
  });
  expect(result.tasks['sum']?.parameters).toEqual({ out: ['if', 'elif', 'else'] });
  expect(result.tasks['p-str']?.parameters).toEqual({ out: 'it\'s "q" \\ {{x}} 2021-01-01' });
});

test('loops keep their order, collect, nest, and may be empty or fail', async () => {
  const result = await runFixture('loops.yaml');
  expect(result.phase).toBe('Failed');
  const phases = phasesOf(result);
  expect(phases).toMatchObject({
    loop: 'Succeeded',
    zero: 'Succeeded',
    'zero/each': 'Skipped',
    nested: 'Succeeded',
    failloop: 'Failed',
    'failloop/each[0]': 'Succeeded',
    'failloop/each[1]': 'Failed',
    'failloop/each[2]': 'Succeeded',
    'after-failloop': 'Omitted',
  });
  const values = (task: string): unknown => result.tasks[task]?.parameters['out'];
  expect(values('use')).toEqual(['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11']);
  // A loop over nothing is skipped, and gives the default that its own template declares (Argo's docs/variables.md); before
  // 4.0.7 it gave nothing, so that the wrapper's `[]` counted.
  expect(values('use-zero')).toBeNull();
  expect(values('use-nested')).toEqual(['["\\"r0c0\\"","\\"r0c1\\""]', 'null', '["\\"r2c0\\""]']);
});

test('Argo undoes the escapes of collected objects; strings of wire text keep theirs', async () => {
  const result = await runFixture('collected-shapes.yaml');
  expect(result.phase).toBe('Succeeded');
  // Decoded, encoded again, and evaluated by the next task: integers rounded, the tag replaced.
  expect(result.tasks['use-plain']?.parameters['out']).toEqual([
    { big: 9007199254740992n, i: 0, v: 'wf $(HOME)' },
    { big: 9007199254740992n, i: 1, v: 'wf $(HOME)' },
  ]);
  const wrapped = result.tasks['use-wrapped']?.parameters['out'] as readonly string[];
  expect(wrapped.map((text) => JSON.parse(text) as unknown)).toEqual([
    '{"i":0,"v":"\\u007b\\u007bworkflow.name}} \\u0024(HOME)","big":9007199254740993}',
    '{"i":1,"v":"\\u007b\\u007bworkflow.name}} \\u0024(HOME)","big":9007199254740993}',
  ]);
});

test("exit tasks run after every outcome, and the failure stays the workflow's", async () => {
  const result = await runFixture('exit-tasks.yaml');
  // The last failing target decides between Failed and Error.
  expect(result.phase).toBe('Error');
  expect(phasesOf(result)).toMatchObject({
    group: 'Failed',
    exit: 'Succeeded',
    'exit-dag': 'Succeeded',
    'exit-dag/onfail': 'Succeeded',
    'exit-dag/onok': 'Skipped',
    skipped: 'Skipped',
    omitted: 'Omitted',
    errored: 'Error',
    onExit: 'Succeeded',
  });
  const values = ['exit', 'exit-skipped', 'exit-omitted', 'exit-errored'].map(
    (task) => result.tasks[task]?.parameters['out'],
  );
  expect(values).toEqual([{ state: 'Failed' }, 'Skipped', 'Omitted', 'Error']);
});

test('retries in a loop body give the outputs of the last attempt', async () => {
  const result = await runFixture('retry-in-loop-body.yaml');
  expect(result.phase).toBe('Succeeded');
  expect(result.tasks['loop/each[2]/a']).toMatchObject({
    phase: 'Succeeded',
    attempts: 2,
    parameters: { out: { r: 1, in: 'i2' } },
  });
  expect(result.tasks['loop']?.parameters['outs']).toEqual(
    [0, 1, 2].map((index) => JSON.stringify(`{"r":1,"in":"i${index}"}`)),
  );
});

test('the arguments of the root are converted once and arrive byte by byte', async () => {
  const text = 'he said "{{y}}" $HOME $(X) {{workflow.name}} {{=1+1}}\n\t\\ \u001b \u007f ünï €';
  const result = await runFixture('root-arguments.yaml', {
    parameters: { s: text, l: [1, 'a {{workflow.name}} ${X}', { k: { j: 1 } }], n: 9007199254740993n },
  });
  expect(result.phase).toBe('Succeeded');
  for (const task of ['main/1', 'main/2']) {
    expect(result.tasks[task]?.parameters).toEqual({
      s: text,
      l: [1, 'a {{workflow.name}} ${X}', { k: { j: 1 } }],
      n: 9007199254740993n,
    });
  }
});

test('an argument that is no JSON is refused before anything runs; a bad default is an error of the workflow', async () => {
  await expect(runFixture('root-arguments.yaml', { parameters: { l: 'no list' } })).rejects.toThrow(
    'RUN-009 The value "no list" of the parameter "l" is not JSON',
  );
  const text = await readFile(new URL('../../fixtures/root-arguments.yaml', import.meta.url), 'utf8');
  const result = await runText(text.replace('value: "3"', 'value: "three"').replaceAll('t-args', 'args'));
  expect(result.phase).toBe('Error');
  expect(result.tasks['(workflow)']).toMatchObject({ phase: 'Error' });
  expect(result.tasks['(workflow)']?.message).toContain('failed to evaluate expression');
});
