import { expect, test } from 'vitest';
import type { KfpProviders } from './kfp-providers.ts';
import { resolveStore } from './resolve-store.ts';
import type { StoreSettings } from './store-settings.ts';
import { storeVariables } from './store-variables.ts';

const kfpMinio = { endpoint: 'minio-service.kubeflow:9000' };

test.each([
  [undefined, { root: 'minio://mlpipeline/v2/artifacts', ...kfpMinio }],
  ['minio://b/p/', { root: 'minio://b/p', ...kfpMinio }],
  ['s3://b/p', { root: 's3://b/p' }],
  [
    's3://b/p?region=eu-west-1&endpoint=http://s3.local:9000&disableSSL=true',
    { root: 's3://b/p', endpoint: 's3.local:9000', region: 'eu-west-1' },
  ],
  ['s3://b?endpoint=s3.local', { root: 's3://b', endpoint: 's3.local', secure: true }],
])('reads the pipeline root %s', (root, config) => {
  expect(resolveStore(root).config).toEqual(config);
});

const keys = { name: 'keys', accessKey: 'a', secretKey: 's' };

/** The names of the variables, with the Secret or ConfigMap that each refers to. */
function references(root: string, settings: StoreSettings): readonly string[] {
  return storeVariables(resolveStore(root, settings)).flatMap(({ name, valueFrom }) => {
    const from = valueFrom?.secretKeyRef ?? valueFrom?.configMapKeyRef;
    return from === undefined ? [] : [`${name} ${from.name ?? ''}/${from.key}${from.optional === true ? '?' : ''}`];
  });
}

test.each<[string, StoreSettings, readonly string[]]>([
  ['minio://b', {}, ['mlpipeline-minio-artifact/accesskey', 'mlpipeline-minio-artifact/secretkey']],
  ['s3://b', {}, ['mlpipeline-minio-artifact/accesskey?', 'mlpipeline-minio-artifact/secretkey?']],
  ['s3://b', { secret: keys }, ['keys/a?', 'keys/s?']],
  ['s3://b', { secret: keys, credentials: 'secret' }, ['keys/a', 'keys/s']],
  ['minio://b', { credentials: 'identity' }, []],
  ['s3://b', { secret: keys, credentials: 'environment' }, []],
  ['s3://b', { credentials: 'none' }, []],
])('%s with %j refers to %j', (root, settings, expected) => {
  expect(references(root, settings).map((text) => text.split(' ')[1])).toEqual(expected);
  const { credentials } = settings;
  expect(resolveStore(root, settings).config.credentials).toBe(credentials === 'secret' ? undefined : credentials);
});

test('other places stand for themselves, and their keys have their number', () => {
  const settings: StoreSettings = {
    endpoint: 'own:9000',
    places: [
      { prefix: 's3://public/', region: 'eu-west-1', credentials: 'none' },
      { prefix: 'minio://team', secret: keys, ca: { kind: 'configMap', name: 'trust', key: 'ca.crt' } },
      { prefix: 's3://lake', endpoint: 'lake:443', sts: 'https://sts.local', credentials: 'identity' },
    ],
  };
  expect(resolveStore('s3://b', settings).config).toEqual({
    root: 's3://b',
    endpoint: 'own:9000',
    secure: true,
    places: [
      { prefix: 's3://public/', region: 'eu-west-1', credentials: 'none' },
      { prefix: 'minio://team', ...kfpMinio },
      { prefix: 's3://lake', endpoint: 'lake:443', secure: true, sts: 'https://sts.local', credentials: 'identity' },
    ],
  });
  expect(references('s3://b', settings).slice(2)).toEqual([
    'TIPHYS_ACCESS_KEY_1 keys/a',
    'TIPHYS_SECRET_KEY_1 keys/s',
    'TIPHYS_CA_1 trust/ca.crt',
  ]);
});

const secretRef = { secretName: 'k', accessKeyKey: 'a', secretKeyKey: 's' };
const providers: KfpProviders = {
  s3: {
    default: { endpoint: 's3.amazonaws.com', region: 'us-west-2', credentials: { fromEnv: true } },
    overrides: [
      {
        bucketName: 'lake',
        keyPrefix: 'raw/',
        endpoint: 'http://lake:9000',
        forcePathStyle: false,
        credentials: { secretRef },
      },
    ],
  },
  minio: { default: { endpoint: 'seaweedfs.kubeflow:9000', disableSSL: true, credentials: { secretRef } } },
};

test("KFP's providers become places, and the root is reached as the one that it falls into", () => {
  const { config, references: given } = resolveStore('minio://mlpipeline/v2', {}, providers);
  expect(config).toEqual({
    root: 'minio://mlpipeline/v2',
    endpoint: 'seaweedfs.kubeflow:9000',
    style: 'path',
    places: [
      { prefix: 's3://lake/raw/', endpoint: 'lake:9000', style: 'virtual' },
      { prefix: 's3://', region: 'us-west-2', credentials: 'environment' },
      { prefix: 'minio://', endpoint: 'seaweedfs.kubeflow:9000', style: 'path' },
    ],
  });
  const secret = { name: 'k', accessKey: 'a', secretKey: 's', optional: false };
  expect(given).toEqual([{ secret }, { place: 0, secret }, { place: 1 }, { place: 2, secret }]);
  const root = resolveStore('s3://lake/raw/runs', { region: 'mine' }, providers).config;
  expect(root).toMatchObject({ endpoint: 'lake:9000', style: 'virtual', region: 'mine' });
});
