import { expect, test } from 'vitest';
import { executorInput } from './executor-input.ts';
import { localPaths } from './local-paths.ts';
import { component } from './testing/task-fixture.ts';

const identity = {
  path: 'task',
  task: 'task',
  attempt: 0,
  executionId: 'id',
  runRoot: 'minio://bucket/v2/pipe/run',
  taskRoot: 'minio://bucket/v2/pipe/run/task/id',
};
const spec = component({
  outputs: {
    parameters: { n: { type: 'NUMBER_INTEGER' } },
    artifacts: {
      model: { type: { schemaTitle: 'system.Model', schemaVersion: '0.0.1' }, metadata: { a: 1 } },
      bare: { type: {} },
    },
  },
});
const inputs = {
  parameters: { p: 9007199254740993n, empty: '' },
  artifacts: {
    data: [
      {
        name: 'd',
        uri: 'minio://bucket/d',
        type: { schemaTitle: 'system.Dataset' },
        metadata: { k: [true, null] },
        digest: 'sha256:0',
      },
      { name: '', uri: 'https://example.com/x' },
    ],
  },
};

test('with store URIs, as in a pod', () => {
  expect(
    executorInput(
      spec,
      inputs,
      localPaths('/tiphys', identity, false, () => true),
    ),
  ).toEqual({
    inputs: {
      parameterValues: { p: 9007199254740993n, empty: '' },
      artifacts: {
        data: {
          artifacts: [
            {
              name: 'd',
              type: { schemaTitle: 'system.Dataset' },
              uri: 'minio://bucket/d',
              metadata: { k: [true, null] },
            },
            { uri: 'https://example.com/x' },
          ],
        },
      },
    },
    outputs: {
      parameters: { n: { outputFile: '/tiphys/outputs/n' } },
      artifacts: {
        model: {
          artifacts: [
            {
              name: 'model',
              type: { schemaTitle: 'system.Model', schemaVersion: '0.0.1' },
              uri: 'minio://bucket/v2/pipe/run/task/id/model',
              metadata: { a: 1 },
            },
          ],
        },
        bare: { artifacts: [{ name: 'bare', uri: 'minio://bucket/v2/pipe/run/task/id/bare' }] },
      },
      outputFile: '/minio/bucket/v2/pipe/run/task/id/output_metadata.json',
    },
  });
});

test('with local paths, as in a local run', () => {
  const paths = localPaths('/pod', identity, true, (uri) => uri.startsWith('minio://'));
  const { inputs: given, outputs } = executorInput(spec, inputs, paths) as {
    inputs: { artifacts: { data: { artifacts: { uri: string }[] } } };
    outputs: { outputFile: string; artifacts: { model: { artifacts: { uri: string }[] } } };
  };
  expect(given.artifacts.data.artifacts.map(({ uri }) => uri)).toEqual([
    '/pod/inputs/data/0/d',
    'https://example.com/x',
  ]);
  expect(outputs.outputFile).toBe('/pod/artifacts/output_metadata.json');
  expect(outputs.artifacts.model.artifacts[0]?.uri).toBe('/pod/artifacts/model');
  expect(paths.resolve('/pod/artifacts/model/part')).toEqual({
    uri: `${identity.taskRoot}/model/part`,
    path: '/pod/artifacts/model/part',
  });
});

test('empty parts are left out, the output file never is', () => {
  expect(
    executorInput(
      component({}),
      { parameters: {}, artifacts: {} },
      localPaths('/tiphys', identity, false, () => true),
    ),
  ).toEqual({
    inputs: {},
    outputs: { outputFile: '/minio/bucket/v2/pipe/run/task/id/output_metadata.json' },
  });
});
