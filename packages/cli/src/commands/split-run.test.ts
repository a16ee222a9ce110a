import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { emitManifest, printManifest } from '@tiphys/backend-argo';
import { compilePipeline } from '@tiphys/compiler';
import { loadPipeline } from '@tiphys/ir';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

/* What a run comes to does not depend on how many tasks a DAG may have. */

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tiphys-split-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** Runs a pipeline and gives the document of the run without what is its own: name, places of artifacts, messages. */
async function runSplit(text: string, tasksPerDag: number, templatesPerWorkflow = 200): Promise<unknown> {
  const plan = compilePipeline(loadPipeline(text, { file: 'pipeline.yaml' }).pipeline ?? expect.fail()).plan;
  const { manifest, documents } = emitManifest(plan ?? expect.fail(), { tasksPerDag, templatesPerWorkflow });
  expect(documents.length > 0).toBe(templatesPerWorkflow < 200);
  const groups = JSON.stringify(manifest).match(/"name":"g--\d+"/g) ?? [];
  expect(groups.length > 0).toBe(tasksPerDag < 200);
  const file = join(directory, 'workflow.yaml');
  await writeFile(file, printManifest(manifest ?? expect.fail(), documents));
  const { PATH = '/usr/bin:/bin', HOME = directory } = process.env;
  const io = createTestIo({ cwd: directory, env: { PATH, HOME } });
  await main(['run', file, '--from-manifest', '--json', '--no-cache', '--keep-going'], io);
  const own = new Set(['run', 'uri', 'message', 'log', 'duration']);
  const document: unknown = JSON.parse(io.out(), (key, value: unknown) => (own.has(key) ? undefined : value));
  expect(document).toHaveProperty('tasks');
  return document;
}

async function example(name: string): Promise<string> {
  return readFile(fileURLToPath(new URL(`../../../../examples/${name}/pipeline.yaml`, import.meta.url)), 'utf8');
}

/** A start, `width` chains of two behind it, one of them with an end of its own, and a task that reads them all. */
function fan(width: number, script: string): string {
  const numbers = Array.from({ length: width }, (_, index) => index);
  const from = (producerTask: string): object => ({ taskOutputParameter: { producerTask, outputParameterKey: 'out' } });
  const task = (sources: readonly string[], component = 'comp-step'): object => ({
    componentRef: { name: component },
    dependentTasks: sources,
    inputs: { parameters: Object.fromEntries(sources.map((source, index) => [`p${index}`, from(source)])) },
  });
  const inputs = (count: number): object =>
    Object.fromEntries(
      Array.from({ length: count }, (_, index) => [`p${index}`, { parameterType: 'STRING', isOptional: true }]),
    );
  const component = (count: number): object => ({
    executorLabel: `exec-${count}`,
    inputDefinitions: { parameters: inputs(count) },
    outputDefinitions: { parameters: { out: { parameterType: 'STRING' } } },
  });
  const executor = (count: number): object => {
    const values = Array.from({ length: count }, (_, index) => `{{$.inputs.parameters['p${index}']}}`);
    const args = ["{{$.outputs.parameters['out'].output_file}}", '{{$.pipeline_task_name}}', ...values];
    return { container: { image: 'i', command: ['sh', '-c', script], args } };
  };
  const tasks = Object.fromEntries([
    ['start', task([])],
    ...numbers.flatMap((n) => [
      [`a${n}`, task(['start'])],
      [`b${n}`, task([`a${n}`, 'start'])],
    ]),
    [
      'end',
      task(
        numbers.map((n) => `b${n}`),
        'comp-end',
      ),
    ],
    ['last', task(['b1'])],
  ]) as object;
  return JSON.stringify({
    pipelineInfo: { name: 'fan' },
    schemaVersion: '2.1.0',
    components: { 'comp-step': component(2), 'comp-end': component(width) },
    deploymentSpec: {
      executors: {
        'exec-2': executor(2),
        [`exec-${width}`]: executor(width),
      },
    },
    root: {
      dag: {
        tasks,
        outputs: { parameters: { all: { valueFromParameter: { producerSubtask: 'end', outputParameterKey: 'out' } } } },
      },
      outputDefinitions: { parameters: { all: { parameterType: 'STRING' } } },
    },
  });
}

/** Each task says its name and what it was given. */
const tell = 'echo "$* ." > "$0"';

test.each([
  ['demo', async () => example('demo'), 4],
  ['demo', async () => example('demo'), 2],
  ['demo', async () => example('demo'), 3],
  ['a fan', async () => fan(4, tell), 3],
  ['a fan with a failure', async () => fan(4, `case $1 in a1) exit 1;; esac; ${tell}`), 3],
])('%s, in DAGs of few tasks', { timeout: 60_000 }, async (_name, read, tasksPerDag) => {
  const text = await read();
  expect(await runSplit(text, tasksPerDag)).toEqual(await runSplit(text, 200));
});

test.each([
  ['hello', async () => example('hello')],
  ['demo', async () => example('demo')],
  ['a fan', async () => fan(4, tell)],
])('%s, with its components in a ConfigMap', { timeout: 60_000 }, async (_name, read) => {
  const text = await read();
  expect(await runSplit(text, 200, 1)).toEqual(await runSplit(text, 200));
});
