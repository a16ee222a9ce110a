import fc from 'fast-check';
import { expect, test } from 'vitest';
import { HeaderFields } from './header-fields.ts';

test('a field is found by its whole name, however that is written, and without blanks around its value', () => {
  const fields = new HeaderFields(
    '\r\nETag:  "a: b" \r\nX-Content-Length: 1\r\ncontent-LENGTH:2\r\nempty:\r\nETag: "c"',
  );
  expect(fields.get('etag')).toBe('"c"');
  expect(fields.get('content-length')).toBe('2');
  expect(fields.get('empty')).toBe('');
  expect(fields.get('tag')).toBeUndefined();
  expect(new HeaderFields('').get('etag')).toBeUndefined();
});

test('values come out as they are', () => {
  const name = fc.constantFrom('a', 'A-b', 'À', 'long-name');
  const value = fc.string({ unit: fc.constantFrom('a', 'B', ':', ' ', 'ÿ', 'À'), maxLength: 8 });
  fc.assert(
    fc.property(fc.array(fc.tuple(name, value)), (lines) => {
      const fields = new HeaderFields(lines.map(([left, right]) => `\r\n${left}:${right}`).join(''));
      const expected = new Map(lines.map(([left, right]) => [left.toLowerCase(), right.trim()]));
      for (const each of ['a', 'a-b', 'à', 'long-name']) expect(fields.get(each)).toBe(expected.get(each));
    }),
  );
});
