import type { PlaceConfig, StoreConfig } from '@tiphys/contract';
import type { KfpProviders } from './kfp-providers.ts';
import { withProviders } from './kfp-providers.ts';
import type {
  CertificateSource,
  OtherPlaceSettings,
  PlaceSettings,
  SecretKeys,
  StoreSettings,
} from './store-settings.ts';

/** What the pods are given of a place beside its configuration: references to keys and certificates. */
export interface PlaceReferences {
  /** Number among the other places; the place of the pipeline root has none. */
  readonly place?: number;
  /** Absent where the credentials come from somewhere else. */
  readonly secret?: SecretKeys & { readonly optional: boolean };
  readonly ca?: CertificateSource;
}

/** A store with every choice made. */
export interface ResolvedStore {
  readonly config: StoreConfig;
  readonly references: readonly PlaceReferences[];
}

/** KFP's defaults (kfp-semantics 3.2, 3.8), so that an install that has run KFP needs no options. */
const defaultRoot = 'minio://mlpipeline/v2/artifacts';
const defaultMinioEndpoint = 'minio-service.kubeflow:9000';
const defaultSecret: SecretKeys = {
  name: 'mlpipeline-minio-artifact',
  accessKey: 'accesskey',
  secretKey: 'secretkey',
};

/** Fills in the defaults of a store. What the settings say wins over what a root says after its `?`. */
export function resolveStore(
  text = defaultRoot,
  settings: StoreSettings = {},
  providers: KfpProviders = {},
): ResolvedStore {
  const { root, ...said } = parseRoot(text);
  const { places = [], client, ...own } = withProviders(settings, providers, root);
  const config = {
    root,
    ...placeConfig(root, said, own),
    ...(client !== undefined && { client }),
    ...(places.length > 0 && { places: places.map(otherPlace) }),
  };
  const references = [
    { ...certificate(own), ...secretOfRoot(root, own) },
    ...places.map((place, index) => ({ place: index, ...certificate(place), ...secretOf(place) })),
  ];
  return { config, references };
}

function otherPlace({ prefix, ...settings }: OtherPlaceSettings): PlaceConfig & { readonly prefix: string } {
  return { prefix, ...placeConfig(prefix, {}, settings) };
}

/** To an endpoint TLS is spoken, unless it is a MinIO inside of the cluster. */
function placeConfig(uri: string, said: PlaceConfig, settings: PlaceSettings): PlaceConfig {
  const { ca: _ca, secret: _secret, credentials, secure: wanted, ...place } = settings;
  const isMinio = uri.startsWith('minio:');
  const endpoint = place.endpoint ?? said.endpoint ?? (isMinio ? defaultMinioEndpoint : undefined);
  const secure = wanted ?? said.secure ?? (endpoint === undefined ? undefined : !isMinio);
  // Without a word of it, plain HTTP is spoken to an endpoint.
  const isDefault = secure === false && endpoint !== undefined;
  return {
    ...(endpoint !== undefined && { endpoint }),
    ...(said.region !== undefined && { region: said.region }),
    ...(secure !== undefined && !isDefault && { secure }),
    ...place,
    ...(credentials !== undefined && credentials !== 'secret' && { credentials }),
  };
}

function certificate({ ca }: PlaceSettings): { readonly ca?: CertificateSource } {
  return ca === undefined ? {} : { ca };
}

/** Only references: the keys themselves never enter a manifest. A store that is not MinIO may know the pod instead. */
function secretOfRoot(root: string, settings: PlaceSettings): Pick<PlaceReferences, 'secret'> {
  if (root.startsWith('file:')) return {};
  const { secret = defaultSecret, credentials = 'secret' } = settings;
  if (credentials !== 'secret') return {};
  return { secret: { ...secret, optional: settings.credentials === undefined && !root.startsWith('minio:') } };
}

/** Another place has no Secret unless it names one, which must be there then. */
function secretOf({ secret, credentials = 'secret' }: PlaceSettings): Pick<PlaceReferences, 'secret'> {
  return secret === undefined || credentials !== 'secret' ? {} : { secret: { ...secret, optional: false } };
}

/** A root as KFP writes it, with `?endpoint=..&region=..&disableSSL=..`. */
function parseRoot(text: string): { readonly root: string } & PlaceConfig {
  const [address = '', query = ''] = text.split('?', 2);
  const settings = new Map(
    query
      .split('&')
      .filter((pair) => pair !== '')
      .map((pair): [string, string] => {
        const [key = '', value = ''] = pair.split('=', 2);
        return [key, decodeURIComponent(value)];
      }),
  );
  const endpoint = settings.get('endpoint');
  const region = settings.get('region');
  const insecure = settings.get('disableSSL') ?? settings.get('disable_https');
  return {
    root: address.replace(/\/+$/, ''),
    ...(endpoint !== undefined && { endpoint: endpoint.replace(/^https?:\/\//, '') }),
    ...(region !== undefined && { region }),
    ...(insecure !== undefined && { secure: insecure !== 'true' }),
  };
}
