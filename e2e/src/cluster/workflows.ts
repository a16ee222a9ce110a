import { setTimeout as delay } from 'node:timers/promises';
import { taskPath } from '@tiphys/contract';
import { ARGO_VERSION, argoProgram } from '../build-argo.ts';
import { mustRun } from '../run-process.ts';
import { namespace } from './addresses.ts';
import type { Api } from './api.ts';

/** A workflow that has ended, or that did not in time. */
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

interface Node {
  readonly name: string;
  readonly phase?: string;
  readonly message?: string;
  readonly outputs?: { readonly parameters?: readonly { readonly name: string; readonly value?: string }[] };
}

interface Workflow {
  readonly metadata: { readonly name: string; readonly uid: string };
  readonly status?: {
    readonly phase?: string;
    readonly message?: string;
    readonly nodes?: Readonly<Record<string, Node>>;
  };
}

const WORKFLOWS = `/apis/argoproj.io/v1alpha1/namespaces/${namespace.workflows}/workflows`;

/** Creates a workflow of a manifest's text, as `kubectl create` does, and gives its name. */
export async function createWorkflow(api: Api, manifest: string): Promise<string> {
  const created = (await api.create(`${WORKFLOWS}?fieldValidation=Strict`, manifest)) as Workflow;
  return created.metadata.name;
}

/** Submits a manifest with `argo submit`, arguments as `NAME=TEXT`, and gives the workflow's name. */
export async function submitWorkflow(kubeconfig: string, manifest: string, texts: readonly string[]): Promise<string> {
  const argo = await argoProgram('argo', ARGO_VERSION);
  const args = ['submit', '-', '--namespace', namespace.workflows, '--output', 'name'];
  const parameters = texts.flatMap((text) => ['--parameter', text]);
  const name = await mustRun(argo, [...args, ...parameters], { env: { KUBECONFIG: kubeconfig }, input: manifest });
  return name.trim();
}

/** Waits for the end of a workflow, as long as it may take. */
export async function endOfWorkflow(api: Api, name: string, seconds: number): Promise<EndedWorkflow> {
  const started = Date.now();
  let workflow = (await api.get(`${WORKFLOWS}/${name}`)) as Workflow;
  while (!hasEnded(workflow) && Date.now() - started < seconds * 1000) {
    await delay(1000);
    workflow = (await api.get(`${WORKFLOWS}/${name}`)) as Workflow;
  }
  const message = hasEnded(workflow) ? (workflow.status?.message ?? '') : `not ended after ${String(seconds)} s`;
  return { ...summary(workflow), message, seconds: (Date.now() - started) / 1000 };
}

function hasEnded(workflow: Workflow): boolean {
  return ['Succeeded', 'Failed', 'Error'].includes(workflow.status?.phase ?? '');
}

function summary(workflow: Workflow): Omit<EndedWorkflow, 'message' | 'seconds'> {
  const { name, uid } = workflow.metadata;
  // Shorter names first: a loop before its group of iterations, a retried task before its attempts.
  const nodes = Object.values(workflow.status?.nodes ?? {}).sort((a, b) => b.name.length - a.name.length);
  const root = nodes.find((node) => node.name === name);
  const tasks = nodes
    .map((node) => [taskPath(name, node.name), { phase: node.phase ?? '', message: node.message ?? '' }] as const)
    .filter(([path]) => path !== '');
  const outputs = (root?.outputs?.parameters ?? []).map(
    (parameter) => [parameter.name, parameter.value ?? ''] as const,
  );
  return {
    name,
    uid,
    phase: workflow.status?.phase ?? 'Pending',
    outputs: Object.fromEntries(outputs),
    tasks: Object.fromEntries(tasks),
  };
}
