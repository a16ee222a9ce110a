import type { Condition } from '@tiphys/expr';
import { conditionParameters } from './analysis/condition-parameters.ts';
import type { BuildContext } from './build/build-context.ts';
import { unknownConditionInput } from './diagnostics.ts';
import type { Plan, Task } from './plan.ts';

/** Reports conditions that read a parameter which their task is not given. */
export function checkConditions(context: BuildContext, plan: Plan): void {
  for (const scope of Object.values(plan.scopes)) {
    const scopePath = scope.name === plan.root ? ['root'] : ['components', scope.name];
    for (const task of scope.tasks) {
      if (task.condition === undefined) continue;
      for (const name of missingInputs(task, task.condition)) {
        const path = [...scopePath, 'dag', 'tasks', task.name, 'triggerPolicy', 'condition'];
        context.report(unknownConditionInput(context.place(path), name));
      }
    }
  }
}

function missingInputs(task: Task, condition: Condition): readonly string[] {
  return conditionParameters(condition).filter((name) => !Object.hasOwn(task.inputs.parameters, name));
}
