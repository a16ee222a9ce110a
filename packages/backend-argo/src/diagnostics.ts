import type { Diagnostic } from '@tiphys/diagnostics';
import { passesOn, type PodTypes } from './argo-features.ts';
import { limits } from './limits/limits.ts';
import type { ArgoVersion, ManifestKind } from './options.ts';
import type { PodSecurityLevel } from './pod/pod-security.ts';
import type { PolicyControl, PolicyFault } from './policy/pod-faults.ts';

function warning(code: string, message: string, hint: string): Diagnostic {
  return { code, severity: 'warning', message, path: [], hint };
}

/** A DAG that Argo 4 with its full CRDs refuses. */
export function tooManyTasks(template: string, tasks: number): Diagnostic {
  return warning(
    'ARG-001',
    `The DAG "${template}" has ${String(tasks)} tasks; Argo 4 with its full CRDs takes ${String(limits.dagTasks)}`,
    'Group tasks into nested pipelines.',
  );
}

/** A template that does not fit into the environment of a pod. */
export function templateTooLarge(template: string, bytes: number): Diagnostic {
  return warning(
    'ARG-003',
    `The template "${template}" has ${String(bytes)} bytes; up to Argo 3.5 it must fit in ${String(limits.templateBytes)}`,
    'Move code or data out of the component, into its image or the store.',
  );
}

/** A manifest that Argo does not store. */
export function workflowTooLarge(bytes: number): Diagnostic {
  return warning(
    'ARG-004',
    `The manifest has ${String(bytes)} bytes as JSON; Argo stores at most ${String(limits.objectBytes)} with the status`,
    'Split the pipeline.',
  );
}

/** A run that Argo could not store, although it stores the workflow. */
export function runTooLarge(nodes: number, bytes: number): Diagnostic {
  return warning(
    'ARG-011',
    `A run has ${String(nodes)} nodes or more; with them the workflow needs about ${String(bytes)} bytes, and Argo stores ${String(limits.objectBytes)}`,
    'Split the pipeline, or switch on nodeStatusOffLoad in the controller.',
  );
}

/** More inputs, outputs or arguments than Argo 4 with its full CRDs takes. */
export function tooManyParameters(what: string, parameters: number): Diagnostic {
  return warning(
    'ARG-012',
    `${what} has ${String(parameters)} parameters; Argo 4 with its full CRDs takes ${String(limits.parameters)}`,
    'Put several values into one list or struct.',
  );
}

/** A manifest of several objects. */
export function specsInConfigMaps(count: number): Diagnostic {
  return warning(
    'ARG-010',
    `The components do not fit into one object; they are in ${String(count)} ConfigMaps before the workflow`,
    'kubectl create -f FILE makes all of it. argo submit takes the workflow alone: make the ConfigMaps first.',
  );
}

/** Templates beside the object of the workflow. */
export function templatesInLibraries(count: number, kind: ManifestKind): Diagnostic {
  const object = kind === 'cluster-workflow-template' ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
  return warning(
    'ARG-013',
    `The templates do not fit into one object; they are in ${String(count)} ${object}${count === 1 ? '' : 's'} before the workflow`,
    'kubectl create -f FILE makes all of it. argo submit takes the workflow alone: make the others first.',
  );
}

/** A pipeline root that the launcher cannot open. */
export function unknownStore(root: string): Diagnostic {
  return warning(
    'ARG-005',
    `The launcher cannot open the pipeline root ${root}, so every task will fail on a cluster`,
    'Say --pipeline-root s3://BUCKET/PREFIX or minio://BUCKET/PREFIX. Local runs use their own store.',
  );
}

/** A parameter without a default in a workflow that a clock starts. */
export function unscheduledParameter(name: string): Diagnostic {
  return {
    ...warning(
      'ARG-006',
      `The parameter "${name}" has no default, and a scheduled run has nobody to give it a value`,
      'Give the pipeline parameter a default.',
    ),
    severity: 'error',
    path: ['root', 'inputDefinitions', 'parameters', name],
  };
}

/** More than one schedule for a version that takes one. */
export function oneScheduleOnly(): Diagnostic {
  return {
    ...warning('ARG-007', 'Argo 3.5 takes one schedule', 'Give one --schedule, or compile for Argo 3.6 or later.'),
    severity: 'error',
  };
}

/** The first Argo that reads pods with the types of a Kubernetes. */
const argoSince: Readonly<Record<PodTypes, string>> = { '1.24': '3.5', '1.30': '3.6', '1.32': '3.6.7', '1.33': '3.7' };

/**
 * Something in a pod that older versions do not pass on, for such a version, or for one that older ones are among: then it is a warning.
 *
 * @param what the beginning of a sentence
 * @param field what would have to be left out
 * @param types the Kubernetes whose types have it
 */
export function newerPodField(what: string, field: string, types: PodTypes, version: ArgoVersion): Diagnostic {
  const since = argoSince[types];
  const release = since.split('.').slice(0, 2).join('.');
  const message = `${what}, which needs Argo ${since}`;
  const told = (hint: string): Diagnostic => warning('ARG-020', message, hint);
  if (passesOn(version, types) === 'none')
    return { ...told(`Compile for Argo ${release} or later, or leave ${field} out.`), severity: 'error' };
  if (version === release)
    return told(`What is before ${since} drops it in silence: see that the cluster has that, or leave ${field} out.`);
  return told(`Say --argo-version ${release} or later if the cluster has it; else leave ${field} out.`);
}

const policyCodes: Readonly<Record<PolicyControl, string>> = {
  host: 'POL-001',
  privileged: 'POL-002',
  capabilities: 'POL-003',
  volumes: 'POL-004',
  profiles: 'POL-005',
  'privilege-escalation': 'POL-006',
  root: 'POL-007',
};

/** A task whose pod a namespace refuses that enforces a Pod Security Standard. */
export function breaksPolicy(level: PodSecurityLevel, task: string, { control, what, fix }: PolicyFault): Diagnostic {
  const message = `"${task}" breaks the profile ${level}: it ${what}`;
  return { code: policyCodes[control], severity: 'error', message, path: [], hint: fix };
}

/** Pods that are made for another profile than the one asked about. */
export function madeForBaseline(): Diagnostic {
  return {
    code: 'POL-008',
    severity: 'error',
    message: 'Pods are made for the profile baseline, and a namespace that enforces restricted refuses all of them',
    path: [],
    hint: "Take podSecurity: 'baseline' out of the configuration; what else breaks the profile is told as if that were done.",
  };
}
