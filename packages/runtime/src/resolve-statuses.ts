import { errorMessage } from '@tiphys/diagnostics';
import { taskPath } from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { ArtifactStore } from '@tiphys/storage';
import { finalStatus } from './coerce-parameter.ts';
import { findFailure } from './find-failure.ts';
import type { TaskEnvironment } from './task-request.ts';

/**
 * Completes the statuses of other tasks that a task is given (kfp-semantics 6.2): the words of the SDK, and for a task of this run
 * that failed, why. A status that says so already, as one that a user gives may, keeps what it says. What a pipeline that is told of
 * a task hands on into its tasks counts, too.
 */
export async function resolveStatuses(
  { spec, run }: TaskEnvironment,
  given: JsonObject,
  store: ArtifactStore,
  warn: (message: string) => void,
): Promise<JsonObject> {
  const parameters = new Map(Object.entries(given));
  for (const [name, { type }] of Object.entries(spec.inputs.parameters ?? {})) {
    const value = parameters.get(name);
    if (value === undefined) continue;
    // A pipeline that is an exit task hands its status on as a struct: components that are no exit tasks have no other type for it.
    const status =
      type === 'TASK_FINAL_STATUS' ? finalStatus(value, run.name) : type === 'STRUCT' ? wholeStatus(value) : undefined;
    if (status !== undefined) parameters.set(name, isUnexplained(status, run.name) ? await explained(status) : status);
  }
  return Object.fromEntries(parameters);

  async function explained(status: JsonObject): Promise<JsonObject> {
    const { pipelineTaskName } = status;
    const producer = typeof pipelineTaskName === 'string' ? pipelineTaskName : '';
    const unknown = {
      message: `The task "${producer}" failed and left no record of why: its pod did not start, or was killed.`,
    };
    try {
      const failure = await findFailure(store, run.uid, taskPath(run.name, run.node), producer);
      return { ...status, error: { ...(failure ?? unknown) } };
    } catch (error) {
      warn(`Why a task failed could not be read: ${errorMessage(error)}`);
      return { ...status, error: unknown };
    }
  }
}

/** A struct that is a status as the manifest makes it, with all of its keys and no others. */
function wholeStatus(value: JsonValue): JsonObject | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const keys = Object.keys(value).sort().join();
  return keys === 'error,pipelineJobResourceName,pipelineTaskName,state' ? (value as JsonObject) : undefined;
}

function isUnexplained(status: JsonValue, runName: string): status is JsonObject {
  if (typeof status !== 'object' || status === null || Array.isArray(status)) {
    return false;
  }
  const { state, pipelineJobResourceName, error } = status as JsonObject;
  const isEmpty = typeof error === 'object' && error !== null && Object.keys(error).length === 0;
  return state === 'FAILED' && pipelineJobResourceName === runName && isEmpty;
}
