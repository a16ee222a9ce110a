import type { OtherPlaceSettings, PlaceSettings, StoreSettings } from './store-settings.ts';

/** How KFP reaches one kind of store: what the key `providers` of its ConfigMap `kfp-launcher` says (kfp-semantics 3.8). */
export interface KfpProvider {
  readonly default?: KfpPlace;
  /** The first with the same bucket and a fitting prefix counts. */
  readonly overrides?: readonly (KfpPlace & { readonly bucketName: string; readonly keyPrefix?: string })[];
}

/** One place of a provider. */
export interface KfpPlace {
  readonly endpoint?: string;
  readonly region?: string;
  readonly disableSSL?: boolean;
  readonly forcePathStyle?: boolean;
  /** Has no effect: Tiphys knows by itself what to repeat. */
  readonly maxRetries?: number;
  readonly credentials?: {
    readonly fromEnv?: boolean;
    readonly secretRef?: {
      readonly secretName: string;
      readonly accessKeyKey: string;
      readonly secretKeyKey: string;
    };
  };
}

/** Providers by the scheme of their URIs. */
export interface KfpProviders {
  readonly s3?: KfpProvider;
  readonly minio?: KfpProvider;
}

/**
 * Says with settings of ours what KFP's providers say: their overrides and then their defaults become other places, and the one
 * that the pipeline root falls into is how the root is reached. What the settings say themselves wins.
 */
export function withProviders(settings: StoreSettings, providers: KfpProviders, root: string): StoreSettings {
  const places = (['s3', 'minio'] as const).flatMap((scheme) => placesOf(scheme, providers[scheme]));
  const own = places.find(({ prefix }) => root.startsWith(prefix));
  const { prefix: _prefix, ...ofRoot } = own ?? { prefix: '' };
  const all = [...(settings.places ?? []), ...places];
  return { ...ofRoot, ...settings, ...(all.length > 0 && { places: all }) };
}

function placesOf(scheme: string, provider: KfpProvider | undefined): readonly OtherPlaceSettings[] {
  const overrides = provider?.overrides ?? [];
  return [
    // KFP compares the texts alone, so a prefix may end within a name, where it is not told from the start of another.
    ...overrides.map(({ bucketName, keyPrefix = '', ...place }) => ({
      prefix: `${scheme}://${bucketName}/${keyPrefix.replace(/^\/+/, '')}`,
      ...settingsOf(place),
    })),
    ...(provider?.default === undefined ? [] : [{ prefix: `${scheme}://`, ...settingsOf(provider.default) }]),
  ];
}

function settingsOf({ endpoint, region, disableSSL, forcePathStyle = true, credentials }: KfpPlace): PlaceSettings {
  const { fromEnv, secretRef } = credentials ?? {};
  const url = /^(https?):\/\/(.*?)\/*$/.exec(endpoint ?? '');
  const address = url?.[2] ?? endpoint;
  // AWS itself is known by no endpoint at all, and then is spoken to as it likes.
  const isAmazon = address === undefined || /^s3\.amazonaws\.com$/.test(address);
  return {
    ...(!isAmazon && { endpoint: address, secure: url?.[1] === undefined ? disableSSL !== true : url[1] === 'https' }),
    ...(!isAmazon && { style: forcePathStyle ? ('path' as const) : ('virtual' as const) }),
    ...(region !== undefined && { region }),
    ...(fromEnv === true
      ? { credentials: 'environment' as const }
      : secretRef !== undefined && {
          secret: { name: secretRef.secretName, accessKey: secretRef.accessKeyKey, secretKey: secretRef.secretKeyKey },
        }),
  };
}
