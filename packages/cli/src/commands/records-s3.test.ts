import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

// What a team does every day: the runs of a cluster are read from their store, which is in S3. The same runs in a directory are the
// measure.

/** `http://key:secret@host:port/bucket` of a server. */
const address = process.env['TIPHYS_TEST_S3'];

const pipeline = `
pipelineInfo: {name: far}
schemaVersion: 2.1.0
components:
  comp-make:
    executorLabel: exec-make
    inputDefinitions: {parameters: {n: {parameterType: NUMBER_INTEGER}}}
    outputDefinitions:
      artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}
      parameters: {size: {parameterType: NUMBER_INTEGER}}
  comp-use:
    executorLabel: exec-use
    inputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
deploymentSpec:
  executors:
    exec-make:
      container:
        image: i
        command: [sh, -ec, 'echo making; mkdir -p "$1/sub" "$(dirname "$2")"; echo "data $0" > "$1/sub/x"; echo 1 > "$1/y"; echo "$0" > "$2"', "{{$.inputs.parameters['n']}}", "{{$.outputs.artifacts['data'].path}}", "{{$.outputs.parameters['size'].output_file}}"]
    exec-use:
      container:
        image: i
        command: [sh, -ec, 'cat "$0/sub/x"; test "$(cat "$0/sub/x")" != "data 9"', "{{$.inputs.artifacts['data'].path}}"]
root:
  inputDefinitions: {parameters: {n: {parameterType: NUMBER_INTEGER, defaultValue: 1}}}
  dag:
    tasks:
      make:
        componentRef: {name: comp-make}
        taskInfo: {name: make}
        cachingOptions: {enableCache: true}
        inputs: {parameters: {n: {componentInputParameter: n}}}
      use:
        componentRef: {name: comp-use}
        taskInfo: {name: use}
        dependentTasks: [make]
        inputs: {artifacts: {data: {taskOutputArtifact: {producerTask: make, outputArtifactKey: data}}}}
`;

/** A store, and the runs in it. */
interface Place {
  readonly store: string;
  readonly root: string;
  readonly names: string[];
  readonly env: Readonly<Record<string, string>>;
}

let directory: string;
let places: readonly Place[] = [];
let now = 0;

async function call({ store, env }: Place, ...argv: readonly string[]): Promise<string> {
  const { PATH = '/usr/bin:/bin' } = process.env;
  const io = createTestIo({ cwd: directory, env: { PATH, ...env }, now: () => ++now });
  const code = await main([...argv, '--store', store], io);
  return `${code}\n${io.out()}\n${io.err()}`;
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'tiphys-records-s3-'));
  if (address === undefined) return;
  const file = join(directory, 'far.yaml');
  await writeFile(file, pipeline);
  const { host, pathname, username, password } = new URL(address);
  const root = `s3:/${pathname}/cli-${randomUUID()}`;
  const keys = { AWS_ACCESS_KEY_ID: username, AWS_SECRET_ACCESS_KEY: password };
  places = [
    { store: join(directory, 'near'), root: `file://${directory}/near`, names: [], env: {} },
    { store: `${root}?endpoint=http://${host}&disableSSL=true`, root, names: [], env: keys },
  ];
  for (const place of places) {
    now = 0;
    for (const n of ['1', '1', '20', '9']) {
      now += 1000;
      const [, document = ''] = /\n(\{.*\})\n/s.exec(await call(place, 'run', file, '-p', `n=${n}`, '--json')) ?? [];
      place.names.push((JSON.parse(document) as { run: string }).run);
    }
  }
}, 120_000);
afterAll(async () => rm(directory, { recursive: true, force: true }));

/** What a command says, without what differs from run to run. */
function settled(text: string, { names, root, store }: Place): string {
  return (
    names
      .reduce((rest, name, index) => rest.replaceAll(name, `RUN${index}`), text)
      // As a word of a shell.
      .replaceAll(`'${store}'`, 'ROOT')
      .replaceAll(root, 'ROOT')
      .replaceAll(store, 'ROOT')
      .replace(/\bnear\//g, 'ROOT/')
      .replace(/--after \S+/g, '--after PAGE')
      .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replace(/"(uid|node|pod|created|next)": ?"[^"]*"/g, '"$1":"-"')
      .replace(/\b\d+(\.\d+)? ?(ms|s)\b/g, 'LONG')
      .replace(/executor-logs\/\w+/g, 'executor-logs')
      .replace(/ {2,}/g, '  ')
  );
}

const commands: readonly (readonly string[])[] = [
  ['runs'],
  ['runs', '--limit', '2'],
  ['runs', 'latest'],
  ['runs', 'RUN3', '--json'],
  ['logs', 'RUN0'],
  ['logs', 'RUN3', 'use'],
  ['logs', 'RUN1', 'make'],
  ['artifacts', 'RUN0'],
  ['artifacts', 'RUN2', '--json'],
  ['lineage', 'RUN0/make/data'],
  ['lineage', 'RUN1/make/data', '--json'],
  ['compare', 'RUN0', 'RUN2'],
  ['compare', 'RUN0', 'RUN1', 'RUN3', '--json'],
  ['explain', '--cache', 'RUN1', 'make'],
  ['explain', '--cache', 'RUN2', 'make'],
  ['runs', 'no-such-run'],
  ['store', 'gc', '--keep', '1', '--grace', '0s'],
  ['store', 'gc', '--keep', '1', '--grace', '0s', '--delete'],
  ['runs'],
];

test.skipIf(address === undefined)(
  address === undefined
    ? 'skipped: no TIPHYS_TEST_S3'
    : 'every command says of a store in S3 what it says of a directory',
  async () => {
    const [near, far] = places as readonly [Place, Place];
    now = 10_000_000;
    for (const command of commands) {
      const [here, there] = [near, far].map(async (place) => {
        const argv = command.map((word) =>
          word.replace(/RUN(\d)/, (_, index: string) => place.names[Number(index)] ?? ''),
        );
        return settled(await call(place, ...argv), place);
      });
      expect(`${command.join(' ')}\n${(await there) ?? ''}`).toBe(`${command.join(' ')}\n${(await here) ?? ''}`);
    }
  },
  120_000,
);
