import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dagManifest } from '../testing/launcher-manifest.ts';
import { abortWhenReady, makeTestDirectory, phasesOf, runText } from '../testing/run-fixture.ts';

/* Hand-written manifests: any command, as a process of this machine. */

function shell(name: string, script: string, more: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  const { container, ...template } = more as { readonly container?: object };
  return { name, container: { image: 'busybox', command: ['sh', '-c'], args: [script], ...container }, ...template };
}

const out = { parameters: [{ name: 'out', valueFrom: { path: '/work/out.txt' } }] };

test("paths of volumes and outputs are this machine's, in command, arguments and environment", async () => {
  const template = shell(
    'a',
    'mkdir -p "$DIR/sub" && echo "$X" > /data/x && cat /data/x > {{outputs.parameters.out.path}}; pwd',
    {
      volumes: [{ name: 'v', emptyDir: {} }],
      outputs: out,
      container: {
        env: [
          { name: 'X', value: 'not /database, and $(Y) $$(Y)' },
          { name: 'Y', value: '1' },
          { name: 'DIR', value: '/data/deep' },
        ],
        volumeMounts: [{ name: 'v', mountPath: '/data' }],
      },
    },
  );
  const result = await runText(dagManifest([{ name: 'a', template: 'a' }], [template]));
  expect(result.tasks['a']).toMatchObject({
    phase: 'Succeeded',
    // Variables know those before them; one newline at the end is no part of an output.
    parameters: { out: 'not /database, and $(Y) $(Y)' },
  });
});

test('lines are told with the path of their task, and are in its log in the order in which they were written', async () => {
  const lines: string[] = [];
  const workdir = await makeTestDirectory();
  // Its result is captured, too.
  const speaking = shell('a', 'echo one; echo two >&2; printf "three \u{1f6a2}"');
  const reading = shell('b', 'echo "got {{inputs.parameters.x}}"; sleep 1000 &', {
    inputs: { parameters: [{ name: 'x' }] },
  });
  const tasks = [
    { name: 'a', template: 'a' },
    {
      name: 'b',
      template: 'b',
      depends: 'a',
      arguments: { parameters: [{ name: 'x', value: '{{tasks.a.outputs.result}}' }] },
    },
  ];
  const onLine = (path: string, text: string): number => lines.push(`${path}: ${text}`);
  const result = await runText(dagManifest(tasks, [speaking, reading]), { workdir, onLine });
  expect(result.phase).toBe('Succeeded');
  // Which of two pipes is read first is open.
  expect(lines.toSorted()).toEqual(['a: one', 'a: three \u{1f6a2}', 'a: two', 'b: got one', 'b: three \u{1f6a2}']);
  const log = await readFile(join(workdir, 'runs/wf/logs/b.log'), 'utf8');
  expect(log).toBe('got one\nthree \u{1f6a2}\n');
});

test('a patch of the workflow and then one of the template change variables', async () => {
  const patch = (...env: readonly string[]): string => `{"containers":[{"name":"main","env":[${env.join(',')}]}]}`;
  const template = shell('a', 'echo "$A $B $C" > {{outputs.parameters.out.path}}', {
    inputs: { parameters: [{ name: 'x', value: '"quoted"' }] },
    outputs: out,
    podSpecPatch: patch('{"name":"C","value":{{=toJson(inputs.parameters.x)}}}'),
    container: {
      env: [
        { name: 'A', value: 'own' },
        { name: 'B', value: 'own' },
      ],
    },
  });
  const manifest = dagManifest([{ name: 'a', template: 'a' }], [template]);
  const podSpecPatch = patch('{"name":"B","value":"all"}', '{"name":"C","value":"all"}');
  const result = await runText({ ...manifest, spec: { ...(manifest['spec'] as object), podSpecPatch } });
  expect(result.tasks['a']?.parameters).toEqual({ out: 'own all "quoted"' });
});

test('an output that was not written is an Error, of a failed pod it does not matter', async () => {
  const result = await runText(
    dagManifest(
      [
        { name: 'a', template: 'silent' },
        { name: 'b', template: 'failed' },
      ],
      [shell('silent', 'true', { outputs: out }), shell('failed', 'exit 3', { outputs: out })],
    ),
  );
  expect(result.phase).toBe('Failed');
  expect(phasesOf(result)).toEqual({ a: 'Error', b: 'Failed' });
  expect(result.tasks['a']?.message).toContain('/work/out.txt does not exist');
  expect(result.tasks['b']).toMatchObject({ exitCode: 3, message: 'Error (exit code 3)' });
});

test("a program that does not exist is a failure with the exit code of Argo's own program", async () => {
  const template = { name: 'a', container: { image: 'i', command: ['/no/such/program'] } };
  const result = await runText(dagManifest([{ name: 'a', template: 'a' }], [template]));
  expect(result.tasks['a']).toMatchObject({
    phase: 'Failed',
    exitCode: 64,
    message: 'The program "/no/such/program" was not found.',
  });
});

test('a container is told which one it is', async () => {
  const template = shell('a', 'echo "$ARGO_CONTAINER_NAME $ARGO_NODE_ID" > {{outputs.parameters.out.path}}', {
    outputs: out,
  });
  const result = await runText(dagManifest([{ name: 'a', template: 'a' }], [template]));
  expect(result.tasks['a']?.parameters['out']).toMatch(/^main wf-\d+$/);
});

test.each([
  ['3', 'it is no map'],
  ['{containers: 3}', 'there is no list of containers'],
  ['{initContainers: [3]}', 'there is no list of containers'],
  ['{volumes: {}}', 'volumes is no list of volumes'],
  ['{containers: [{name: main, env: {A: b}}]}', 'env of the container "main" is no list of variables'],
  ['{containers: [{name: main, volumeMounts: x}]}', 'volumeMounts of the container "main" is no list of mounts'],
  ['{containers: [{name: main, image: 3}]}', 'image of the container "main" is no text'],
])('the patch %s is an Error of the node', async (podSpecPatch, why) => {
  const template = shell('a', 'true', { podSpecPatch });
  const result = await runText(dagManifest([{ name: 'a', template: 'a' }], [template]));
  expect(result.tasks['a']).toMatchObject({ phase: 'Error', message: `Error applying PodSpecPatch: ${why}` });
});

test("labels and annotations of workflowMetadata are the workflow's, too", async () => {
  const tags = '{{workflow.labels.own}} {{workflow.labels.more}} {{workflow.annotations.note}}';
  const template = shell('a', `echo '${tags}' > {{outputs.parameters.out.path}}`, { outputs: out });
  const manifest = dagManifest([{ name: 'a', template: 'a' }], [template]);
  const workflowMetadata = { labels: { more: 'added' }, annotations: { note: 'noted' } };
  const result = await runText({
    ...manifest,
    metadata: { name: 'wf', labels: { own: 'mine', more: 'below' } },
    spec: { ...(manifest['spec'] as object), workflowMetadata },
  });
  expect(result.tasks['a']?.parameters).toEqual({ out: 'mine added noted' });
});

test('what a failed pod has written is an output of it', async () => {
  const made = shell('a', 'echo made > {{outputs.parameters.out.path}}; exit 3', { outputs: out });
  const use = shell('b', 'echo "{{inputs.parameters.x}}" > {{outputs.parameters.out.path}}', {
    inputs: { parameters: [{ name: 'x' }] },
    outputs: out,
  });
  const given = { parameters: [{ name: 'x', value: '{{tasks.a.outputs.parameters.out}} {{tasks.a.exitCode}}' }] };
  const tasks = [
    { name: 'a', template: 'a' },
    { name: 'b', template: 'b', depends: 'a.Failed', arguments: given },
  ];
  expect((await runText(dagManifest(tasks, [made, use]))).tasks['b']?.parameters).toEqual({ out: 'made 3' });
});

test('the time of a schedule is literal where there is none', async () => {
  const tags = '{{workflow.scheduledTime}} {{=workflow.scheduledTime ?? workflow.labels.own}}';
  const template = shell('a', `echo '${tags}' > {{outputs.parameters.out.path}}`, { outputs: out });
  const manifest = {
    ...dagManifest([{ name: 'a', template: 'a' }], [template]),
    metadata: { name: 'wf', labels: { own: 'mine' } },
  };
  expect((await runText(manifest)).tasks['a']?.parameters).toEqual({ out: '{{workflow.scheduledTime}} mine' });
});

test('a script runs from a file, and what it prints is its result', async () => {
  const workdir = await makeTestDirectory();
  const script = { name: 's', script: { image: 'i', command: ['sh'], source: 'echo "two\nlines"; echo err >&2\n' } };
  const show = shell('show', 'printf %s "{{inputs.parameters.x}}" > /work/out.txt', {
    inputs: { parameters: [{ name: 'x' }] },
    outputs: out,
  });
  const result = await runText(
    dagManifest(
      [
        { name: 'a', template: 's' },
        {
          name: 'b',
          template: 'show',
          depends: 'a',
          arguments: { parameters: [{ name: 'x', value: '{{tasks.a.outputs.result}}' }] },
        },
      ],
      [script, show],
    ),
    { workdir },
  );
  expect(result.tasks['b']?.parameters).toEqual({ out: 'two\nlines' });
  expect((await readFile(join(workdir, 'runs', 'wf', 'logs', 'a.log'), 'utf8')).split('\n').sort()).toEqual([
    '',
    'err',
    'lines',
    'two',
  ]);
});

test('a deadline ends the pod', async () => {
  const template = shell('a', 'trap "exit 4" TERM; while :; do sleep 0.05; done', { activeDeadlineSeconds: 1 });
  const result = await runText(dagManifest([{ name: 'a', template: 'a' }], [template]));
  expect(result.tasks['a']).toMatchObject({
    phase: 'Failed',
    exitCode: 4,
    message: 'Pod was active on the node longer than the specified deadline',
  });
});

test('what ignores TERM is killed after the grace', async () => {
  const ready = await makeTestDirectory();
  const template = shell('a', `trap "" TERM; : > "${ready}/ready"; while :; do sleep 0.05; done`);
  const result = await runText(dagManifest([{ name: 'a', template: 'a' }], [template]), {
    signal: abortWhenReady(ready),
    killAfterMilliseconds: 50,
  });
  expect(result.tasks['a']).toMatchObject({ phase: 'Failed', exitCode: 137 });
});

test('no more processes than allowed, and no more pods than the workflow allows, at a time', async () => {
  const workdir = await makeTestDirectory();
  // Fails if another one is there at the same time.
  const template = shell('a', `mkdir "${workdir}/only" && sleep 0.02 && rmdir "${workdir}/only"`);
  const tasks = ['a', 'b', 'c', 'd'].map((name) => ({ name, template: 'a' }));
  const manifest = dagManifest(tasks, [template]) as { spec: Record<string, unknown> };
  expect((await runText(manifest, { maxParallel: 1 })).phase).toBe('Succeeded');
  manifest.spec['parallelism'] = 1;
  expect((await runText(manifest, { maxParallel: 4 })).phase).toBe('Succeeded');
});

test('a missing input, an unknown reference and a bad condition are errors of their nodes', async () => {
  const needy = shell('needy', 'true', { inputs: { parameters: [{ name: 'x' }] } });
  const result = await runText(
    dagManifest(
      [
        { name: 'missing', template: 'needy' },
        {
          name: 'unknown',
          template: 'needy',
          arguments: { parameters: [{ name: 'x', value: '{{tasks.missing.outputs.parameters.y}}' }] },
        },
        { name: 'condition', template: 'needy', when: '1 == ' },
      ],
      [needy],
    ),
  );
  expect(phasesOf(result)).toEqual({ missing: 'Error', unknown: 'Error', condition: 'Error' });
  expect(result.tasks['missing']?.message).toBe('inputs.parameters.x was not supplied');
  expect(result.tasks['unknown']?.message).toContain('Argo would wait for it without end');
});

test('an absent optional counts as not supplied', async () => {
  const maybe = shell('maybe', 'true', { outputs: { parameters: [{ name: 'y', valueFrom: { path: '/work/y' } }] } });
  const show = shell('show', 'printf %s "{{inputs.parameters.x}}" > /work/out.txt', {
    inputs: { parameters: [{ name: 'x', default: 'fallback' }] },
    outputs: out,
  });
  const strict = shell('strict', 'true', { inputs: { parameters: [{ name: 'x' }] } });
  const argument = { parameters: [{ name: 'x', value: '{{tasks.skipped.outputs.parameters.y}}' }] };
  const result = await runText(
    dagManifest(
      [
        { name: 'skipped', template: 'maybe', when: 'false' },
        { name: 'default', template: 'show', depends: 'skipped', arguments: argument },
        { name: 'none', template: 'show', depends: 'skipped', when: 'a == b', arguments: argument },
        { name: 'strict', template: 'strict', depends: 'skipped', arguments: argument },
        {
          name: 'inside',
          template: 'strict',
          depends: 'skipped',
          arguments: { parameters: [{ name: 'x', value: 'v={{tasks.skipped.outputs.parameters.y}}' }] },
        },
      ],
      [maybe, show, strict],
    ),
  );
  expect(result.tasks['default']).toMatchObject({ phase: 'Succeeded', parameters: { out: 'fallback' } });
  expect(result.tasks['strict']).toMatchObject({ phase: 'Error' });
  expect(result.tasks['inside']?.message).toContain('absent optional');
});

test('items of every kind, in their order, with when per item', async () => {
  const show = shell('show', 'printf %s "$X" > /work/out.txt', {
    inputs: { parameters: [{ name: 'x' }] },
    outputs: out,
    container: { env: [{ name: 'X', value: '{{inputs.parameters.x}}' }] },
  });
  const argument = (value: string): object => ({ parameters: [{ name: 'x', value }] });
  const result = await runText(
    dagManifest(
      [
        {
          name: 'items',
          template: 'show',
          withItems: ['a', 2, true, { k: 'v', n: [1] }],
          arguments: argument('{{item}}'),
        },
        {
          name: 'param',
          template: 'show',
          withParam: '["x","y"]',
          when: '{{item}} != x',
          arguments: argument('<{{item}}>'),
        },
        {
          name: 'down',
          template: 'show',
          withSequence: { start: '3', end: '1', format: 'n%02d' },
          arguments: argument('{{item}}'),
        },
        { name: 'key', template: 'show', withItems: [{ k: 'v' }], arguments: argument('{{item.k}}') },
        { name: 'bad', template: 'show', withParam: 'no list', arguments: argument('x') },
        { name: 'tag', template: 'show', withItems: ['a'], arguments: argument('{{item}} {{else.where}}') },
      ],
      [show],
    ),
  );
  const values = (name: string): unknown[] =>
    Object.entries(result.tasks)
      .filter(([path]) => path.startsWith(`${name}[`))
      .map(([, { phase, parameters }]) => (phase === 'Succeeded' ? parameters['out'] : phase));
  expect(values('items')).toEqual(['a', 2, true, { k: 'v', n: [1] }]);
  expect(values('param')).toEqual(['Skipped', '<y>']);
  expect(values('down')).toEqual(['n03', 'n02', 'n01']);
  expect(values('key')).toEqual(['v']);
  expect(result.tasks['bad']).toMatchObject({ phase: 'Error' });
  expect(result.tasks['tag']?.message).toContain('failed to resolve {{else.where}}');
});

test('trouble with the disk is an Error of the task, not the end of the run', async () => {
  const workdir = await makeTestDirectory();
  const blocked = shell('blocked', `rm -rf '${workdir}/runs/wf/logs' && : > '${workdir}/runs/wf/logs'`);
  const result = await runText(
    dagManifest(
      [
        { name: 'a', template: 'blocked' },
        { name: 'b', template: 'blocked', depends: 'a' },
      ],
      [blocked],
    ),
    { workdir },
  );
  expect(phasesOf(result)).toEqual({ a: 'Succeeded', b: 'Error' });
  expect(result.tasks['b']?.message).toMatch(/^The task could not be run: E/);
});

test('a raw artifact is a file: from the task, from the template, or absent where it is optional', async () => {
  const inputs = {
    artifacts: [
      { name: 'given', path: '/etc/given.json' },
      { name: 'own', path: '/data/own', raw: { data: 'own {{inputs.parameters.x}}' } },
      { name: 'none', path: '/etc/none', optional: true },
    ],
    parameters: [{ name: 'x', value: 'X' }],
  };
  const template = shell(
    'a',
    'cat /etc/given.json {{inputs.artifacts.own.path}} > /work/out.txt; test ! -e /etc/none',
    {
      inputs,
      outputs: out,
      volumes: [{ name: 'v', emptyDir: {} }],
      container: { volumeMounts: [{ name: 'v', mountPath: '/data' }] },
    },
  );
  const given = { artifacts: [{ name: 'given', raw: { data: '{"a": 1} ' } }] };
  const result = await runText(
    dagManifest(
      [
        { name: 'a', template: 'a', arguments: given },
        { name: 'b', template: 'a' },
      ],
      [template],
    ),
  );
  expect(result.tasks['a']).toMatchObject({ phase: 'Succeeded', parameters: { out: '{"a": 1} own X' } });
  expect(result.tasks['b']).toMatchObject({ phase: 'Error', message: 'inputs.artifacts.given was not supplied' });
});
