import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { environmentName, placeVariable } from '@tiphys/contract';
import type { OtherPlaceConfig } from '@tiphys/contract';
import { readManifest } from '@tiphys/local-engine';
import type { OtherPlace } from '@tiphys/storage';
import { findCredentials } from '@tiphys/storage';

/** What stands in for the cluster. */
interface Surroundings {
  readonly env: Readonly<Record<string, string | undefined>>;
  /** See `--secrets-dir` and `--config-maps-dir`. */
  readonly secretsDir?: string;
  readonly configMapsDir?: string;
}

type Container = NonNullable<
  NonNullable<ReturnType<typeof readManifest>['manifest']>['spec']['templates'][number]['container']
>;
type Variable = NonNullable<Container['env']>[number];

/**
 * The places beside its store that a compiled manifest reads from, to be reached from this machine: their keys are those of the
 * Secrets in the folder, else those of the environment. The identity of a pod is nobody's here, so the environment speaks for it.
 */
export async function readStorePlaces(manifest: string, surroundings: Surroundings): Promise<readonly OtherPlace[]> {
  // Most manifests name none, and to read a large one once more takes a while.
  if (!manifest.includes('places')) return [];
  const templates = readManifest(manifest).manifest?.spec.templates ?? [];
  const variables = templates
    .map(({ container }) => container?.env ?? [])
    .find((env) => env.some(({ name, value }) => name === environmentName.store && value !== undefined));
  if (variables === undefined) return [];
  return Promise.all(placesOf(variables).map(async (place, index) => openPlace(place, index, variables, surroundings)));
}

function placesOf(variables: readonly Variable[]): readonly OtherPlaceConfig[] {
  const text = variables.find(({ name }) => name === environmentName.store)?.value ?? '{}';
  try {
    return (JSON.parse(text) as { readonly places?: readonly OtherPlaceConfig[] }).places ?? [];
  } catch {
    // Somebody's own text; the launcher would refuse it, and local runs do not use it.
    return [];
  }
}

async function openPlace(
  { credentials: only, sts, ...place }: OtherPlaceConfig,
  index: number,
  variables: readonly Variable[],
  surroundings: Surroundings,
): Promise<OtherPlace> {
  const given = async (of: 'accessKey' | 'secretKey' | 'ca'): Promise<string | undefined> =>
    valueOf(
      variables.find(({ name }) => name === placeVariable(of, index)),
      surroundings,
    );
  const [accessKey, secretKey, ca] = [await given('accessKey'), await given('secretKey'), await given('ca')];
  const credentials = findCredentials({
    env: surroundings.env,
    ...(only === 'none' && { only }),
    ...(accessKey !== undefined && secretKey !== undefined && { keys: { accessKey, secretKey } }),
    ...(sts !== undefined && { sts }),
    ...(place.region !== undefined && { region: place.region }),
    ...(ca !== undefined && { ca }),
  });
  return { ...place, ...(ca !== undefined && { ca }), credentials };
}

async function valueOf(variable: Variable | undefined, folders: Surroundings): Promise<string | undefined> {
  const { secretKeyRef, configMapKeyRef } = variable?.valueFrom ?? {};
  return (
    variable?.value ??
    (await readKey(folders.secretsDir, secretKeyRef)) ??
    (await readKey(folders.configMapsDir, configMapKeyRef))
  );
}

async function readKey(
  folder: string | undefined,
  ref: { readonly name?: string; readonly key: string } | undefined,
): Promise<string | undefined> {
  if (folder === undefined || ref?.name === undefined) return undefined;
  return readFile(join(folder, ref.name, ref.key), 'utf8').catch(() => undefined);
}
