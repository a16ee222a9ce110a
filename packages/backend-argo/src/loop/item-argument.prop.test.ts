import { decodeWire, encodeWire, isSpilled } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { iterationTexts } from '../testing/argo-passes.ts';
import type { ItemFacts } from './item-argument.ts';
import { itemArgument } from './item-argument.ts';

/** The argument of an iteration. */
function argumentOf(index: number, list: string, facts: Partial<ItemFacts> = {}): string {
  const written = itemArgument({ kind: 'parameters', type: undefined, mayRound: false, ...facts });
  return iterationTexts(written, { 'inputs.parameters.items': list }, [index])[0] ?? '';
}

const traps = [
  '{{workflow.name}}',
  '{{=1+1}}',
  '{{item}}',
  '}}',
  '$(HOME)',
  '"',
  "'",
  '\\',
  '\\u003c',
  '\n\u007f',
  '<&>',
  'é😀',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...traps), fc.string({ unit: 'grapheme' })), { maxLength: 3 })
  .map((parts) => parts.join(''));
const value = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom(null, true, false),
    fc.integer(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.bigInt({ min: 2n ** 53n }),
    text,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(text, tie('value'), { maxKeys: 3 }),
  ),
})).value;
const lists = fc.array(value, { minLength: 1, maxLength: 5 });

test('an iteration is given its item, exact and inert, and nothing else of the list', () => {
  fc.assert(
    fc.property(lists, fc.nat({ max: 4 }), fc.boolean(), (list, at, isConstant) => {
      const index = at % list.length;
      const text = argumentOf(index, encodeWire(list), isConstant ? { constant: list } : {});
      expect(text).not.toMatch(/\{\{|\$|\u007f/);
      expect(decodeWire(text)).toEqual(decodeWire(encodeWire(list[index] ?? null)));
    }),
    { numRuns: 400 },
  );
});

test('only an item that Argo would round brings its list', () => {
  const list = '[{"id":1},9007199254740993,"9007199254740993","a,9007199254740993",[1234567890123456789012]]';
  const texts = [0, 1, 2, 3, 4].map((index) => argumentOf(index, list));
  expect(texts.map((text) => text.includes('tiphys:at'))).toEqual([false, true, false, false, true]);
  expect(texts.map((text) => decodeWire(text))).toEqual(decodeWire(list));
  expect(argumentOf(1, list, { mayRound: true })).toBe('9007199254740992');
});

test('a large integer may be the first of an item that is a list', () => {
  const list = '[[9007199254740993],[-9007199254740993,1],[[9007199254740993]]]';
  expect([0, 1, 2].map((index) => decodeWire(argumentOf(index, list)))).toEqual(decodeWire(list));
});

test('an item of a list in the store is a place in it', () => {
  const list = '{"tiphys:ref":{"uri":"s3://b/k","digest":"sha256:0","length":3}}';
  const item = decodeWire(argumentOf(2, list));
  expect(isSpilled(item) && item['tiphys:ref'].path).toEqual([2]);
});

test('an item that is declared a string is the text of what is there; an artifact is a list of one', () => {
  expect(argumentOf(0, '[{"a":1}]', { type: 'STRING' })).toBe('"{\\"a\\":1}"');
  expect(argumentOf(0, '["a"]', { type: 'STRING' })).toBe('"a"');
  expect(argumentOf(1, '[{"uri":"a"},{"uri":"b"}]', { kind: 'artifacts' })).toBe('[{"uri":"b"}]');
});
