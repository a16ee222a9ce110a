import type { PlaceConfig, StoreConfig } from '@tiphys/contract';

/** Keys of a Secret with the keys of a store. */
export interface SecretKeys {
  readonly name: string;
  readonly accessKey: string;
  readonly secretKey: string;
}

/** Where a certificate is. */
export interface CertificateSource {
  readonly kind: 'configMap' | 'secret';
  readonly name: string;
  readonly key: string;
}

/** How pods reach an object store. Nothing secret is part of it: keys and certificates are named, and stay where they are. */
export interface PlaceSettings extends Omit<PlaceConfig, 'credentials'> {
  /** Key of a ConfigMap or a Secret with the authorities (PEM) that the server's certificate may come from. */
  readonly ca?: CertificateSource;
  /** The Secret with the keys. */
  readonly secret?: SecretKeys;
  /**
   * Where the credentials come from: the Secret, which must be there then; what the environment of the pod says to AWS's own tools; the
   * identity of the pod alone; or nowhere, for what everybody may read.
   */
  readonly credentials?: 'secret' | 'environment' | 'identity' | 'none';
}

/** Objects that are reached in another way than the pipeline root. */
export interface OtherPlaceSettings extends PlaceSettings {
  /** Text that their URIs start with: `s3://bucket/prefix/`, `s3://bucket`, or `s3://` for all of that scheme. */
  readonly prefix: string;
}

/** How pods reach the store, and what else they read. */
export interface StoreSettings extends PlaceSettings {
  /** The first whose prefix fits counts. */
  readonly places?: readonly OtherPlaceSettings[];
  readonly client?: NonNullable<StoreConfig['client']>;
}
