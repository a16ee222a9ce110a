import { gunzipSync } from 'node:zlib';
import { isIterationNode, parentPath, taskPath } from '@tiphys/contract';
import { parseAllDocuments } from 'yaml';
import { argoProgram } from '../build-argo.ts';
import { mustRun } from '../run-process.ts';
import { namespace } from './addresses.ts';
import type { Api } from './api.ts';
import { untilObject } from './observe.ts';

/** A workflow that has ended. */
export interface EndedWorkflow {
  readonly name: string;
  readonly uid: string;
  readonly phase: string;
  readonly message: string;
  readonly seconds: number;
  /** Texts of the output parameters of the entrypoint. */
  readonly outputs: Readonly<Record<string, string>>;
  /** Phases and messages by the path of IR task keys. */
  readonly tasks: Readonly<Record<string, NodeEnd>>;
}

/** How a node ended. */
export interface NodeEnd {
  readonly phase: string;
  readonly message: string;
}

/** A node of a workflow, as far as the suites look at it. */
export interface WorkflowNode extends Partial<NodeEnd> {
  readonly id: string;
  readonly name: string;
  readonly type?: string;
  readonly templateName?: string;
  readonly outputs?: {
    readonly exitCode?: string;
    readonly parameters?: readonly { readonly name: string; readonly value?: string }[];
  };
}

/** A Workflow, as far as the suites look at it. */
export interface Workflow {
  readonly metadata: { readonly name: string; readonly uid: string; readonly namespace: string };
  readonly spec: object;
  readonly status?: {
    readonly phase?: string;
    readonly message?: string;
    readonly startedAt?: string;
    readonly finishedAt?: string;
    readonly nodes?: Readonly<Record<string, WorkflowNode>>;
    /** What the controller keeps instead of `nodes` when they are many. */
    readonly compressedNodes?: string;
  };
}

/** Path of a namespace's workflows, or of another of Argo's kinds. */
export function argoPath(kind = 'workflows', space: string = namespace.workflows): string {
  return `/apis/argoproj.io/v1alpha1/namespaces/${space}/${kind}`;
}

/**
 * Creates what a manifest's text holds, as `kubectl create` does with strict validation, and gives the name of the last
 * document, which is the workflow or template itself.
 */
export async function createManifest(api: Api, manifest: string, space: string = namespace.workflows): Promise<string> {
  let name = '';
  for (const document of parseAllDocuments(manifest)) {
    const object = document.toJS() as { apiVersion: string; kind: string };
    const kind = `${object.kind.toLowerCase()}s`;
    const path = object.apiVersion === 'v1' ? `/api/v1/namespaces/${space}/${kind}` : argoPath(kind, space);
    const created = (await api.create(`${path}?fieldValidation=Strict`, object)) as Workflow;
    name = created.metadata.name;
  }
  return name;
}

/** Runs Argo's own command line against the cluster; throws with what it says if it fails. */
export async function argo(
  bed: { readonly kubeconfig: string; readonly argoVersion: string },
  args: readonly string[],
  input?: string,
): Promise<string> {
  const program = await argoProgram('argo', bed.argoVersion);
  const options = { env: { KUBECONFIG: bed.kubeconfig }, ...(input !== undefined && { input }) };
  return (await mustRun(program, [...args, '--namespace', namespace.workflows], options)).trim();
}

/** Waits until a workflow satisfies a condition; throws if it ends before, or after the seconds. */
export function untilWorkflow<T>(
  api: Api,
  name: string,
  what: string,
  seconds: number,
  ready: (workflow: Workflow, nodes: readonly WorkflowNode[]) => T | undefined,
  space: string = namespace.workflows,
): Promise<T> {
  return untilObject(api, { path: argoPath('workflows', space), name }, what, seconds, (workflow: Workflow, type) => {
    const found = ready(workflow, nodesOf(workflow));
    if (found === undefined && (type === 'DELETED' || hasEnded(workflow))) {
      throw new Error(`${name} ended before ${what}: ${JSON.stringify(workflow.status).slice(0, 2000)}`);
    }
    return found;
  });
}

/** Waits for the end of a workflow. */
export async function endOfWorkflow(
  api: Api,
  name: string,
  seconds = 900,
  space: string = namespace.workflows,
): Promise<EndedWorkflow> {
  const workflow = await untilWorkflow(
    api,
    name,
    `the end of ${name}`,
    seconds,
    (seen) => (hasEnded(seen) ? seen : undefined),
    space,
  );
  return summary(workflow);
}

/** The nodes of a workflow, unpacked where the controller packed them. */
export function nodesOf({ status }: Workflow): readonly WorkflowNode[] {
  if (status?.compressedNodes === undefined) return Object.values(status?.nodes ?? {});
  const text = gunzipSync(Buffer.from(status.compressedNodes, 'base64')).toString();
  return Object.values(JSON.parse(text) as Record<string, WorkflowNode>);
}

/** Whether the controller is done with a workflow. */
export function hasEnded(workflow: Workflow): boolean {
  return ['Succeeded', 'Failed', 'Error'].includes(workflow.status?.phase ?? '');
}

function summary(workflow: Workflow): EndedWorkflow {
  const { name, uid } = workflow.metadata;
  const { phase = 'Pending', message = '', startedAt = '', finishedAt = '' } = workflow.status ?? {};
  // Shorter names first: a loop before its group of iterations, a retried task before its attempts.
  const nodes = [...nodesOf(workflow)].sort((a, b) => b.name.length - a.name.length);
  const root = nodes.find((node) => node.name === name);
  const tasks = nodes
    .flatMap((node) => {
      const path = taskPath(name, node.name);
      const { phase = '', message = '' } = node;
      const iteration = isIterationNode(node.name) ? [[parentPath(path), { phase, message: '' }] as const] : [];
      return [...iteration, [path, { phase, message }] as const];
    })
    .filter(([path]) => path !== '');
  const outputs = (root?.outputs?.parameters ?? []).map(
    (parameter) => [parameter.name, parameter.value ?? ''] as const,
  );
  const seconds = (Date.parse(finishedAt) - Date.parse(startedAt)) / 1000;
  return { name, uid, phase, message, seconds, outputs: Object.fromEntries(outputs), tasks: Object.fromEntries(tasks) };
}
