import { expect, expectTypeOf, test } from 'vitest';
import type { z } from 'zod';
import type { configSchema } from './config-schema.ts';
import type { TiphysConfig } from './config.ts';
import { defineConfig } from './define-config.ts';
import { readConfig } from './read-config.ts';

const file = 'tiphys.config.ts';

/** The same type with every part readonly: schemas have no word for that. */
type Frozen<T> = T extends (...args: never[]) => unknown ? T : { readonly [K in keyof T]: Frozen<T[K]> };

function found(value: unknown): readonly string[] {
  return readConfig(value, file).diagnostics.map(
    ({ code, path, message, hint }) => `${code} ${path.join('.')} | ${message} | ${hint ?? ''}`,
  );
}

test('what the schema takes is what the types promise', () => {
  expectTypeOf<Frozen<z.infer<typeof configSchema>>>().toEqualTypeOf<Frozen<TiphysConfig>>();
});

test('a valid configuration comes back as it is', () => {
  const config = defineConfig({
    argoVersion: '3.7',
    kind: 'cron-workflow',
    schedule: { expressions: ['0 6 * * *'], timezone: 'Europe/Berlin', concurrencyPolicy: 'Forbid' },
    pipelineRoot: 's3://bucket/prefix',
    launcherImage: 'registry.example/launcher:1',
  });
  expect(readConfig(config, file)).toEqual({ config, diagnostics: [] });
  expect(readConfig({}, file)).toEqual({ config: {}, diagnostics: [] });
});

test('a volume for the launcher is the image, or what Kubernetes knows as a volume', () => {
  const source = { persistentVolumeClaim: { claimName: 'tools', readOnly: true } };
  for (const launcherVolume of ['image', { source }, { source, subPath: '0.1.0' }] as const) {
    expect(found({ launcherVolume })).toEqual([]);
  }
  expect(found({ launcherVolume: { source: { persistentVolumeClaim: { claim: 'tools' } } } })).toEqual([
    expect.stringContaining('CFG-003 launcherVolume.source.persistentVolumeClaim.claim'),
    expect.stringContaining('CFG-004 launcherVolume.source.persistentVolumeClaim.claimName'),
  ]);
  expect(found({ launcherVolume: { subPath: 1 } })).toEqual([
    expect.stringContaining('CFG-004 launcherVolume.subPath'),
    expect.stringContaining('CFG-004 launcherVolume.source'),
  ]);
  expect(found({ launcherVolume: 'claim' })[0]).toContain('CFG-004 launcherVolume');
});

test('the editor knows the keys', () => {
  // @ts-expect-error a typo of pipelineRoot
  defineConfig({ pipelineRot: 's3://bucket' });
  // @ts-expect-error a value that does not exist
  defineConfig({ argoVersion: '2.9' });
});

test('CFG-003: an unknown key, at the top and inside, with what was probably meant', () => {
  expect(found({ pipelineRot: 's3://b', schedule: { expressions: ['* * * * *'], timezon: 'UTC' } })).toEqual([
    'CFG-003 schedule.timezon | tiphys.config.ts sets "timezon", which is not known | Did you mean "timezone"?',
    'CFG-003 pipelineRot | tiphys.config.ts sets "pipelineRot", which is not known | Did you mean "pipelineRoot"?',
  ]);
  expect(found({ zzz: 1 })[0]).toMatch(/Known here: .*argoVersion/);
});

test('CFG-004: wrong values, each with its key', () => {
  expect(
    found({ kind: 'workflow-templat', argoVersion: '9', pipelineRoot: 'bucket', launcherImage: 3, schedule: {} }),
  ).toEqual([
    expect.stringMatching(/^CFG-004 argoVersion .* cannot be "9" [|] It is one of any, 3[.]5/),
    'CFG-004 kind | tiphys.config.ts: kind cannot be "workflow-templat" | Did you mean "workflow-template"?',
    'CFG-004 schedule.expressions | tiphys.config.ts: schedule.expressions is missing | It must be a list.',
    'CFG-004 pipelineRoot | tiphys.config.ts: pipelineRoot cannot be "bucket" | A store looks like minio://bucket/prefix or s3://bucket/prefix.',
    'CFG-004 launcherImage | tiphys.config.ts: launcherImage is a number | It must be a string.',
  ]);
  expect(found({ schedule: { expressions: [] } })[0]).toContain('CFG-004 schedule.expressions');
});

test.each([
  [undefined, 'nothing'],
  [null, 'nothing'],
  [[], 'a list'],
  ['text', 'a string'],
  [() => ({}), 'a function'],
])('CFG-002: %s is no configuration', (value, name) => {
  expect(found(value)).toEqual([
    `CFG-002  | tiphys.config.ts gives ${name} as its configuration, and an object is needed | Write export default defineConfig({ ... }) into it.`,
  ]);
});

test('the store section names keys and certificates, and takes no addresses with a scheme', () => {
  const ca = { kind: 'secret', name: 'trust', key: 'ca.crt' };
  const secret = { name: 'keys', accessKey: 'a', secretKey: 's' };
  expect(
    found({ store: { endpoint: 'minio:9000', region: 'x', secure: true, style: 'path', client: 'minio', ca, secret } }),
  ).toEqual([]);
  expect(found({ store: { endpoint: 'https://minio', secret: { name: 'keys' } } })).toEqual([
    expect.stringMatching(/^CFG-004 store\.endpoint .*`secure` says\.$/),
    expect.stringContaining('CFG-004 store.secret.accessKey'),
    expect.stringContaining('CFG-004 store.secret.secretKey'),
  ]);
});

test('the cache section takes durations, for all tasks and for some', () => {
  expect(found({ cache: { ttl: '7d', maxAge: '30d', tasks: { train: { ttl: '1h' } } } })).toEqual([]);
  const hint = 'A duration is a whole number with s, m, h, d or w: 90s, 15m, 12h, 7d, 4w.';
  expect(found({ cache: { ttl: '7 days', maxAge: 30, tasks: { train: { ttl: '1.5h', tll: '1h' } } } })).toEqual([
    `CFG-004 cache.ttl | tiphys.config.ts: cache.ttl cannot be "7 days" | ${hint}`,
    'CFG-004 cache.maxAge | tiphys.config.ts: cache.maxAge is a number | It must be a string.',
    `CFG-004 cache.tasks.train.ttl | tiphys.config.ts: cache.tasks.train.ttl cannot be "1.5h" | ${hint}`,
    'CFG-003 cache.tasks.train.tll | tiphys.config.ts sets "tll", which is not known | Did you mean "ttl"?',
  ]);
});

test('the kubernetes section takes what Kubernetes takes, and names what it does not', () => {
  const sidecar = { name: 'proxy', image: 'proxy:1', mirrorVolumeMounts: true };
  expect(
    found(
      defineConfig({
        kubernetes: {
          defaults: { pod: { priorityClassName: 'batch' } },
          tasks: [{ match: { task: 'train*' }, labels: { tier: 'gpu' }, sidecars: [sidecar] }],
        },
      }),
    ),
  ).toEqual([]);
  expect(
    found({
      kubernetes: {
        default: {},
        defaults: { pod: { runtimeClasName: 'x', containers: [] } },
        tasks: [{ pod: { hostNetwork: 'yes' } }, { match: {}, pod: { dnsPolicy: 'Defalt' } }],
      },
    }),
  ).toEqual([
    'CFG-003 kubernetes.default | tiphys.config.ts sets "default", which is not known | Did you mean "defaults"?',
    'CFG-003 kubernetes.defaults.pod.runtimeClasName | tiphys.config.ts sets "runtimeClasName", which is not known | Did you mean "runtimeClassName"?',
    expect.stringMatching(/^CFG-003 kubernetes\.defaults\.pod\.containers .*not known/),
    'CFG-004 kubernetes.tasks.0.pod.hostNetwork | tiphys.config.ts: kubernetes.tasks[0].pod.hostNetwork is a string | It must be true or false.',
    'CFG-004 kubernetes.tasks.0.match | tiphys.config.ts: kubernetes.tasks[0].match is missing | It is needed here.',
    'CFG-004 kubernetes.tasks.1.pod.dnsPolicy | tiphys.config.ts: kubernetes.tasks[1].pod.dnsPolicy cannot be "Defalt" | Did you mean "Default"?',
  ]);
  expect(found({ kubernetes: [] })[0]).toContain('CFG-004 kubernetes | tiphys.config.ts: kubernetes is a list');
});

test('the editor knows the fields of Kubernetes', () => {
  // @ts-expect-error a typo of runtimeClassName
  defineConfig({ kubernetes: { defaults: { pod: { runtimeClas: 'x' } } } });
  // @ts-expect-error the command is the component's
  defineConfig({ kubernetes: { defaults: { container: { command: ['x'] } } } });
});

test('other places of the store are known by what their URIs start with', () => {
  const secret = { name: 'keys', accessKey: 'a', secretKey: 's' };
  const credentials = { secretRef: { secretName: 'k', accessKeyKey: 'a', secretKeyKey: 's' } };
  expect(
    found({
      store: {
        credentials: 'identity',
        sts: 'http://minio:9000',
        places: [
          { prefix: 's3://', credentials: 'none' },
          { prefix: 'minio://b/p', secret },
        ],
        providers: {
          s3: { default: { credentials: { fromEnv: true } }, overrides: [{ bucketName: 'b', credentials }] },
        },
      },
    }),
  ).toEqual([]);
  expect(
    found({
      store: {
        credentials: 'identiy',
        sts: 'minio:9000',
        places: [{ prefix: 'bucket/x' }, { prefix: 'gs://b' }, {}],
        providers: { gs: {} },
      },
    }),
  ).toEqual([
    expect.stringMatching(/^CFG-004 store\.credentials .*Did you mean "identity"/),
    expect.stringMatching(/^CFG-004 store\.sts /),
    expect.stringMatching(/^CFG-004 store\.places\.0\.prefix .*s3:\/\/bucket\/prefix/),
    expect.stringMatching(/^CFG-004 store\.places\.1\.prefix /),
    'CFG-004 store.places.2.prefix | tiphys.config.ts: store.places[2].prefix is missing | It must be a string.',
    'CFG-003 store.providers.gs | tiphys.config.ts sets "gs", which is not known | Known here: s3, minio.',
  ]);
});
