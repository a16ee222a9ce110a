import { isIterationNode } from '@tiphys/contract';
import { cacheEntry } from './cache-entry.ts';
import { caching } from './cache-key.ts';
import { failureOf } from './failure-of.ts';
import { publishOutputs } from './publish-outputs.ts';
import type { ExecutionRecord } from '@tiphys/metadata';
import type { TaskContext } from './task-context.ts';
import type { TaskResult } from './task-request.ts';

/** Publishes the outputs of a success, adds it to the cache, and puts the result together. */
export async function publishResult(context: TaskContext, record: ExecutionRecord): Promise<TaskResult> {
  context.stoppedBy();
  const cached = record.state === 'CACHED';
  if (record.outputs === undefined || (record.state !== 'SUCCEEDED' && !cached)) {
    return {
      exitCode: record.exitCode ?? 1,
      phase: record.state === 'ERROR' ? 'Error' : 'Failed',
      ...(record.error !== undefined && { message: record.error }),
      cached: false,
      record,
    };
  }
  const { task, store } = context.request;
  const entered =
    record.state === 'SUCCEEDED' && record.cacheKey !== undefined
      ? context.records.cached(cacheEntry(record, record.cacheKey, record.outputs, caching(task.input)?.ttl))
      : undefined;
  try {
    await publishOutputs(task.spec.publish ?? {}, record.outputs, {
      store,
      taskRoot: context.identity.taskRoot,
      directory: context.paths.outDirectory,
      isCollected: isIterationNode(task.run.node),
    });
  } catch (error) {
    const { state, end } = failureOf(error);
    const phase = state === 'ERROR' ? 'Error' : 'Failed';
    return { exitCode: end.exitCode, phase, message: end.message ?? '', cached, record };
  } finally {
    await entered;
  }
  return { exitCode: 0, phase: 'Succeeded', cached, record };
}
