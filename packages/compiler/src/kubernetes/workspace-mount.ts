import { workspaceDirectory, workspaceVolume } from '@tiphys/contract';
import type { ContainerSpec, ParameterTypeName } from '@tiphys/ir';
import type { BuildContext } from '../build/build-context.ts';
import { volumeOperation } from '../build/volume-operation.ts';
import type { PodMount } from './pod-options.ts';

/** Where a container that uses the workspace sees it. */
export const workspaceMount: PodMount = { volume: workspaceVolume, path: workspaceDirectory };

const placeholder = '{{$.workspace_path}}';
const textTypes: ReadonlySet<ParameterTypeName | undefined> = new Set(['STRING', 'LIST', 'STRUCT'] as const);

/**
 * Whether the container of a component may use the workspace. KFP looks at the values of a task's inputs, which only a run
 * knows. A manifest says it beforehand: whatever names the workspace, and whatever is given a value that can hold a path.
 * That is every container to which KFP mounts it, and some more (kfp-semantics 3.6).
 */
export function usesWorkspace(context: BuildContext, name: string): boolean {
  const { platform, spec } = context.pipeline;
  if (platform?.platforms.kubernetes?.pipelineConfig?.workspace === undefined) return false;
  const { executorLabel = '', inputDefinitions } = context.component(name);
  const container = spec.deploymentSpec.executors[executorLabel]?.container;
  if (container === undefined || volumeOperation(container) !== undefined) return false;
  const types = Object.values(inputDefinitions.parameters).map(({ parameterType }) => parameterType);
  return types.some((type) => textTypes.has(type)) || namesWorkspace(container);
}

function namesWorkspace({ command, args, env }: ContainerSpec): boolean {
  const texts = [...command, ...args, ...env.map(({ value }) => value)];
  return texts.some((text) => text.includes(placeholder) || text.includes(workspaceDirectory));
}
