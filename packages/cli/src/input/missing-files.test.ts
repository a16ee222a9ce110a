import { loadPipeline } from '@tiphys/ir';
import { expect, test } from 'vitest';
import { missingFiles } from './missing-files.ts';

const text = `pipelineInfo: {name: p}
schemaVersion: 2.1.0
components: {comp-a: {executorLabel: exec-a}}
deploymentSpec: {executors: {exec-a: {container: {image: i, command: [c]}}}}
root:
  dag: {tasks: {a: {componentRef: {name: comp-a}, taskInfo: {name: a}}}}
  inputDefinitions:
    artifacts:
      data: {artifactType: {schemaTitle: system.Dataset, schemaVersion: 0.0.1}}
    parameters:
      note: {parameterType: STRING}
`;
const { pipeline } = loadPipeline(text, { file: 'p.yaml' });

async function missing(name: string, given: string): Promise<readonly string[]> {
  const found = await missingFiles(
    pipeline ?? expect.fail(),
    new Map([[name, { from: 'flag', text: given }]]),
    import.meta.dirname,
  );
  return found.map(({ code, message, range }) => `${code} ${range?.start.line} ${message}`);
}

test.each(['missing-files.ts', import.meta.filename, '.', '{"uri": "missing-files.ts"}', '["missing-files.ts", "."]'])(
  '%s is there',
  async (given) => {
    expect(await missing('data', given)).toEqual([]);
  },
);

test.each(['no-such.csv', '{"uri": "no-such.csv"}', '["missing-files.ts", "no-such.csv"]'])(
  '%s is not',
  async (given) => {
    const path = `${import.meta.dirname}/no-such.csv`;
    expect(await missing('data', given)).toEqual([
      `CLI-005 9 The artifact "data" was given as ${path}, where there is nothing.`,
    ]);
  },
);

test('URIs and parameters are not looked for', async () => {
  expect(await missing('data', 's3://bucket/no-such.csv')).toEqual([]);
  expect(await missing('data', 'file:///no/such.csv')).toEqual([]);
  expect(await missing('note', './no-such.csv')).toEqual([]);
});
