import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

/** Values that nothing else holds. */
const values = { env: 'b7Kq-env-9xWz41', file: 'c2Lm-file-7yVt63', named: 'd5Np-named-3uSr85' };

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tiphys-secrets-'));
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

/** Two tasks with Secrets as variables and files, one of them named by a parameter. One succeeds, the other fails twice. */
function pipeline(): string {
  const see = [
    `[ \${#WORD} = ${values.env.length} ]`,
    `[ $(wc -c < /known/word) = ${values.file.length} ]`,
    `[ \${#NAMED} = ${values.named.length} ]`,
  ].join(' && ');
  const task = (name: string, more: object): object => ({
    componentRef: { name: `comp-${name}` },
    taskInfo: { name },
    ...more,
  });
  const container = (script: string): object => ({ container: { image: 'i', command: ['sh', '-c', script] } });
  const variable = (source: object, envVar: string): object => ({
    ...source,
    keyToEnv: [{ secretKey: 'word', envVar }],
  });
  const options = {
    secretAsEnv: [
      variable({ secretName: 'known-env' }, 'WORD'),
      variable({ secretNameParameter: { componentInputParameter: 'which' } }, 'NAMED'),
    ],
    secretAsVolume: [{ secretName: 'known-file', mountPath: '/known' }],
  };
  const spec = {
    pipelineInfo: { name: 'secrets' },
    schemaVersion: '2.1.0',
    components: {
      'comp-use': {
        executorLabel: 'exec-use',
        outputDefinitions: { parameters: { out: { parameterType: 'STRING' } } },
      },
      'comp-fail': { executorLabel: 'exec-fail' },
    },
    deploymentSpec: {
      executors: {
        'exec-use': container(`${see} && echo seen && printf ok > {{$.outputs.parameters['out'].output_file}}`),
        'exec-fail': container(`${see} && echo failing >&2; exit 3`),
      },
    },
    root: {
      inputDefinitions: { parameters: { which: { parameterType: 'STRING', defaultValue: 'known-named' } } },
      dag: {
        tasks: {
          use: task('use', { cachingOptions: { enableCache: true } }),
          fail: task('fail', { retryPolicy: { maxRetryCount: 1 } }),
        },
      },
    },
  };
  const platforms = { kubernetes: { deploymentSpec: { executors: { 'exec-use': options, 'exec-fail': options } } } };
  return `${JSON.stringify(spec)}\n---\n${JSON.stringify({ platforms })}\n`;
}

test('the values of Secrets are in no manifest, record, log, result or file of a run', async () => {
  const file = join(directory, 'pipeline.yaml');
  await writeFile(file, pipeline());
  for (const [key, value] of Object.entries(values)) {
    const folder = join(directory, 'secrets', `known-${key}`);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, 'word'), value);
  }
  const work = join(directory, 'work');
  await mkdir(work);
  const said = async (...argv: readonly string[]): Promise<string> => {
    const io = createTestIo({ cwd: work, env: { PATH: process.env['PATH'] ?? '/usr/bin:/bin' } });
    await main(argv, io);
    return io.out() + io.err();
  };
  const run = await said('run', file, '--secrets-dir', join(directory, 'secrets'), '--json');
  // Both tasks saw them.
  const { run: name, tasks } = JSON.parse(run.slice(run.indexOf('{'), run.lastIndexOf('}') + 1)) as {
    run: string;
    tasks: Record<string, { phase: string; exitCode: number; attempts: number }>;
  };
  expect(tasks).toMatchObject({
    use: { phase: 'Succeeded' },
    fail: { phase: 'Failed', exitCode: 3, attempts: 2 },
  });
  const files = (await readdir(work, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile());
  const texts = [
    run,
    await said('compile', file),
    await said('logs', name),
    await said('runs', '--json'),
    ...(await Promise.all(files.map((entry) => readFile(join(entry.parentPath, entry.name), 'latin1')))),
  ];
  expect(texts.join('\n')).toContain('failing');
  expect(files.length).toBeGreaterThan(4);
  const wanted = Object.values(values).flatMap((value) => [value, Buffer.from(value).toString('base64')]);
  expect(wanted.filter((value) => texts.some((text) => text.includes(value)))).toEqual([]);
});
