import type { PlaceConfig, StoreConfig } from '@tiphys/contract';
import { placeVariable } from '@tiphys/contract';
import type { ArtifactStore, CredentialSource, StorePlace } from '@tiphys/storage';
import { findCredentials, openStore } from '@tiphys/storage';

type Environment = Readonly<Record<string, string | undefined>>;

/** Opens the store that the manifest names, with the keys and authorities that the pod was given for each of its places. */
export function openTaskStore(config: StoreConfig, env: Environment): ArtifactStore {
  const { root, client, places = [], ...own } = config;
  const { credentials, ...place } = open(own, env);
  return openStore(
    {
      ...place,
      root,
      ...(client !== undefined && { client }),
      places: places.map(({ prefix, ...other }, index) => ({ prefix, ...open(other, env, index) })),
    },
    credentials,
  );
}

function open(
  { credentials: only, sts, ...place }: PlaceConfig,
  env: Environment,
  number?: number,
): StorePlace & { readonly credentials: CredentialSource } {
  const given = (name: Parameters<typeof placeVariable>[0]): string | undefined => env[placeVariable(name, number)];
  const accessKey = given('accessKey');
  const secretKey = given('secretKey');
  const ca = given('ca');
  const credentials = findCredentials({
    env,
    ...(only !== undefined && { only }),
    ...(accessKey !== undefined && secretKey !== undefined && { keys: { accessKey, secretKey } }),
    ...(sts !== undefined && { sts }),
    ...(place.region !== undefined && { region: place.region }),
    ...(ca !== undefined && { ca }),
  });
  return { ...place, ...(ca !== undefined && { ca }), credentials };
}
