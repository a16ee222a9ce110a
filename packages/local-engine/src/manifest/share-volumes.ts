import { isLeaf } from './manifest.ts';
import type { Template, WorkflowSpec } from './manifest.ts';

/** A spec whose pods have those of the spec's own volumes that they mount; volumes of a template go first. */
export function shareVolumes(spec: WorkflowSpec): WorkflowSpec {
  const { volumes = [], templates } = spec;
  return volumes.length === 0 ? spec : { ...spec, templates: templates.map(withVolumes) };

  function withVolumes(template: Template): Template {
    if (!isLeaf(template)) return template;
    const { container, script, initContainers = [], volumes: own = [] } = template;
    const mounted = [container, script, ...initContainers].flatMap((one) => one?.volumeMounts ?? []);
    const shared = volumes.filter(
      ({ name }) => mounted.some((mount) => mount.name === name) && !own.some((volume) => volume.name === name),
    );
    return shared.length === 0 ? template : { ...template, volumes: [...own, ...shared] };
  }
}
