import { dump, load } from 'js-yaml';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readYaml } from './read-yaml.ts';
import { dereference, type SourceNode } from './source-node.ts';

/** The tree as plain data: text for scalars, `[key, value]` pairs for mappings. */
function plain(node: SourceNode): unknown {
  const target = dereference(node);
  switch (target?.kind) {
    case 'scalar':
      return target.text;
    case 'sequence':
      return target.items.map(plain);
    case 'mapping':
      return { pairs: target.pairs.map(({ key, value }) => [plain(key), plain(value)]) };
    case undefined:
      return 'recursive';
  }
}

function read(text: string): unknown[] {
  const parsed = readYaml(text);
  return 'documents' in parsed ? parsed.documents.map(plain) : [parsed.fault];
}

const pairs = (...list: readonly unknown[]): unknown => ({ pairs: list });

test.each([
  ['a: 1\nb: {c: 2, d: [3, 4]}\n', [pairs(['a', '1'], ['b', pairs(['c', '2'], ['d', ['3', '4']])])]],
  ['- a\n-\n- \n- # x - y\n- b\n-', [['a', '', '', '', 'b', '']]],
  ['a:\n- 1\n-\nb: 2', [pairs(['a', ['1', '']], ['b', '2'])]],
  ['- - a\n  - null\n- b', [[['a', 'null'], 'b']]],
  ['a:\nb:\n', [pairs(['a', ''], ['b', ''])]],
  ['? a\n? b\n: 2\n? [c]\n: {d: e}\n', [pairs(['a', ''], ['b', '2'], [['c'], pairs(['d', 'e'])])]],
  ['{a, b: , c: d, "e":f}', [pairs(['a', ''], ['b', ''], ['c', 'd'], ['e', 'f'])]],
  ['[a: b, c, ? d : e]', [[pairs(['a', 'b']), 'c', pairs(['d', 'e'])]]],
  ['a: |\n  x: y\n  - z\n\nb: >-\n  one\n  two\n', [pairs(['a', 'x: y\n- z\n'], ['b', 'one two'])]],
  [
    'a: &x\n  b: 1\nc: *x\nd: [*x, &y 2, *y]\n',
    [pairs(['a', pairs(['b', '1'])], ['c', pairs(['b', '1'])], ['d', [pairs(['b', '1']), '2', '2']])],
  ],
  ['&k key: &v value\n*k : *v\n', [pairs(['key', 'value'], ['key', 'value'])]],
  ['!!map\n!!str a: !!str b\n', [pairs(['a', 'b'])]],
  ['a: &n\nb: *n\n', [pairs(['a', ''], ['b', ''])]],
  ["a: \"x\\ty\\u00e9\\ud83d\\ude00\"\nb: 'it''s'\n", [pairs(['a', 'x\ty\u00e9\u{1f600}'], ['b', "it's"])]],
  ['a: 1\n---\nb: 2\n...\n---\n', [pairs(['a', '1']), pairs(['b', '2']), '']],
  ['# only\n', ['']],
  ['a: one\n  two\n   three\n', [pairs(['a', 'one two three'])]],
  ['a: &r [1, *r]', [pairs(['a', ['1', 'recursive']])]],
  ['__proto__: 1\nconstructor: 2', [pairs(['__proto__', '1'], ['constructor', '2'])]],
  ['a: [\n  b,\n  c # d\n]\n', [pairs(['a', ['b', 'c']])]],
  ['a: {x: 1,\n  y: 2}\nb: 3', [pairs(['a', pairs(['x', '1'], ['y', '2'])], ['b', '3'])]],
  ['a: x # comment: here\n', [pairs(['a', 'x'])]],
  ['"a: b": c\n', [pairs(['a: b', 'c'])]],
])('%j', (text, expected) => {
  expect(read(text)).toEqual(expected);
  expect(read(text.replaceAll('\n', '\r\n'))).toEqual(read(text));
});

test.each([
  ['a: [1', { reason: 'a flow collection starts here and never ends', offset: 3 }],
  ['a: b\n\tc: d\n', { reason: 'tab characters must not be used in indentation', offset: 5 }],
  ['- - a\n  -\n- b', { reason: 'an empty item before this one must be written as "null"', offset: 10 }],
  ['a: *gone\n', { reason: 'unidentified alias "gone"', offset: 8 }],
  ['a: {b: c}}\n', { reason: 'bad indentation of a mapping entry', offset: 9 }],
])('fault in %j', (text, fault) => {
  expect(read(text)).toEqual([fault]);
});

test('every scalar and flow collection has the place where it was written', () => {
  const text = 'a: &x "q"\n? b\n: [1,  {c: d}]\ne: !!str  f g \nh: *x\ni: |\n  block\nj: [ *x ]\n';
  const places: string[] = [];
  const visit = (node: SourceNode): void => {
    places.push(text.slice(node.start, node.end));
    if (node.kind === 'mapping') {
      node.pairs.forEach(({ key, value }) => {
        visit(key);
        visit(value);
      });
    } else if (node.kind === 'sequence') {
      node.items.forEach(visit);
    }
  };
  const parsed = readYaml(text);
  ('documents' in parsed ? parsed.documents : []).forEach(visit);
  expect(places.slice(1)).toEqual([
    ...['a', '"q"', 'b', '[1,  {c: d}]', '1', '{c: d}', 'c', 'd', 'e', 'f g', 'h', '*x'],
    ...['i', '|\n  block', 'j', '[ *x ]', '*x'],
  ]);
});

const anyTree: fc.Arbitrary<unknown> = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('', '-', '# x', 'a: b', '- c', '*a', '&b', 'x\ny\n', '  lead', '[', '{}', '? d', ': e', '---'),
    fc.constant(null),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
  ),
})).value;

/** What `plain` gives for data that was written with all texts in quotes or block style. */
function expected(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(expected);
  }
  if (typeof value === 'object' && value !== null) {
    return { pairs: Object.entries(value).map(([key, item]) => [key, expected(item)]) };
  }
  return value === null ? 'null' : value;
}

test('what js-yaml writes is read as the same tree, in any style', () => {
  const styles = fc.record({
    flowLevel: fc.integer({ min: -1, max: 3 }),
    indent: fc.constantFrom(1, 2, 4),
    noArrayIndent: fc.boolean(),
  });
  fc.assert(
    fc.property(anyTree, styles, fc.constantFrom(20, 80, -1), (tree, style, lineWidth) => {
      const text = dump(tree, { ...style, lineWidth });
      // The writer has its own faults in rare styles; what its reader does not take back says nothing about ours.
      fc.pre(isReadBack(text, tree));
      expect(read(text)).toEqual([expected(tree)]);
    }),
    { numRuns: 500 },
  );
});

function isReadBack(text: string, tree: unknown): boolean {
  try {
    return JSON.stringify(load(text)) === JSON.stringify(tree);
  } catch {
    return false;
  }
}
