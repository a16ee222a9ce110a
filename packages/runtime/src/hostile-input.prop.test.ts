import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParameterType } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { printJson } from '@tiphys/diagnostics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Bed, Ran } from './testing/task-fixture.ts';
import { shell, withBed } from './testing/task-fixture.ts';

// Whatever user code, a store or another writer leaves: a task ends with a sentence, never with a bug, and writes nowhere else.

const hostileText = fc.oneof(
  fc.constantFrom(
    '..',
    '../../../../escaped',
    '/escaped',
    'a/../../escaped',
    '',
    '.',
    '__proto__',
    'constructor',
    'a\0b',
    '\ud800',
    'x'.repeat(5000),
    's3://b/../escaped',
    'file:///tmp/../escaped',
    'minio://',
    '{{workflow.name}}',
    '$(HOME)',
  ),
  fc.string({ maxLength: 8 }),
);

const hostileJson: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 3 },
    hostileText,
    fc.constantFrom<unknown>(null, true, -1, 1e300, 9007199254740993n, {}, []),
    fc.array(tie('value'), { maxLength: 2 }),
    fc.dictionary(hostileText, tie('value'), { maxKeys: 2 }),
  ),
})).value;

/** Bytes that are nothing, or JSON of a wrong shape, or very deep. */
const hostileBytes: fc.Arbitrary<Uint8Array> = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  hostileJson.map((value) => Buffer.from(printJson(value as JsonValue))),
  fc.constantFrom('[', '{"a":', '1e999', 'NaN', '"', '\ufeff{}').map((text) => Buffer.from(text)),
  fc.constantFrom(10, 20_000).map((depth) => Buffer.from('['.repeat(depth) + '9007199254740993' + ']'.repeat(depth))),
);

let runs = 0;
const fresh = (): { uid: string; name: string; node: string } => {
  runs += 1;
  return { uid: `uid-${runs}`, name: `run-${runs}`, node: `run-${runs}.main.t` };
};

/** What every outcome must be: no bug of ours, and a reason for a failure. */
function checkEnd({ result }: Ran): void {
  expect(result.exitCode, result.message).not.toBe(70);
  expect(result.message !== undefined || result.phase === 'Succeeded').toBe(true);
}

/** The bed holds the store and pods; anything else in it, or beside it, was not meant to be. */
async function checkPlaces(bed: Bed, around: readonly string[]): Promise<void> {
  const names = await readdir(bed.directory);
  expect(names.filter((name) => !/^(store|pod-\d+|left)$/.test(name))).toEqual([]);
  expect((await readdir(join(bed.directory, '..'))).filter((name) => name.includes('escaped'))).toEqual(around);
}

const types: readonly ParameterType[] = ['STRING', 'NUMBER_INTEGER', 'NUMBER_DOUBLE', 'BOOLEAN', 'LIST', 'STRUCT'];

test('any bytes in an output file give a value or a sentence', async () => {
  await withBed(async (bed) => {
    const left = join(bed.directory, 'left');
    await fc.assert(
      fc.asyncProperty(hostileBytes, fc.constantFrom(...types), async (bytes, type) => {
        await writeFile(left, bytes);
        const spec = shell('cat "$1" > "$2"', [left, { outputFile: 'o' }], {
          outputs: { parameters: { o: { type } } },
          publish: { o: 'parameters/o' },
        });
        const ran = await bed.run(spec, {}, { context: fresh() });
        checkEnd(ran);
        if (ran.result.phase === 'Succeeded') {
          expect(await ran.published('o')).toEqual(ran.result.record.outputs?.parameters['o']);
        }
      }),
      { seed: 11, numRuns: 80 },
    );
  });
});

const anyArtifact = fc.dictionary(
  fc.constantFrom('uri', 'metadata', 'custom_path', 'customPath', 'name', 'type', 'other'),
  hostileJson,
  { maxKeys: 4 },
);
const anyOutputMetadata: fc.Arbitrary<unknown> = fc.record(
  {
    parameterValues: fc.oneof(hostileJson, fc.dictionary(fc.oneof(hostileText, fc.constant('o')), hostileJson)),
    artifacts: fc.oneof(
      hostileJson,
      fc.dictionary(
        fc.oneof(hostileText, fc.constant('a')),
        fc.oneof(hostileJson, fc.record({ artifacts: fc.array(anyArtifact, { maxLength: 2 }) })),
      ),
    ),
  },
  { requiredKeys: [] },
);

test('any output_metadata.json gives outputs or a sentence, and nothing is written elsewhere', async () => {
  await withBed(async (bed) => {
    const around = (await readdir(join(bed.directory, '..'))).filter((name) => name.includes('escaped'));
    const left = join(bed.directory, 'left');
    const anyBytes = fc.oneof(
      { weight: 1, arbitrary: hostileBytes },
      { weight: 4, arbitrary: anyOutputMetadata.map((value) => Buffer.from(printJson(value as JsonValue))) },
    );
    await fc.assert(
      fc.asyncProperty(anyBytes, async (bytes) => {
        await writeFile(left, bytes);
        const spec = shell(
          'cat "$1" > "$2"; printf x > "$3"; printf y > "$4"',
          [left, { outputMetadataFile: true }, { outputFile: 'o' }, { outputArtifact: 'a', get: 'path' }],
          {
            outputs: { parameters: { o: { type: 'STRING' } }, artifacts: { a: { type: {} } } },
            publish: { o: 'parameters/o', a: 'artifacts/a' },
          },
        );
        checkEnd(await bed.run(spec, {}, { context: fresh() }));
        await checkPlaces(bed, around);
      }),
      { seed: 12, numRuns: 100 },
    );
  });
});

test('any bytes among the records are no record: the task runs', async () => {
  await withBed(async (bed) => {
    const spec = shell('printf x > "$1"', [{ outputFile: 'o' }], {
      outputs: { parameters: { o: { type: 'STRING' } } },
      publish: { o: 'parameters/o' },
    });
    const first = await bed.run(spec, { c: true }, { context: fresh() });
    const { cacheKey = '' } = first.result.record;
    await fc.assert(
      fc.asyncProperty(hostileBytes, async (bytes) => {
        const context = fresh();
        const planned = await bed.run(spec, {}, { context });
        const { id } = planned.result.record;
        await bed.store.put(`${bed.store.root}/.tiphys/v1/executions/${context.uid}/${id}.done.json`, bytes);
        await bed.store.put(`${bed.store.root}/.tiphys/v1/cache/${cacheKey}/000000000000000-x.json`, bytes);
        const ran = await bed.run(spec, { c: true }, { context });
        expect(ran.result.phase).toBe('Succeeded');
        expect(await ran.published('o')).toBe('x');
      }),
      { seed: 13, numRuns: 40 },
    );
  });
});
