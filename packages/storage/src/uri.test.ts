import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compareBytes, isBelow, joinUri, parseUri } from './uri.ts';

test.each([
  ['s3://bucket/a/b', { scheme: 's3', bucket: 'bucket', key: 'a/b' }],
  ['minio://bucket', { scheme: 'minio', bucket: 'bucket', key: '' }],
  ['minio://bucket/a b%20ü#?', { scheme: 'minio', bucket: 'bucket', key: 'a b%20ü#?' }],
  ['file:///dir/x/', { scheme: 'file', bucket: '', key: 'dir/x/' }],
])('%s', (uri, parts) => {
  expect(parseUri(uri)).toEqual({ uri, ...parts });
});

test.each([
  '',
  'x',
  '/x',
  's3:/x',
  's3://',
  's3:///x',
  'file://host/x',
  's3://b/../x',
  's3://b/a/./x',
  's3://b/a//x',
  's3://b/..',
  's3://b/x\0',
  's3://b/\ud800',
  's3://../x',
  's3://./x',
  'file:///..',
])('%j is refused', (uri) => {
  expect(() => parseUri(uri)).toThrow(/is not the URI|names no bucket|is not a file URI|is refused/);
});

test('whatever is accepted stays below its bucket when it becomes a path', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('.', '/', 'a', '\\', ' ') }), (key) => {
      let accepted: string;
      try {
        accepted = parseUri(`s3://bucket/${key}`).key;
      } catch {
        return;
      }
      expect(new URL(`file:///root/${encodeURI(accepted).replaceAll('\\', '%5C')}`).pathname.startsWith('/root/')).toBe(
        true,
      );
      expect(accepted.split('/')).not.toContain('..');
    }),
  );
});

test('below is by segments', () => {
  expect(isBelow('s3://b/root/x', 's3://b/root')).toBe(true);
  expect(isBelow('s3://b/root', 's3://b/root')).toBe(true);
  expect(isBelow('s3://b/rooted', 's3://b/root')).toBe(false);
  expect(joinUri('s3://b/root//', 'a', 'b')).toBe('s3://b/root/a/b');
});

test('names are in the order of their UTF-8 bytes', () => {
  const unit = fc.constantFrom('a', 'b', '/', 'ü', '\ud7ff', '\ue000', '\uffff', '😀', '\u{10ffff}');
  const name = fc.string({ unit, maxLength: 5 });
  fc.assert(
    fc.property(name, name, (left, right) => {
      expect(Math.sign(compareBytes(left, right))).toBe(Buffer.compare(Buffer.from(left), Buffer.from(right)));
    }),
    { numRuns: 2000 },
  );
});
