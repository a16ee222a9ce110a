import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { main } from '../command-line.ts';
import { createTestIo } from '../testing/test-io.ts';

/** A pipeline that reads what another store has. */
const pipeline = `
pipelineInfo: {name: reader}
schemaVersion: 2.1.0
components:
  comp-import:
    executorLabel: exec-import
    inputDefinitions: {parameters: {uri: {parameterType: STRING}}}
    outputDefinitions: {artifacts: {artifact: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
  comp-use:
    executorLabel: exec-use
    inputDefinitions: {artifacts: {data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}}}
deploymentSpec:
  executors:
    exec-import:
      importer:
        artifactUri: {constant: 's3://team/data.csv'}
        typeSchema: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}
    exec-use: {container: {image: i, command: [cat, "{{$.inputs.artifacts['data'].path}}"]}}
root:
  dag:
    tasks:
      import:
        componentRef: {name: comp-import}
        taskInfo: {name: import}
        inputs: {parameters: {uri: {runtimeValue: {constant: 's3://team/data.csv'}}}}
      use:
        componentRef: {name: comp-use}
        taskInfo: {name: use}
        dependentTasks: [import]
        inputs: {artifacts: {data: {taskOutputArtifact: {producerTask: import, outputArtifactKey: artifact}}}}
`;

/** The access keys that came with requests for the object. */
const keys: (string | undefined)[] = [];
const server = createServer((request, response) => {
  if (request.url?.startsWith('/team/data.csv') === true) {
    keys.push(/Credential=([^/]+)/.exec(request.headers.authorization ?? '')?.[1]);
  }
  response.writeHead(404).end();
});
beforeAll(async () => new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve)));
afterAll(() => {
  server.close();
  server.closeAllConnections();
});

let directory: string;
beforeEach(async () => {
  keys.length = 0;
  directory = await mkdtemp(join(tmpdir(), 'tiphys-places-'));
  await writeFile(join(directory, 'pipeline.yaml'), pipeline);
});
afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function configure(place: object): Promise<void> {
  const endpoint = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const config = { store: { places: [{ prefix: 's3://team', endpoint, secure: false, ...place }] } };
  await writeFile(join(directory, 'tiphys.config.json'), JSON.stringify(config));
}

async function run(...argv: readonly string[]): Promise<string> {
  const { PATH = '/usr/bin:/bin' } = process.env;
  const env = { PATH, AWS_ACCESS_KEY_ID: 'of-aws', AWS_SECRET_ACCESS_KEY: 'x' };
  const io = createTestIo({ cwd: directory, env });
  await main(['run', ...argv], io);
  return io.out() + io.err();
}

test('a place of the configuration is read with the keys of its Secret, by a resumed run as well', async () => {
  await mkdir(join(directory, 'secrets/team-keys'), { recursive: true });
  await writeFile(join(directory, 'secrets/team-keys/user'), 'of-team');
  await writeFile(join(directory, 'secrets/team-keys/password'), 'x');
  await configure({ secret: { name: 'team-keys', accessKey: 'user', secretKey: 'password' } });
  const out = await run('pipeline.yaml', '--secrets-dir', 'secrets');
  expect(out).toContain('There is no object s3://team/data.csv');
  expect(new Set(keys)).toEqual(new Set(['of-team']));
  const [, name = ''] = /tiphys run --resume (\S+)/.exec(out) ?? [];
  keys.length = 0;
  await run('--resume', name);
  expect(new Set(keys)).toEqual(new Set(['of-team']));
});

test.each([
  ['without its Secret', {}, 'of-aws'],
  ['with the identity of a pod', { credentials: 'identity' }, 'of-aws'],
  ['for everybody', { credentials: 'none' }, undefined],
])('a place %s', async (_, place, expected) => {
  await configure(place);
  await run('pipeline.yaml');
  expect(new Set(keys)).toEqual(new Set([expected]));
});
