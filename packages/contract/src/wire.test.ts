import { InternalError } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { printInertJson } from './inert-json.ts';
import { createSpilled, isSpilled } from './spilled.ts';
import { decodeWire, encodeWire, wireKey } from './wire.ts';

test('escapes what Argo and the kubelet would react to', () => {
  expect(encodeWire({ 'a{': 'x {{y}} $(Z) é\u007f😀' })).toBe(
    String.raw`{"a\u007b":"x \u007b\u007by}} \u0024(Z) \u00e9\u007f\ud83d\ude00"}`,
  );
  expect(encodeWire([1, -0, 1.5, 1e21, 1e-7, 9007199254740993n, true, null])).toBe(
    '[1,-0,1.5,1e+21,1e-7,9007199254740993,true,null]',
  );
});

test('integers beyond 2^53 are exact, and floats of that size stay floats', () => {
  expect(decodeWire('[9007199254740993, -9007199254740993, 1e3, 12345678901234567890.0]')).toEqual([
    9007199254740993n,
    -9007199254740993n,
    1000,
    12345678901234567890,
  ]);
  expect(encodeWire(2 ** 53)).toBe('9007199254740992.0');
});

test('a spilled value survives, at any depth', () => {
  const spilled = createSpilled({ uri: 'minio://b/k', digest: 'sha256:00', length: 3 });
  expect(encodeWire([spilled])).toBe('[{"tiphys:ref":{"uri":"minio://b/k","digest":"sha256:00","length":3}}]');
  const [back] = decodeWire(encodeWire([spilled])) as [typeof spilled];
  expect(isSpilled(back)).toBe(true);
  expect(back['tiphys:ref'].length).toBe(3);
});

test('a member of a spilled value is one too, as a loop over a large list gives it to its body', () => {
  const text =
    '{"tiphys:at":[{"tiphys:at":[{"tiphys:ref":{"uri":"s3://b/k","digest":"sha256:00","length":3}},2]},"a"]}';
  const value = decodeWire(text);
  expect(isSpilled(value) && value['tiphys:ref'].path).toEqual([2, 'a']);
  expect(isSpilled(decodeWire('{"tiphys:at":[[1],0]}'))).toBe(false);
});

test("a user's object is never taken for a spilled value", () => {
  const look = { 'tiphys:ref': { uri: 'minio://secret', digest: 'sha256:00' } };
  expect(isSpilled(look)).toBe(false);
  expect(encodeWire(look)).toContain('"tiphys:tiphys:ref"');
  const back = decodeWire(encodeWire(look));
  expect(back).toEqual(look);
  expect(isSpilled(back)).toBe(false);
  expect(isSpilled(decodeWire('{"tiphys:ref":{"uri":"x","digest":"y"},"other":1}'))).toBe(false);
  expect(isSpilled(decodeWire('{"tiphys:ref":{"uri":"x"}}'))).toBe(false);
  expect(wireKey('tiphys:ref')).toBe('tiphys:tiphys:ref');
  expect(wireKey('plain')).toBe('plain');
});

test('a key __proto__ is a key', () => {
  const value = decodeWire('{"__proto__":{"tiphys:tiphys:a":1},"tiphys:x":2}');
  expect(Object.entries(value as object)).toEqual([
    ['__proto__', { 'tiphys:a': 1 }],
    ['tiphys:x', 2],
  ]);
});

test('what is no JSON is refused', () => {
  expect(() => encodeWire(Number.NaN)).toThrow(InternalError);
  expect(() => decodeWire('<none>')).toThrow(SyntaxError);
});

test('inert JSON breaks up active pairs only', () => {
  expect(printInertJson({ a: ['{{{x}}', '$(A) $$ $B', '{é}', 9007199254740993n], 'tiphys:k': 1 })).toBe(
    String.raw`{"a":["\u007b\u007b{x}}","\u0024(A) \u0024$ $B","{\u00e9}",9007199254740993],"tiphys:k":1}`,
  );
});

test('takes a member out of a value that is at hand, where Argo would have rounded it', () => {
  expect(decodeWire('{"tiphys:at":[[1,{"a":[9007199254740993]}],1,"a",0]}')).toBe(9007199254740993n);
  expect(decodeWire('[{"tiphys:at":[{"tiphys:at":[[["x"]],0]},0]}]')).toEqual(['x']);
  // The SDK calls an item a text when it is the JSON of a struct.
  expect(decodeWire('{"tiphys:at":["{\\"a\\":{\\"b\\":2}}","a","b"]}')).toBe(2);
});

test('a member that is not there is null, and what is no path is a value of a user', () => {
  expect(decodeWire('{"tiphys:at":[{"a":1},"b"]}')).toBeNull();
  expect(decodeWire('{"tiphys:at":[[1],2]}')).toBeNull();
  expect(decodeWire('{"tiphys:at":[[1],null]}')).toEqual({ 'tiphys:at': [[1], null] });
});
