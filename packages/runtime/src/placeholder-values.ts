import type { JobProperty } from '@tiphys/contract';
import { workspaceDirectory } from '@tiphys/contract';
import { printJson } from '@tiphys/diagnostics';
import type { PlaceholderArtifact, PlaceholderValues } from '@tiphys/expr';
import { join } from 'node:path';
import { executorInput } from './executor-input.ts';
import type { LocalPaths } from './local-paths.ts';
import { own } from './own.ts';
import type { ResolvedInputs } from './resolve-inputs.ts';
import type { TaskIdentity } from './task-identity.ts';
import type { TaskEnvironment } from './task-request.ts';

/** What the placeholders of a task's command, environment and constants stand for (kfp-semantics 2.2, 2.6). */
export function placeholderValues(
  { spec, run }: TaskEnvironment,
  inputs: ResolvedInputs,
  paths: LocalPaths,
  identity: TaskIdentity,
  pipelineRoot: string,
): PlaceholderValues {
  const job: Readonly<Record<JobProperty, string>> = {
    jobName: run.name,
    jobResourceName: run.name,
    jobId: run.uid,
    jobCreateTime: inUtc(run.created),
    jobScheduleTime: inUtc(run.created),
    taskName: identity.task,
    taskId: identity.executionId,
    pipelineRoot,
    workspacePath: workspaceDirectory,
  };
  const inputArtifacts = (name: string): readonly PlaceholderArtifact[] | undefined =>
    own(inputs.artifacts, name)?.map((artifact, index) => ({
      name: artifact.name,
      ...paths.input(name, index, artifact.uri),
      ...(artifact.metadata && { metadata: artifact.metadata }),
    }));
  const outputArtifacts = (name: string): readonly PlaceholderArtifact[] | undefined => {
    const output = own(spec.outputs.artifacts, name);
    return output && [{ name, ...paths.output(name), ...(output.metadata && { metadata: output.metadata }) }];
  };
  return {
    executorInput: () => printJson(executorInput(spec, inputs, paths)),
    parameter: (name) => own(inputs.parameters, name),
    inputArtifacts,
    outputArtifacts,
    outputFile: (name) =>
      own(spec.outputs.parameters, name) === undefined ? undefined : join(paths.parameterDirectory, name),
    outputMetadataFile: () => paths.outputMetadataFile,
    job: (property) => own(job, property),
    isPresent: (name) => inputs.present.has(name),
  };
}

/** A controller says times in its own zone. */
function inUtc(time: string): string {
  const date = new Date(time);
  return Number.isNaN(date.getTime()) ? time : date.toISOString().replace('.000Z', 'Z');
}
