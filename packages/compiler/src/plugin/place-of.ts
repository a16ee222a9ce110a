import type { DocumentPath } from '@tiphys/diagnostics';
import type { LoadedPipeline } from '@tiphys/ir';
import type { Place } from '../diagnostics.ts';
import type { PlanPlace } from './plugin.ts';

/** Finds where in the pipeline file a part of the plan comes from; a place without a path for what a plugin added. */
export type PlaceOf = (at: PlanPlace) => Place;

/** The places of a pipeline. */
export function createPlaceOf({ spec, locate }: LoadedPipeline): PlaceOf {
  return (at) => {
    const path = 'executor' in at ? executorPath(at) : scopePath(at);
    const range = path.length === 0 ? undefined : locate(path);
    return { path, ...(range !== undefined && { range }) };
  };

  function executorPath({ executor, field }: { readonly executor: string; readonly field?: string }): DocumentPath {
    const label = spec.components[executor]?.executorLabel;
    const found = label === undefined ? undefined : spec.deploymentSpec.executors[label];
    if (label === undefined || found === undefined) return [];
    const container = found.container === undefined ? [] : ['container', ...(field === undefined ? [] : [field])];
    return ['deploymentSpec', 'executors', label, ...container];
  }

  function scopePath({ scope, task }: { readonly scope: string; readonly task?: string }): DocumentPath {
    const path = Object.hasOwn(spec.components, scope) ? ['components', scope] : ['root'];
    const dag = path[0] === 'root' ? spec.root.dag : spec.components[scope]?.dag;
    return task !== undefined && dag !== undefined && Object.hasOwn(dag.tasks, task)
      ? [...path, 'dag', 'tasks', task]
      : path;
  }
}
