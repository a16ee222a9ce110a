import { argoTaskName } from '@tiphys/contract';
import type { Task } from '@tiphys/compiler';
import type { DAGTask, Parameter, Template } from '@tiphys/argo-types';
import { tag } from '../expression.ts';
import { lowerCondition } from '../condition/lower-condition.ts';
import { lowerOutputs } from '../outputs/lower-outputs.ts';
import type { TemplateNames } from '../names/template-names.ts';
import { targetKey } from '../names/template-uses.ts';
import { lowerDepends } from './lower-depends.ts';
import type { ScopeView } from './scope-view.ts';
import { exactParameter, portKey } from './scope-view.ts';
import { taskArguments } from './task-arguments.ts';

/** The DAG template of a scope, under the name `name`. */
export function lowerScope(view: ScopeView, name: string, names: TemplateNames): Template {
  const { scope } = view;
  const inputs = scopeParameters(view).map((parameter): Parameter => ({ name: parameter }));
  const outputs = lowerOutputs(view);
  return {
    name,
    ...(inputs.length > 0 && { inputs: { parameters: inputs } }),
    dag: lowerDag(scope.tasks.map((task) => lowerTask(view, task, names))),
    ...(outputs.length > 0 && { outputs: { parameters: outputs } }),
  };
}

/** A task of its own is the only target there is, and there is nothing that its failure could stop. */
function lowerDag(tasks: DAGTask[]): NonNullable<Template['dag']> {
  if (tasks.length === 1) return { tasks };
  return { failFast: false, target: tasks.map(({ name }) => name).join(' '), tasks };
}

/** Parameters that a scope's template is given: its inputs. */
export function scopeParameters({ scope: { inputs }, inputNames, hasExactItem }: ScopeView): readonly string[] {
  const named = (['parameters', 'artifacts'] as const).flatMap((kind) =>
    Object.keys(inputs[kind]).map((input) => inputNames.get(portKey(kind, input)) ?? input),
  );
  return hasExactItem ? [...named, exactParameter] : named;
}

function lowerTask(view: ScopeView, task: Task, names: TemplateNames): DAGTask {
  const depends = lowerDepends(task);
  const parameters = taskArguments(view, task);
  return {
    name: argoTaskName(task.name),
    template: names.get(targetKey(view.scope, task)),
    ...(depends !== undefined && { depends }),
    ...(task.condition && { when: tag(` ${lowerCondition(view, task, task.condition)} `) }),
    ...(parameters.length > 0 && { arguments: { parameters } }),
  };
}
