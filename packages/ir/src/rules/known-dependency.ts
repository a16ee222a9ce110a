import { unknownTask } from '../diagnostics.ts';
import type { RuleContext } from './rule.ts';

/** Every task that another waits for, or whose status it takes, exists in the same DAG. */
export function knownDependency({ tasks, site, report }: RuleContext): void {
  for (const { task, path, siblings } of tasks) {
    for (const [index, name] of task.dependentTasks.entries()) {
      if (siblings[name] === undefined) {
        report(unknownTask(site([...path, 'dependentTasks', index]), { name, known: Object.keys(siblings) }));
      }
    }
    for (const [input, { taskFinalStatus }] of Object.entries(task.inputs.parameters)) {
      if (taskFinalStatus !== undefined && siblings[taskFinalStatus.producerTask] === undefined) {
        const at = [...path, 'inputs', 'parameters', input, 'taskFinalStatus', 'producerTask'];
        report(unknownTask(site(at), { name: taskFinalStatus.producerTask, known: Object.keys(siblings) }));
      }
    }
  }
}
