import type { KfpProviders, StoreSettings } from '@tiphys/backend-argo';
import { z } from 'zod';

/** How the pods of a run reach object stores. */
export interface StoreSection {
  /** Wins over what `pipelineRoot` says. Keys and certificates are named here and never become part of a manifest. */
  readonly store?: StoreSettings & {
    /** What the key `providers` of KFP's ConfigMap `kfp-launcher` says; the keys beside it win. */
    readonly providers?: KfpProviders;
  };
}

const name = z.string().min(1);

const place = {
  endpoint: z
    .string()
    .regex(/^[^\s/]+$/, 'An endpoint looks like host:port; whether TLS is spoken, `secure` says.')
    .exactOptional(),
  region: name.exactOptional(),
  secure: z.boolean().exactOptional(),
  style: z.enum(['path', 'virtual']).exactOptional(),
  ca: z.strictObject({ kind: z.enum(['configMap', 'secret']), name, key: name }).exactOptional(),
  secret: z.strictObject({ name, accessKey: name, secretKey: name }).exactOptional(),
  credentials: z.enum(['secret', 'environment', 'identity', 'none']).exactOptional(),
  sts: z
    .string()
    .regex(
      /^https?:\/\/[^\s/]+(\/\S*)?$/,
      'The Security Token Service is a URL such as https://sts.eu-west-1.amazonaws.com.',
    )
    .exactOptional(),
};

const otherPlace = z.strictObject({
  prefix: z
    .string()
    .regex(
      /^(s3|minio):\/\/(?!\/)[^?]*$/,
      'A prefix looks like s3://bucket/prefix/, s3://bucket or, for all of that scheme, s3://.',
    ),
  ...place,
});

const kfpPlace = {
  endpoint: name.exactOptional(),
  region: name.exactOptional(),
  disableSSL: z.boolean().exactOptional(),
  forcePathStyle: z.boolean().exactOptional(),
  maxRetries: z.number().exactOptional(),
  credentials: z
    .strictObject({
      fromEnv: z.boolean().exactOptional(),
      secretRef: z.strictObject({ secretName: name, accessKeyKey: name, secretKeyKey: name }).exactOptional(),
    })
    .exactOptional(),
};

const kfpProvider = z.strictObject({
  default: z.strictObject(kfpPlace).exactOptional(),
  overrides: z
    .array(z.strictObject({ bucketName: name, keyPrefix: z.string().exactOptional(), ...kfpPlace }))
    .exactOptional(),
});

const store = z.strictObject({
  ...place,
  client: z.enum(['tiphys', 'minio']).exactOptional(),
  places: z.array(otherPlace).exactOptional(),
  providers: z.strictObject({ s3: kfpProvider.exactOptional(), minio: kfpProvider.exactOptional() }).exactOptional(),
});

/** The same as a schema. */
export const storeShape = { store: store.exactOptional() };
