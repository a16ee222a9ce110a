import type { Plan, PodExtras, RetryPolicy, Scope, Task } from '@tiphys/compiler';
import { invariant } from '@tiphys/diagnostics';
import { loneTask } from '../loop/lone-task.ts';
import type { ReadInputs } from '../scope/read-inputs.ts';
import { loopItem } from '../scope/scope-view.ts';

/** A template that the manifest needs: one per distinct use of a component, never per task (contract C3). */
export type TemplateUse =
  /** A scope; `item` makes it the body of a loop. */
  | { readonly kind: 'scope'; readonly key: string; readonly scope: string; readonly item?: string }
  /** The wrapper around a loop. `lone` is the only task of its body, where the loop runs that task's template itself. */
  | { readonly kind: 'loop'; readonly key: string; readonly task: Task; readonly body: string; readonly lone?: Task }
  /** Around an executor whose cache is probed: the probe, and the executor itself. */
  | {
      readonly kind: 'probed';
      readonly key: string;
      readonly executor: string;
      readonly probe: TemplateUse & { readonly kind: 'probe' };
      readonly run: TemplateUse & { readonly kind: 'executor' };
    }
  /** What looks into the cache for an executor. */
  | { readonly kind: 'probe'; readonly key: string; readonly executor: string; readonly extras?: PodExtras }
  | {
      readonly kind: 'executor';
      readonly key: string;
      readonly executor: string;
      readonly retry?: RetryPolicy;
      readonly extras?: PodExtras;
    };

/** Identity of the template that a task of `scope` runs. */
export function targetKey(scope: Scope, task: Task): string {
  if (task.loop !== undefined) return `loop ${scope.name} ${task.name}`;
  if (task.target.kind === 'scope') return scopeKey(task.target.scope);
  const { key } = executorUse(task.target.executor, task);
  return task.probe === true ? `probed ${key}${textOf(task.probeExtras)}` : key;
}

function executorUse(executor: string, { retry, extras }: Task): TemplateUse & { readonly kind: 'executor' } {
  const key = `executor ${executor}${textOf(retry)}${textOf(extras)}`;
  return { kind: 'executor', key, executor, ...(retry && { retry }), ...(extras && { extras }) };
}

function probeUse(executor: string, { probeExtras: extras }: Task): TemplateUse & { readonly kind: 'probe' } {
  return { kind: 'probe', key: `probe ${executor}${textOf(extras)}`, executor, ...(extras && { extras }) };
}

function textOf(part: object | undefined): string {
  return part === undefined ? '' : ` ${JSON.stringify(part)}`;
}

/** Identity of a scope's template; `item` makes it the body of a loop. */
export function scopeKey(scope: string, item?: string): string {
  return item === undefined ? `scope ${scope}` : `body ${scope} ${item}`;
}

/** Every template that a plan needs, the root first, each before those that it uses first. */
export function templateUses(plan: Plan, reads: ReadInputs): readonly TemplateUse[] {
  const uses = new Map<string, TemplateUse>();
  const visit = (use: TemplateUse): void => {
    if (uses.has(use.key)) return;
    uses.set(use.key, use);
    usedBy(plan, use, reads).forEach(visit);
  };
  visit({ kind: 'scope', key: scopeKey(plan.root), scope: plan.root });
  return [...uses.values()];
}

function usedBy(plan: Plan, use: TemplateUse, reads: ReadInputs): readonly TemplateUse[] {
  if (use.kind === 'executor' || use.kind === 'probe') return [];
  if (use.kind === 'probed') return [use.probe, use.run];
  if (use.kind === 'scope') {
    const scope = plan.scopes[use.scope];
    invariant(scope !== undefined, `the plan has no scope ${use.scope}`);
    return scope.tasks.map((task) => taskUse(scope, task, loneTask(plan, task, reads)));
  }
  const { task, lone } = use;
  const { target, loop } = task;
  if (lone?.target.kind === 'executor') return [executorUse(lone.target.executor, lone)];
  invariant(target.kind === 'scope' && loop !== undefined, 'a loop runs a scope');
  return [{ kind: 'scope', key: use.body, scope: target.scope, item: loopItem(loop) }];
}

function taskUse(scope: Scope, task: Task, lone: Task | undefined): TemplateUse {
  const key = targetKey(scope, task);
  const { target, loop } = task;
  if (lone?.target.kind === 'executor')
    return { kind: 'loop', key, task, body: executorUse(lone.target.executor, lone).key, lone };
  if (loop !== undefined && target.kind === 'scope')
    return { kind: 'loop', key, task, body: scopeKey(target.scope, loopItem(loop)) };
  if (target.kind === 'scope') return { kind: 'scope', key, scope: target.scope };
  const { executor } = target;
  const run = executorUse(executor, task);
  return task.probe === true ? { kind: 'probed', key, executor, probe: probeUse(executor, task), run } : run;
}
