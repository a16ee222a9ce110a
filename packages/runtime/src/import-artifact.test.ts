import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ComponentSpec, ImporterSpec } from '@tiphys/contract';
import { expect, test } from 'vitest';
import { component, shell, withBed } from './testing/task-fixture.ts';

const dataset = { schemaTitle: 'system.Dataset' };

function importing(importer: ImporterSpec): ComponentSpec {
  return component({
    importer,
    inputs: { parameters: { uri: { type: 'STRING' }, n: { type: 'NUMBER_INTEGER', optional: true } } },
    outputs: { artifacts: { artifact: { type: dataset, metadata: { own: true } } } },
    publish: { artifact: 'artifacts/artifact' },
  });
}

test('registers what is there, with metadata from anywhere', async () => {
  await withBed(async (bed) => {
    const directory = join(bed.directory, 'elsewhere');
    await mkdir(directory);
    await writeFile(join(directory, 'a.txt'), 'hello');
    const uri = `file://${directory}/a.txt`;
    const importer: ImporterSpec = {
      uri: { parameter: 'uri' },
      metadata: {
        members: [
          {
            key: { concat: ['k', { parameter: 'n' }] },
            value: { items: [{ value: 1 }, { text: { parameter: 'n' } }] },
          },
          { key: 'plain', value: { value: { a: null } } },
        ],
      },
    };
    const imported = await bed.run(importing(importer), { p: { uri, n: 7 } });
    const expected = [
      { name: 'artifact', uri, type: dataset.schemaTitle, metadata: { own: true, k7: [1, '7'], plain: { a: null } } },
    ];
    expect(imported.result).toMatchObject({ phase: 'Succeeded', exitCode: 0, cached: false });
    await expect(imported.published('artifact')).resolves.toEqual(expected);

    const read = shell('cat "$1"', [{ inputArtifact: 'data', get: 'path' }], {
      inputs: { artifacts: { data: { type: dataset } } },
    });
    const ran = await bed.run(
      read,
      { a: { data: await imported.published('artifact') } },
      { context: { node: 'run-1.read' } },
    );
    expect(ran.stdout).toBe('hello');
  });
});

test.each([
  ['nothing there', 'file:///nowhere/at/all', 'There is nothing at file:///nowhere/at/all'],
  ['no URI', '', 'was given no URI'],
])('fails when there is %s', async (_, uri, message) => {
  await withBed(async (bed) => {
    const { result } = await bed.run(importing({ uri: { parameter: 'uri' } }), { p: { uri } });
    expect(result).toMatchObject({ phase: 'Failed', message: expect.stringContaining(message) as string });
  });
});

test('registers what another store holds without a look', async () => {
  await withBed(async (bed) => {
    const { result } = await bed.run(importing({ uri: 'gs://bucket/x' }), { p: { uri: '' } });
    expect(result.record.outputs?.artifacts['artifact']?.[0]?.uri).toBe('gs://bucket/x');
  });
});

test('what reads an import comes from the cache, unless it is imported anew each time', async () => {
  await withBed(async (bed) => {
    await writeFile(join(bed.directory, 'b.txt'), 'x');
    const uri = `file://${bed.directory}/b.txt`;
    const read = shell('cat "$1"', [{ inputArtifact: 'data', get: 'path' }], {
      inputs: { artifacts: { data: { type: dataset } } },
    });
    const cachedAfter = async (importer: ImporterSpec, run: string): Promise<boolean> => {
      const context = (task: string): object => ({
        context: { name: run, uid: run, node: `${run}.${task}`, pod: `${run}-${task}` },
      });
      const imported = await bed.run(importing(importer), { p: { uri } }, context('import'));
      const ran = await bed.run(read, { a: { data: await imported.published('artifact') }, c: true }, context('read'));
      return ran.result.cached;
    };
    expect(await cachedAfter({ uri }, 'one')).toBe(false);
    expect(await cachedAfter({ uri }, 'two')).toBe(true);
    expect(await cachedAfter({ uri, reimport: true }, 'three')).toBe(false);
    expect(await cachedAfter({ uri, reimport: true }, 'four')).toBe(false);
  });
});
