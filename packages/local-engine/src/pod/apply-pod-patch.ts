import { strategicMerge } from '@tiphys/argo-types';
import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import type { Template } from '../manifest/manifest.ts';
import { isMap } from '../manifest/shape.ts';
import { SubstitutionError } from '../template/replace-tags.ts';

const containerFields = ['env', 'volumeMounts', 'image'] as const;

/**
 * A leaf template with a `podSpecPatch` applied to it, as far as it means anything on this machine: volumes, and the
 * variables, mounts and image of the container `main` and of init containers. Tags must have been substituted.
 *
 * @throws SubstitutionError for a patch that Argo could not apply either
 */
export function applyPodPatch(template: Template, patch: string): Template {
  const { containers, initContainers, volumes } = readPatch(patch);
  const main: unknown = Array.isArray(containers)
    ? containers.find((container: unknown) => isMap(container) && container['name'] === 'main')
    : undefined;
  const kind = template.container === undefined ? 'script' : 'container';
  const changes = isMap(main)
    ? containerFields.flatMap((field) => (main[field] === undefined ? [] : [[field, main[field]] as const]))
    : [];
  return strategicMerge(template as unknown as Readonly<Record<string, unknown>>, {
    ...(changes.length > 0 && { [kind]: Object.fromEntries(changes) }),
    ...(Array.isArray(initContainers) && { initContainers: ownContainers(template, initContainers) }),
    ...(volumes !== undefined && { volumes }),
  }) as unknown as Template;
}

/** Those that the template has itself: the others are Argo's own. */
function ownContainers(template: Template, patched: readonly unknown[]): readonly unknown[] {
  const names = new Set((template.initContainers ?? []).map(({ name }) => name));
  return patched.flatMap((one) => {
    if (!isMap(one) || !names.has(String(one['name']))) return [];
    return [
      Object.fromEntries(['name', ...containerFields].flatMap((field) => (field in one ? [[field, one[field]]] : []))),
    ];
  });
}

/** The patch as far as it is read here. Argo decodes all of it as a PodSpec. */
function readPatch(patch: string): Readonly<Record<string, unknown>> {
  try {
    const value = load(patch, { schema: CORE_SCHEMA }) ?? {};
    const fault = isMap(value) ? faultOf(value) : 'it is no map';
    if (fault !== undefined) throw new SubstitutionError(`Error applying PodSpecPatch: ${fault}`);
    return value as Readonly<Record<string, unknown>>;
  } catch (error) {
    if (error instanceof YAMLException) {
      throw new SubstitutionError(`Error applying PodSpecPatch: ${error.reason}`);
    }
    throw error;
  }
}

/** What is not as a PodSpec has it, `null` aside, which removes. */
function faultOf({ volumes, containers, initContainers }: Readonly<Record<string, unknown>>): string | undefined {
  const isNamedList = (value: unknown): boolean =>
    (value ?? undefined) === undefined ||
    (Array.isArray(value) && value.every((one) => isMap(one) && typeof (one['name'] ?? '') === 'string'));
  if (!isNamedList(volumes)) return 'volumes is no list of volumes';
  for (const list of [containers, initContainers]) {
    if (!isNamedList(list)) return 'there is no list of containers';
    for (const container of (list ?? []) as readonly Readonly<Record<string, unknown>>[]) {
      const { name, env, volumeMounts, image } = container;
      const at = `of the container ${JSON.stringify(name)}`;
      if (!isNamedList(env)) return `env ${at} is no list of variables`;
      if (!isNamedList(volumeMounts)) return `volumeMounts ${at} is no list of mounts`;
      if (typeof (image ?? '') !== 'string') return `image ${at} is no text`;
    }
  }
  return undefined;
}
