import { liveOutputs } from '../analysis/live-outputs.ts';
import { filterPorts } from './filter-ports.ts';
import type { Pass } from './pass.ts';

/** Drops the outputs of scopes that nothing reads. An executor keeps its own: they are still written to the store. */
export const pruneOutputs: Pass = {
  name: 'prune-outputs',
  description: 'Drops outputs of nested pipelines, branches and loops that nothing reads.',
  run(plan) {
    const live = liveOutputs(plan);
    const scopes = Object.fromEntries(
      Object.entries(plan.scopes).map(([name, scope]) => [
        name,
        { ...scope, outputs: filterPorts(scope.outputs, (key) => live.scopes.get(name)?.has(key) === true) },
      ]),
    );
    return { ...plan, scopes };
  },
};
