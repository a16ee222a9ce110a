import type { Template, Workflow } from '@tiphys/argo-types';
import { environmentName } from '@tiphys/contract';
import type { SelfCheckRule } from './self-check-rule.ts';

/** Names that Argo's own containers have (argo-facts 3.1). */
const argoContainers = new Set(['main', 'init', 'wait', 'supervisor']);
/** What only the defaults of the workflow may say. */
const ourVariables = new Set<string>([environmentName.run, environmentName.store, environmentName.texts]);

/**
 * Pods that Kubernetes takes once Argo has merged the template defaults: every name once, no mount over one of ours, and
 * no mount without a volume.
 */
export const checkPods: SelfCheckRule = {
  name: 'pods',
  check(workflow: Workflow) {
    const { templateDefaults = {}, templates = [], volumes = [], volumeClaimTemplates = [] } = workflow.spec;
    const shared = [...volumes, ...volumeClaimTemplates.map(({ metadata }) => ({ name: metadata?.name ?? '' }))];
    return templates
      .filter((template) => template.container !== undefined)
      .flatMap((template) =>
        checkPod(template, templateDefaults, new Set(shared.map(({ name }) => name))).map(
          (fault) => `${fault} in "${template.name ?? ''}"`,
        ),
      );
  },
};

function checkPod(template: Template, defaults: Template, shared: ReadonlySet<string>): readonly string[] {
  const env = (template.container?.env ?? []).map(({ name }) => name);
  const mounts = template.container?.volumeMounts ?? [];
  const ours = defaults.container?.volumeMounts ?? [];
  const init = (template.initContainers ?? []).map(({ name }) => name);
  const volumes = new Set([...(template.volumes ?? []), ...(defaults.volumes ?? [])].map(({ name }) => name));
  return [
    ...repeated(env).map((name) => `two variables "${name}"`),
    ...env.filter((name) => ourVariables.has(name)).map((name) => `the variable "${name}"`),
    ...repeated([...mounts, ...ours].map(({ mountPath }) => mountPath)).map((path) => `two mounts at ${path}`),
    ...[...mounts, ...ours]
      // A patch brings the volumes that only the run knows.
      .filter(({ name }) => !volumes.has(name) && !shared.has(name))
      .filter(({ name }) => template.podSpecPatch?.includes(`"name":"${name}"`) !== true)
      .map(({ name }) => `no volume "${name}"`),
    ...repeated((template.volumes ?? []).map(({ name }) => name)).map((name) => `two volumes "${name}"`),
    ...repeated(init).map((name) => `two init containers "${name}"`),
    ...init.filter((name) => argoContainers.has(name)).map((name) => `an init container "${name}"`),
  ];
}

function repeated(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.has(name) || !seen.add(name));
}
