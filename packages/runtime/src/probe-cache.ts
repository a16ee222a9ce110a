import { errorMessage } from '@tiphys/diagnostics';
import { makeDirectory } from '@tiphys/storage';
import { lookIntoCache } from './look-into-cache.ts';
import { publishFile } from './publish-file.ts';
import { publishResult } from './publish-result.ts';
import { resolveInputs } from './resolve-inputs.ts';
import type { Progress, TaskContext } from './task-context.ts';
import type { TaskResult } from './task-request.ts';

/**
 * Only looks into the cache, and writes to the published file `answer` whether there is a hit (`true` or `false`). What goes wrong
 * is a miss: the task itself will meet it, and say so. Only a hit is recorded, as what became of the task.
 */
export async function probeCache(context: TaskContext, answer: string): Promise<TaskResult> {
  const { paths, started, warn } = context;
  const miss: TaskResult = { exitCode: 0, phase: 'Succeeded', cached: false, record: started };
  let result = miss;
  try {
    result = (await takeHit(context)) ?? miss;
  } catch (error) {
    warn(`The cache could not be looked into: ${errorMessage(error)}`);
  }
  const isHit = result.cached && result.phase === 'Succeeded';
  await makeDirectory(paths.outDirectory);
  await publishFile(paths.outDirectory, answer, String(isHit));
  return isHit ? result : miss;
}

async function takeHit(context: TaskContext): Promise<TaskResult | undefined> {
  const { request, records, started, warn, now } = context;
  const before = await records.finishedBefore(started);
  if (before !== undefined) {
    return publishResult(context, before);
  }
  const placeholders = context.placeholders;
  const inputs = await resolveInputs(request.task, request.store, placeholders, warn);
  let progress: Progress = { inputs: { parameters: inputs.parameters, artifacts: inputs.artifacts } };
  const isHit = await lookIntoCache(context, inputs, (more) => {
    progress = { ...progress, ...more };
  });
  if (!isHit) {
    return undefined;
  }
  const { log: _none, ...begun } = started;
  await records.started(begun);
  const record = { ...begun, ...progress, state: 'CACHED', exitCode: 0, finished: now() } as const;
  return publishResult(context, await records.ended(record));
}
