import type { Argument } from '@tiphys/contract';
import type { DocumentPath } from '@tiphys/diagnostics';
import type { ContainerSpec, ExecutorSpec } from '@tiphys/ir';
import { badPodOption, duplicateMount, runsElsewhere, ignored, missingCommand } from '../diagnostics.ts';
import { findEntrypoint } from '../entrypoint.ts';
import { executorPodOptions } from '../kubernetes/executor-pod-options.ts';
import { hasForm, quantity } from '../kubernetes/forms.ts';
import { passThrough } from '../kubernetes/pass-through.ts';
import type { PodOptions } from '../kubernetes/pod-options.ts';
import { noPodOptions } from '../kubernetes/pod-value-names.ts';
import { usesWorkspace, workspaceMount } from '../kubernetes/workspace-mount.ts';
import type { ContainerExecutor, Executor, OutputChannel, Ports, Resources } from '../plan.ts';
import { buildInputs, buildOutputs } from './build-channel.ts';
import type { BuildContext } from './build-context.ts';
import { buildImporter } from './build-importer.ts';
import { buildContainerPod } from './build-dynamic.ts';
import { mapRecord } from './map-record.ts';
import { isNodeProgram } from './node-program.ts';
import { parseArgument } from './parse-argument.ts';
import { volumeOperation } from './volume-operation.ts';

/** The executor of the component `name`, or nothing when it is of a kind that is refused. */
export function buildExecutor(context: BuildContext, name: string): Executor | undefined {
  const component = context.component(name);
  const label = component.executorLabel ?? '';
  const spec = context.pipeline.spec.deploymentSpec.executors[label];
  const path = ['deploymentSpec', 'executors', label];
  const componentPath = ['components', name];
  const pod = executorPodOptions(context, label, (diagnostic) => {
    context.report(diagnostic);
  })?.options;
  const base = {
    name,
    inputs: buildInputs(context, component, componentPath),
    outputs: outputChannels(context, name, componentPath),
  };
  if (spec?.importer !== undefined) {
    return { ...base, kind: 'importer', importer: buildImporter(context, spec.importer, [...path, 'importer']) };
  }
  const action = volumeOperation(spec?.container);
  if (action !== undefined) return { ...base, kind: 'claim', action };
  if (spec?.container !== undefined) {
    const container = buildContainer(context, spec.container, [...path, 'container'], label);
    const mounted = usesWorkspace(context, name) ? withWorkspace(context, pod ?? noPodOptions, label) : pod;
    const env = mounted === undefined ? container.env : withoutPodVariables(container.env, mounted);
    const { resources, dynamic, ...program } = container;
    const ofPod = { env, resources, ...(dynamic && { dynamic }), ...(mounted && { pod: mounted }) };
    return { ...base, ...program, ...passThrough(component, ofPod) };
  }
  refuseKind(context, spec ?? {}, path);
  return undefined;
}

function buildContainer(
  context: BuildContext,
  container: ContainerSpec,
  path: DocumentPath,
  label: string,
): Omit<ContainerExecutor, 'name' | 'inputs' | 'outputs'> {
  checkContainer(context, container, path);
  const { resources, dynamic } = buildContainerPod(container, path);
  checkAmounts(context, resources, [...path, 'resources']);
  return {
    kind: 'container',
    image: container.image,
    ...buildCommand(context, container, path, label),
    ...(isNodeProgram(context, label, container) && { node: true as const }),
    env: Object.fromEntries(
      container.env.map(({ name: variable, value }, index) => [
        variable,
        parseArgument(context, value, [...path, 'env', index, 'value']),
      ]),
    ),
    resources,
    ...(dynamic && { dynamic }),
  };
}

/** A launcher starts the command itself, so that what an image would run has to be said (B19). */
function buildCommand(
  context: BuildContext,
  container: ContainerSpec,
  path: DocumentPath,
  label: string,
): Pick<ContainerExecutor, 'command' | 'args'> {
  const args = parseAll(context, container.args, [...path, 'args']);
  if (container.command.length > 0)
    return { command: parseAll(context, container.command, [...path, 'command']), args };
  const entrypoint = findEntrypoint(context.options.entrypoints ?? {}, container.image);
  if (entrypoint === undefined) {
    context.report(missingCommand(context.place(path), label, container.image));
  }
  return { command: entrypoint?.command ?? [], args: args.length > 0 ? args : (entrypoint?.args ?? []) };
}

/** A variable that a Secret, a ConfigMap or a field gives wins over the component's own, as the later one does in a pod. */
function withoutPodVariables(env: ContainerExecutor['env'], pod: PodOptions): ContainerExecutor['env'] {
  const given = new Set(pod.env.map(({ name }) => name));
  return Object.fromEntries(Object.entries(env).filter(([name]) => !given.has(name)));
}

function withWorkspace(context: BuildContext, pod: PodOptions, label: string): PodOptions {
  if (pod.mounts.some(({ path }) => isAtWorkspace(path))) {
    const path = ['platforms', 'kubernetes', 'deploymentSpec', 'executors', label];
    context.report(duplicateMount(context.place(path), workspaceMount.path));
  }
  return { ...pod, mounts: [...pod.mounts, workspaceMount] };
}

/** As in KFP, nothing else is mounted into the workspace either. */
function isAtWorkspace(path: string): boolean {
  return `${path}/`.startsWith(`${workspaceMount.path}/`);
}

function outputChannels(context: BuildContext, name: string, path: DocumentPath): Ports<OutputChannel> {
  const component = context.component(name);
  const channels = buildOutputs(context, component, path);
  return {
    parameters: mapRecord(channels.parameters, (channel) => ({ channel })),
    artifacts: mapRecord(channels.artifacts, (channel, output) => {
      const metadata = component.outputDefinitions.artifacts[output]?.metadata;
      return metadata === undefined ? { channel } : { channel, metadata };
    }),
  };
}

function refuseKind(context: BuildContext, executor: ExecutorSpec, path: DocumentPath): void {
  if (executor.resolver) {
    const where = 'it asks the metadata service of Vertex AI for an artifact.';
    context.report(runsElsewhere(context.place([...path, 'resolver']), 'A resolver', where));
  } else {
    const place = context.place([...path, 'customJob']);
    context.report(runsElsewhere(place, 'A Google customJob', 'it is a job of Vertex AI.'));
  }
}

/** An API server would refuse the pod. */
function checkAmounts(context: BuildContext, { requests, limits }: Resources, path: DocumentPath): void {
  for (const amount of new Set([...Object.values(requests ?? {}), ...Object.values(limits ?? {})])) {
    if (hasForm(amount, quantity)) continue;
    context.report(badPodOption(context.place(path), JSON.stringify(amount), quantity.expected));
  }
}

function checkContainer(context: BuildContext, container: ContainerSpec, path: DocumentPath): void {
  if (container.lifecycle !== undefined) {
    context.report(ignored(context.place([...path, 'lifecycle']), 'lifecycle', 'KFP does not read it either.'));
  }
}

function parseAll(context: BuildContext, texts: readonly string[], path: DocumentPath): readonly Argument[] {
  return texts.map((text, index) => parseArgument(context, text, [...path, index]));
}
