import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ArtifactValue, ComponentSpec } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import type { ArtifactStore } from '@tiphys/storage';
import { component, withDirectory } from '../../../packages/runtime/src/testing/task-fixture.ts';
import type { TreeContent } from '../../../packages/storage/src/testing/local-tree.ts';
import { writeTree } from '../../../packages/storage/src/testing/local-tree.ts';
import { randomNumbers } from '../../../packages/storage/src/testing/random-fault.ts';

/** The one task of this check, with its inputs in the store and what it has to give. */
export interface KilledTask {
  readonly spec: ComponentSpec;
  readonly input: JsonValue;
  /** Content of the output artifacts: of a directory, or the text of a file. */
  readonly artifacts: Readonly<Record<string, TreeContent | string>>;
  readonly parameters: Readonly<Record<string, JsonValue>>;
}

const folders = 4;
const filesPerFolder = 10;
/** More than one part of an upload, and of a download. */
const bigBytes = 17 * 2 ** 20;

/** Adds a word to each file of a directory, and makes each letter of a large file the next one. */
const script = `
  mkdir -p "$3/empty"
  for folder in "$1"/*; do
    mkdir "$3/\${folder##*/}"
    for file in "$folder"/*; do
      read -r line < "$file"
      printf '%s %s\\n' "$5" "$line" > "$3/\${folder##*/}/\${file##*/}"
    done
    echo "folder \${folder##*/}"
  done
  tr 'a-z' 'b-za' < "$2" > "$4"
  echo 'the large file'
  printf %s "$5" > "$6"
  printf %s ${folders * filesPerFolder} > "$7"
  head -c 60000 /dev/zero | tr '\\0' x > "$8"
  echo 'all parameters'
`;

const type = { schemaTitle: 'system.Dataset' };
const spec: ComponentSpec = component({
  command: [
    'sh',
    '-ec',
    script,
    'sh',
    { inputArtifact: 'data', get: 'path' },
    { inputArtifact: 'big', get: 'path' },
    { outputArtifact: 'tree', get: 'path' },
    { outputArtifact: 'file', get: 'path' },
    { parameter: 'word' },
    { outputFile: 'short' },
    { outputFile: 'count' },
    { outputFile: 'long' },
  ],
  inputs: { artifacts: { data: { type }, big: { type } }, parameters: { word: { type: 'STRING' } } },
  outputs: {
    artifacts: { tree: { type }, file: { type } },
    parameters: { short: { type: 'STRING' }, count: { type: 'NUMBER_INTEGER' }, long: { type: 'STRING' } },
  },
  publish: {
    tree: 'artifacts/tree',
    file: 'artifacts/file',
    short: 'parameters/short',
    count: 'parameters/count',
    long: 'parameters/long',
  },
});

/** Puts the inputs of the task into the store, below `<root>/inputs`. */
export async function prepareTask(store: ArtifactStore, seed: number): Promise<KilledTask> {
  const random = randomNumbers(seed);
  const letters = (length: number): Buffer =>
    Buffer.from(new Uint8Array(length).map(() => 97 + Math.floor(random() * 26)));
  const names = Array.from({ length: folders * filesPerFolder }, (_, index) => `${index % folders}/${index}.txt`);
  const data = Object.fromEntries(names.map((name): [string, string] => [name, `${letters(200).toString()}\n`]));
  const big = letters(bigBytes);
  const word = `word ${seed}`;
  const given: Record<string, readonly ArtifactValue[]> = {};
  await withDirectory(async (directory) => {
    await writeTree(join(directory, 'data'), data);
    await writeFile(join(directory, 'big'), big);
    for (const name of ['data', 'big']) {
      const uri = `${store.root}/inputs/${name}`;
      const { digest, stamp } = await store.uploadTree(join(directory, name), uri);
      given[name] = [{ name, uri, digest, ...(stamp !== undefined && { stamp }) }];
    }
  });
  const tree = Object.entries(data).map(([name, text]): [string, string] => [name, `${word} ${text}`]);
  return {
    spec,
    input: { p: { word }, a: given as unknown as JsonValue, c: 'the key' },
    artifacts: {
      tree: { ...Object.fromEntries(tree), empty: null },
      file: Buffer.from(big.map((letter) => (letter === 122 ? 97 : letter + 1))).toString(),
    },
    parameters: { short: word, count: names.length, long: 'x'.repeat(60_000) },
  };
}
