import type { Definitions, Shape } from '@tiphys/argo-types';
import { reduceDefinitions } from './reduce-definitions.ts';

const prefix = 'io.k8s.api.core.v1.';

/** Fields that are newer than the Kubernetes (1.33) whose types Argo 4 decodes manifests with: it would drop them in silence. */
const unknownToArgo: Readonly<Record<string, readonly string[]>> = {
  Container: ['restartPolicyRules'],
  EnvVarSource: ['fileKeyRef'],
  PodSpec: ['ephemeralContainers', 'hostnameOverride'],
  VolumeProjection: ['podCertificate'],
};

/** Fields whose values the OpenAPI names in its descriptions only, and the API server refuses. */
const choices: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  AppArmorProfile: { type: ['Localhost', 'RuntimeDefault', 'Unconfined'] },
  Container: { imagePullPolicy: ['Always', 'IfNotPresent', 'Never'] },
  NodeSelectorRequirement: { operator: ['DoesNotExist', 'Exists', 'Gt', 'In', 'Lt', 'NotIn'] },
  PodSpec: {
    dnsPolicy: ['ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'],
    preemptionPolicy: ['Never', 'PreemptLowerPriority'],
  },
  SeccompProfile: { type: ['Localhost', 'RuntimeDefault', 'Unconfined'] },
  Toleration: { effect: ['NoExecute', 'NoSchedule', 'PreferNoSchedule'], operator: ['Equal', 'Exists'] },
  TopologySpreadConstraint: {
    nodeAffinityPolicy: ['Honor', 'Ignore'],
    nodeTaintsPolicy: ['Honor', 'Ignore'],
    whenUnsatisfiable: ['DoNotSchedule', 'ScheduleAnyway'],
  },
};

/** What servers read more liberally than they publish it. */
const liberal: Definitions = { Quantity: { type: ['string', 'number'] } };

/**
 * The shapes of a pod from Kubernetes' definitions, by short names (`PodSpec`), as far as Argo passes them on. They are what
 * options of users are checked against.
 *
 * @throws Error when a table above names what Kubernetes does not have
 */
export function podDefinitions(definitions: Readonly<Record<string, unknown>>): Definitions {
  const whole = withShortNames(reduceDefinitions(definitions, [`${prefix}PodSpec`]));
  const changed = Object.entries(whole).map(([name, shape]) => [name, liberal[name] ?? correct(name, shape)] as const);
  return reachable(Object.fromEntries(changed));
}

function correct(name: string, shape: Shape): Shape {
  const properties = { ...shape.properties };
  for (const field of unknownToArgo[name] ?? []) {
    if (properties[field] === undefined) throw new Error(`${name} has no field "${field}"`);
    Reflect.deleteProperty(properties, field);
  }
  for (const [field, values] of Object.entries(choices[name] ?? {})) {
    if (properties[field] === undefined) throw new Error(`${name} has no field "${field}"`);
    properties[field] = { ...properties[field], enum: values };
  }
  return shape.properties === undefined ? shape : { ...shape, properties };
}

function withShortNames(definitions: Definitions): Definitions {
  const short = (name: string): string => name.slice(name.lastIndexOf('.') + 1);
  const text = JSON.stringify(definitions).replace(
    /"#\/definitions\/([^"]+)"/g,
    (_, name: string) => `"#/definitions/${short(name)}"`,
  );
  const named = Object.entries(JSON.parse(text) as Definitions).map(([name, shape]) => [short(name), shape] as const);
  return Object.fromEntries(named);
}

/** What the fields that were taken out needed goes too. */
function reachable(definitions: Definitions): Definitions {
  return reduceDefinitions(definitions, ['PodSpec']);
}
