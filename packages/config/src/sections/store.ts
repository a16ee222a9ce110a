import type { EmitOptions, StoreSettings } from '@tiphys/backend-argo';
import { z } from 'zod';

/** How the pods of a run reach the object store. */
export interface StoreSection {
  /** Wins over what `pipelineRoot` says. Keys and certificates are named here and never become part of a manifest. */
  readonly store?: StoreSettings & {
    /** The Secret with the keys. Default: `mlpipeline-minio-artifact` with `accesskey` and `secretkey`, as KFP has it. */
    readonly secret?: NonNullable<EmitOptions['secret']>;
  };
}

const name = z.string().min(1);

const store = z.strictObject({
  endpoint: z
    .string()
    .regex(/^[^\s/]+$/, 'An endpoint looks like host:port; whether TLS is spoken, `secure` says.')
    .exactOptional(),
  region: name.exactOptional(),
  secure: z.boolean().exactOptional(),
  style: z.enum(['path', 'virtual']).exactOptional(),
  client: z.enum(['tiphys', 'minio']).exactOptional(),
  ca: z.strictObject({ kind: z.enum(['configMap', 'secret']), name, key: name }).exactOptional(),
  secret: z.strictObject({ name, accessKey: name, secretKey: name }).exactOptional(),
});

/** The same as a schema. */
export const storeShape = { store: store.exactOptional() };
