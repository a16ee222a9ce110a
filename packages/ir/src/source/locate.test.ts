import { expect, test } from 'vitest';
import { createLineMap } from './line-map.ts';
import { createLocator, type Locator } from './locate.ts';
import { readDocuments } from './read-documents.ts';

const text = `root:
  dag:
    tasks:
      train: &t
        component_ref: {name: comp-train}
        args: [one, "two"]
      test: *t
      merged:
        <<: *t
  dag: 3
`;

function locate(source: string): Locator {
  const parsed = readDocuments(source);
  const [node] = 'documents' in parsed ? parsed.documents : [];
  if (node === undefined) {
    throw new Error('no document');
  }
  return createLocator(node, createLineMap(source, 'f.yaml'));
}

const locator = locate(text);
const tasks = (...path: (string | number)[]) => ['root', 'dag', ...path];

function show(range: ReturnType<Locator['value']>): string {
  const { start, end } = range;
  return `${start.line}:${start.column}-${end.line}:${end.column} ${text.slice(start.offset, end.offset)}`;
}

test.each([
  [['root'], '1:1-1:5 root'],
  [[], '1:1-1:2 r'],
  [tasks(), '10:8-10:9 3'],
])('%j', (path, expected) => {
  expect(show(locator.value(path))).toBe(expected);
});

const single = locate(text.replace('  dag: 3\n', ''));

test.each([
  ['a collection: its key', tasks('tasks', 'train'), '4:7-4:12 train'],
  ['a scalar: itself', tasks('tasks', 'train', 'args', 1), '6:21-6:26 "two"'],
  ['an item', tasks('tasks', 'train', 'args', 0), '6:16-6:19 one'],
  ['a field in snake_case', tasks('tasks', 'train', 'componentRef', 'name'), '5:31-5:41 comp-train'],
  ['an alias', tasks('tasks', 'test'), '7:13-7:15 *t'],
  ['behind an alias', tasks('tasks', 'test', 'args', 0), '6:16-6:19 one'],
  ['behind a merge', tasks('tasks', 'merged', 'args', 0), '6:16-6:19 one'],
  ['nothing: what is around it', tasks('tasks', 'train', 'inputs', 'parameters'), '4:7-4:12 train'],
  ['a step that makes no sense', tasks('tasks', 0), '3:5-3:10 tasks'],
])('%s', (_name, path, expected) => {
  expect(show(single.value(path))).toBe(expected);
});

test('keys, also when they are there twice', () => {
  expect(show(locator.key(['root', 'dag'], 0))).toBe('2:3-2:6 dag');
  expect(show(locator.key(['root', 'dag'], 1))).toBe('10:3-10:6 dag');
  expect(show(locator.key(['root', 'gone']))).toBe('1:1-1:5 root');
});

test('line breaks of every kind', () => {
  const { position } = createLineMap('a\nb\r\nc\rd', 'f');
  expect([0, 2, 3, 5, 7, 8].map((offset) => position(offset))).toEqual([
    { line: 1, column: 1, offset: 0 },
    { line: 2, column: 1, offset: 2 },
    { line: 2, column: 2, offset: 3 },
    { line: 3, column: 1, offset: 5 },
    { line: 4, column: 1, offset: 7 },
    { line: 4, column: 2, offset: 8 },
  ]);
});
