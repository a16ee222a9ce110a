import type { Plan } from '../plan.ts';
import { callPlugin } from './call-plugin.ts';
import type { PluginAnswer } from './call-plugin.ts';
import type { PlaceOf } from './place-of.ts';
import { plainDataFault } from './plain-data-fault.ts';
import type { Backend, BackendOptions, BackendResult } from './plugin.ts';

/** Gives a plan to a backend, and what comes back is plain documents, the same each time, or a diagnostic. */
export function runBackend(
  plugin: string,
  backend: Backend,
  plan: Plan,
  options: BackendOptions,
  placeOf: PlaceOf = () => ({ path: [] }),
): PluginAnswer<BackendResult> {
  return callPlugin({
    plugin,
    part: `backend "${backend.name}"`,
    result: 'list of documents',
    run: (context) => backend.emit(plan, options, context),
    faults: resultFaults,
    placeOf,
  });
}

function resultFaults(result: BackendResult): readonly string[] {
  const unlike = plainDataFault(result);
  if (unlike !== undefined) return [unlike];
  // The types promise it; a plugin may have been written without them.
  const { documents } = result as { readonly documents?: unknown };
  const isList = Array.isArray(documents) && documents.every((item) => typeof item === 'object' && item !== null);
  return isList ? [] : ['documents must be a list of objects'];
}
