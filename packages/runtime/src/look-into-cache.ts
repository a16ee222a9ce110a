import { join } from 'node:path';
import { errorMessage } from '@tiphys/diagnostics';
import type { TaskCaching } from '@tiphys/contract';
import { renderText } from '@tiphys/expr';
import { cacheKey, caching } from './cache-key.ts';
import type { Found } from './find-cached.ts';
import { findCached } from './find-cached.ts';
import { identifyArtifacts } from './identify-artifacts.ts';
import type { ResolvedInputs } from './resolve-inputs.ts';
import type { Progress, TaskContext } from './task-context.ts';

/**
 * Looks for a result of the same task in the cache, if the task is cached, and claims it. `learn` is told the key, and what was
 * found or why nothing was. A cache that cannot be read is a miss, with a warning.
 */
export async function lookIntoCache(
  context: TaskContext,
  inputs: ResolvedInputs,
  learn: (more: Progress) => void,
): Promise<boolean> {
  const { request, identity, warn, placeholders } = context;
  const { task, store } = request;
  const limits = caching(task.input);
  if (limits === undefined) {
    return false;
  }
  const artifacts = await identifyArtifacts(store, inputs.artifacts, identity.executionId, warn);
  const image = renderText(task.spec.image, placeholders(inputs)) ?? '';
  const { key, parts } = cacheKey(task, { ...inputs, artifacts }, image);
  learn({ cacheKey: key, cacheParts: parts });
  const found = await lookUp(context, key, limits);
  if ('miss' in found) {
    learn({ cacheMiss: found.miss });
    return false;
  }
  learn({ outputs: found.hit.outputs, cachedFrom: { run: found.hit.run, execution: found.hit.execution } });
  return true;
}

async function lookUp(context: TaskContext, key: string, limits: TaskCaching): Promise<Found> {
  const { request, started, now, warn, records } = context;
  try {
    const found = await findCached({
      store: request.store,
      key,
      caching: limits,
      spec: request.task.spec,
      now: Date.parse(now()),
      scratch: join(request.base, 'verify'),
    });
    return 'hit' in found && !(await records.claimed(found.hit, started)) ? { miss: 'lost' } : found;
  } catch (error) {
    warn(`The cache could not be read: ${errorMessage(error)}`);
    return { miss: 'unreadable' };
  }
}
