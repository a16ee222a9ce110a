import { CORE_SCHEMA, load, YAMLException } from 'js-yaml';
import { mergeDefaults } from '../manifest/merge-defaults.ts';
import type { Template } from '../manifest/manifest.ts';
import { isMap } from '../manifest/shape.ts';
import { SubstitutionError } from '../template/replace-tags.ts';

/**
 * A leaf template with a `podSpecPatch` applied to it, as far as it means anything on this machine: the variables of the
 * container `main`. Tags must have been substituted.
 *
 * @throws SubstitutionError for a patch that Argo could not apply either
 */
export function applyPodPatch(template: Template, patch: string): Template {
  const containers = readPatch(patch)['containers'];
  const main: unknown = Array.isArray(containers)
    ? containers.find((container: unknown) => isMap(container) && container['name'] === 'main')
    : undefined;
  if (!isMap(main) || main['env'] === undefined) {
    return template;
  }
  const kind = template.container === undefined ? 'script' : 'container';
  return mergeDefaults(template, { [kind]: { env: main['env'] } }) as Template;
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
