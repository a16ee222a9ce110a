import { expect, test } from 'vitest';
import { resolveEmitOptions } from './options.ts';

test.each([
  [undefined, { root: 'minio://mlpipeline/v2/artifacts', endpoint: 'minio-service.kubeflow:9000', secure: false }],
  ['minio://b/p/', { root: 'minio://b/p', endpoint: 'minio-service.kubeflow:9000', secure: false }],
  ['s3://b/p', { root: 's3://b/p' }],
  [
    's3://b/p?region=eu-west-1&endpoint=http://s3.local:9000&disableSSL=true',
    { root: 's3://b/p', endpoint: 's3.local:9000', region: 'eu-west-1', secure: false },
  ],
  ['s3://b?endpoint=s3.local', { root: 's3://b', endpoint: 's3.local', secure: true }],
])('reads the pipeline root %s', (pipelineRoot, store) => {
  expect(resolveEmitOptions(pipelineRoot === undefined ? {} : { pipelineRoot }).store).toEqual(store);
});

test("prefers the user's root to the pipeline's own", () => {
  expect(resolveEmitOptions({}, 's3://own').store.root).toBe('s3://own');
  expect(resolveEmitOptions({ pipelineRoot: 's3://mine' }, 's3://own').store.root).toBe('s3://mine');
});
