import { strategicMerge } from '@tiphys/argo-types';
import type { PodContainer, PodSpec, Template, WorkflowSpec } from '@tiphys/argo-types';
import { CORE_SCHEMA, load } from 'js-yaml';
import { templateFields } from '../pod/template-fields.ts';

/**
 * The pod that Argo makes of a leaf template, as far as it is known before the run: what only the run knows is left out. Argo's
 * own containers are there by name, with what the manifest says of them.
 */
export function leafPod(template: Template, spec: WorkflowSpec): PodSpec {
  const {
    container,
    initContainers = [],
    sidecars = [],
    volumes = [],
    ...rest
  } = strategicMerge(spec.templateDefaults ?? {}, template);
  const claims = (spec.volumeClaimTemplates ?? []).map(({ metadata }) => {
    const name = metadata?.name ?? '';
    return { name, persistentVolumeClaim: { claimName: name } };
  });
  const securityContext = rest.securityContext ?? spec.securityContext;
  const known = Object.fromEntries(
    podFields.flatMap((field) => (rest[field] === undefined ? [] : [[field, rest[field]]])),
  );
  const pod = {
    ...known,
    ...(securityContext && { securityContext }),
    containers: [argoContainer('wait'), { ...container, name: 'main' }, ...sidecars],
    initContainers: [argoContainer('init'), ...initContainers],
    volumes: [...volumes, ...(spec.volumes ?? []), ...claims, { name: 'var-run-argo', emptyDir: {} }],
  };
  return [spec.podSpecPatch, template.podSpecPatch]
    .map(knownPart)
    .reduce<object>((whole, patch) => strategicMerge(whole, patch), pod) as PodSpec;
}

const podFields = [...templateFields, 'tolerations'] as const;

function argoContainer(name: string): PodContainer {
  return {
    name,
    image: 'argoexec',
    command: ['argoexec'],
    volumeMounts: [{ name: 'var-run-argo', mountPath: '/var/run/argo' }],
  };
}

/** The members of a patch that hold no tag. */
function knownPart(patch = '{}'): object {
  // A tag stands for a value or for the inside of a list; null in its place keeps the text whole.
  const value = load(patch.replace(/\{\{.*?\}\}/gs, 'null'), { schema: CORE_SCHEMA, json: true });
  return withoutNull(value) as object;
}

function withoutNull(value: unknown): unknown {
  if (Array.isArray(value)) return value.filter((item) => item !== null).map(withoutNull);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).filter(([, member]) => member !== null);
  return Object.fromEntries(members.map(([key, member]) => [key, withoutNull(member)]));
}
