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

function readPatch(patch: string): Readonly<Record<string, unknown>> {
  try {
    const value = load(patch, { schema: CORE_SCHEMA });
    return isMap(value) ? value : {};
  } catch (error) {
    if (error instanceof YAMLException) {
      throw new SubstitutionError(`Error applying PodSpecPatch: ${error.reason}`);
    }
    throw error;
  }
}
