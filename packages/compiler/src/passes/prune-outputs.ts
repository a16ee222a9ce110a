import { liveOutputs } from '../analysis/live-outputs.ts';
import type { Ports, ScopeOutput } from '../plan.ts';
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
        { ...scope, outputs: prune(scope.outputs, live.scopes.get(name) ?? new Set()) },
      ]),
    );
    return { ...plan, scopes };
  },
};

function prune(outputs: Ports<ScopeOutput>, live: ReadonlySet<string>): Ports<ScopeOutput> {
  return {
    parameters: pick(outputs.parameters, (name) => live.has(`parameters/${name}`)),
    artifacts: pick(outputs.artifacts, (name) => live.has(`artifacts/${name}`)),
  };
}

function pick<T>(record: Readonly<Record<string, T>>, keep: (name: string) => boolean): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(record).filter(([name]) => keep(name)));
}
