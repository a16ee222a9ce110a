import { UsageError } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { parseStore } from './parse-store.ts';

const place = { cwd: '/home/ada', env: {} };

test.each([
  ['.tiphys/store', { root: 'file:///home/ada/.tiphys/store' }],
  ['/data', { root: 'file:///data' }],
  ['file:///data', { root: 'file:///data' }],
  ['s3://bucket/prefix', { root: 's3://bucket/prefix' }],
  ['s3://bucket?region=eu-1', { root: 's3://bucket', region: 'eu-1' }],
  ['minio://b/p?endpoint=localhost:9000', { root: 'minio://b/p', endpoint: 'localhost:9000' }],
  ['minio://b/p?endpoint=https://x:9', { root: 'minio://b/p', endpoint: 'x:9', secure: true }],
  ['minio://b/p?endpoint=x:9&disableSSL=false', { root: 'minio://b/p', endpoint: 'x:9', secure: true }],
])('%s', (text, options) => {
  expect(parseStore(text, place).options).toEqual(options);
});

test('keys come from the environment', async () => {
  const env = { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 't', AWS_REGION: 'r' };
  const { options, credentials } = parseStore('s3://bucket', { cwd: '/', env });
  expect(options).toEqual({ root: 's3://bucket', region: 'r' });
  expect(await credentials?.()).toEqual({ accessKey: 'a', secretKey: 's', sessionToken: 't' });
});

test.each(['gs://bucket', 'minio://bucket', 'http://x'])('%s is refused', (text) => {
  expect(() => parseStore(text, place)).toThrow(UsageError);
});
