import { refusedTogether } from '../diagnostics.ts';
import type { Check } from './shape.ts';
import { isMap } from './shape.ts';
import { templateKinds } from './template-kinds.ts';

/**
 * Refuses what Argo refuses to have in one place (validate.go, the same from 3.5 to 4.1).
 *
 * @param spec a workflow spec; of another shape it is left to other checks
 */
export const checkExclusive: Check = (spec, path, report) => {
  const templates = isMap(spec) ? spec['templates'] : undefined;
  if (!Array.isArray(templates)) return;
  templates.forEach((template: unknown, index) => checkTemplate(template, [...path, 'templates', index], report));
};

const checkTemplate: Check = (template, path, report) => {
  if (!isMap(template)) return;
  const kinds = templateKinds.filter((kind) => template[kind] !== undefined);
  if (kinds.length > 1) {
    report(refusedTogether(path, `A template has ${kinds.join(' and ')}`, 'Make a template of each.'));
  }
  const { dag, steps } = template;
  if (isMap(dag) && Array.isArray(dag['tasks'])) checkTasks(dag['tasks'], [...path, 'dag', 'tasks'], report);
  if (!Array.isArray(steps)) return;
  steps.forEach((group: unknown, index) => {
    if (!Array.isArray(group)) return;
    group.forEach((step: unknown, at) => checkLoop(step, [...path, 'steps', index, at], report));
  });
};

/** `depends` of one task makes all tasks of the DAG such that have it. */
function checkTasks(tasks: readonly unknown[], path: Parameters<Check>[1], report: Parameters<Check>[2]): void {
  const usesDepends = tasks.some((task) => isMap(task) && isSet(task['depends']));
  tasks.forEach((task, index) => {
    if (!isMap(task)) return;
    const place = [...path, index];
    const { name, dependencies, continueOn } = task;
    const waits = Array.isArray(dependencies) && dependencies.length > 0;
    if (usesDepends && waits) {
      const hint = 'Write all of them as depends: "a && b" is what dependencies: [a, b] means.';
      report(refusedTogether([...place, 'dependencies'], 'A DAG has depends and dependencies', hint));
    }
    if (usesDepends && continueOn !== undefined) {
      const hint = 'Let the tasks that follow depend on a.Failed or a.Errored as well.';
      report(refusedTogether([...place, 'continueOn'], 'A DAG has depends and continueOn', hint));
    }
    if ((usesDepends || waits) && typeof name === 'string' && /^[0-9]/.test(name)) {
      const what = `A DAG has depends or dependencies, and a task "${name}" that begins with a digit`;
      report(refusedTogether([...place, 'name'], what, 'Let its name begin with a letter.'));
    }
    checkLoop(task, place, report);
  });
}

const checkLoop: Check = (step, path, report) => {
  if (!isMap(step)) return;
  const loops = ['withItems', 'withParam', 'withSequence'].filter((field) => isSet(step[field]));
  if (loops.length > 1) {
    report(refusedTogether([...path, loops[1] ?? ''], `A task has ${loops.join(' and ')}`, 'Keep one of them.'));
  }
  const { withSequence } = step;
  if (isMap(withSequence) && withSequence['count'] !== undefined && withSequence['end'] !== undefined) {
    report(refusedTogether([...path, 'withSequence', 'end'], 'A sequence has count and end', 'Keep one of them.'));
  }
};

/** What is empty counts as absent. */
function isSet(value: unknown): boolean {
  return value !== undefined && value !== null && value !== '' && !(Array.isArray(value) && value.length === 0);
}
