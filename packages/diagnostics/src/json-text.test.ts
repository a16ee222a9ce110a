import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonValue } from './json.ts';
import { parseJson, printJson } from './json-text.ts';

test('keeps integers beyond 2^53', () => {
  const text = '{"big":9007199254740993,"neg":-12345678901234567890,"list":[1,9007199254740991]}';
  expect(parseJson(text)).toEqual({ big: 9007199254740993n, neg: -12345678901234567890n, list: [1, 9007199254740991] });
  expect(printJson(parseJson(text))).toBe(text);
});

test('reads what is no integer as a double', () => {
  expect(parseJson('[1.5,1e3,9007199254740993.0,1E400e]'.replace('1E400e', '2e-5'))).toEqual([
    1.5, 1000, 9007199254740992, 0.00002,
  ]);
});

test('keeps the order of keys, and keys that mean something to JavaScript', () => {
  const text = '{"b":1,"__proto__":{"x":1e0},"a":{"constructor":12345678901234567890,"toString":null}}';
  const value = parseJson(text);
  expect(Object.keys(value as object)).toEqual(['b', '__proto__', 'a']);
  expect(printJson(value)).toBe(text.replace('1e0', '1'));
});

test('refuses what is not JSON, and numbers that a double cannot hold', () => {
  expect(() => parseJson('{a: 1}')).toThrow(SyntaxError);
  expect(() => parseJson('')).toThrow(SyntaxError);
  expect(() => parseJson('[1e999]')).toThrow(new SyntaxError('the number 1e999 is too large'));
});

test('does not write NaN as null', () => {
  expect(() => printJson({ a: [NaN] })).toThrow(new RangeError('NaN cannot be written as JSON'));
  expect(() => printJson(-Infinity)).toThrow(RangeError);
});

test('indents', () => {
  expect(printJson({ a: [1n] }, 2)).toBe('{\n  "a": [\n    1\n  ]\n}');
});

const anyJson: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    fc.string({ unit: 'binary' }),
    fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (Object.is(value, -0) ? 0 : value)),
    fc.bigInt().filter((value) => !Number.isSafeInteger(Number(value))),
    fc.array(tie('value')),
    fc.dictionary(fc.string(), tie('value')),
  ),
})).value;

test('what is printed reads back as the same value', () => {
  fc.assert(
    fc.property(anyJson, fc.constantFrom(undefined, 2), (value, indent) => {
      // Integers that a double holds beyond 2^53 come back as what they are: exact integers.
      expect(printJson(parseJson(printJson(value, indent)))).toBe(printJson(value));
    }),
  );
});
