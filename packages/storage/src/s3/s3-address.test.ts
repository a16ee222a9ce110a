import { expect, test } from 'vitest';
import { bucketAddress } from './s3-address.ts';

test.each([
  [{}, 'data', 'https://data.s3.eu-central-1.amazonaws.com'],
  [{}, 'with.dots', 'https://s3.eu-central-1.amazonaws.com/with.dots'],
  [{}, 'Upper', 'https://s3.eu-central-1.amazonaws.com/Upper'],
  [{ style: 'path' }, 'data', 'https://s3.eu-central-1.amazonaws.com/data'],
  [{ endpoint: 's3.cn-north-1.amazonaws.com.cn', secure: true }, 'data', 'https://data.s3.cn-north-1.amazonaws.com.cn'],
  [{ endpoint: 'minio:9000' }, 'data', 'http://minio:9000/data'],
  [{ endpoint: 'minio', secure: true }, 'data', 'https://minio/data'],
  [{ endpoint: 'https://minio:443' }, 'data', 'https://minio/data'],
  [{ endpoint: 'minio:9000', style: 'virtual' }, 'data', 'http://data.minio:9000'],
  [{ endpoint: '[::1]:9000' }, 'data', 'http://[::1]:9000/data'],
] as const)('%j, bucket %s: %s', (place, bucket, expected) => {
  const { secure, authority, path } = bucketAddress(place, bucket, 'eu-central-1');
  expect(`${secure ? 'https' : 'http'}://${authority}${path}`).toBe(expected);
});
