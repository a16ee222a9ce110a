import { taskCycle } from '../diagnostics.ts';
import type { TaskSpec } from '../pipeline-spec.ts';
import { findCycles } from './find-cycles.ts';
import type { RuleContext } from './rule.ts';

/** No task waits for itself, directly or through others. */
export function noTaskCycle({ components, site, report }: RuleContext): void {
  for (const { component, path } of components) {
    const tasks = Object.entries(component.dag?.tasks ?? {});
    const edges = new Map(tasks.map(([key, task]) => [key, upstreamOf(task)]));
    for (const cycle of findCycles(edges)) {
      report(taskCycle(site([...path, 'dag', 'tasks', cycle[0] ?? '']), { tasks: cycle }));
    }
  }
}

function upstreamOf(task: TaskSpec): string[] {
  const parameters = Object.values(task.inputs.parameters).flatMap(({ taskOutputParameter, taskFinalStatus }) => [
    taskOutputParameter?.producerTask,
    taskFinalStatus?.producerTask,
  ]);
  const artifacts = Object.values(task.inputs.artifacts).map(
    ({ taskOutputArtifact }) => taskOutputArtifact?.producerTask,
  );
  const names = new Set([...task.dependentTasks, ...parameters, ...artifacts]);
  names.delete(undefined);
  return [...names] as string[];
}
