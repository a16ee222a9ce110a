import type { DocumentPath, Report } from '@tiphys/diagnostics';
import { readDependencies } from '../dag/depends.ts';
import { dependencyCycle, duplicateName, unknownName, unsupportedField } from '../diagnostics.ts';
import type { Dag, Task, WorkflowSpec } from './manifest.ts';

/** Checks that every name of a spec of the right shape refers to something, once, and that no tasks wait for each other. */
export function checkReferences(spec: WorkflowSpec, report: Report): void {
  const templates = new Set<string>();
  spec.templates.forEach(({ name }, index) => {
    if (templates.has(name)) {
      report(duplicateName(['spec', 'templates', index, 'name'], 'template', name));
    }
    templates.add(name);
  });
  for (const field of ['entrypoint', 'onExit'] as const) {
    const name = spec[field];
    if (name !== undefined && !templates.has(name)) {
      report(unknownName(['spec', field], 'template', name, templates));
    }
  }
  spec.templates.forEach((template, index) => {
    checkSteps(template.steps ?? [], ['spec', 'templates', index, 'steps'], templates, report);
    if (template.dag !== undefined) {
      checkDag(template.dag, ['spec', 'templates', index, 'dag'], templates, report);
    }
  });
}

function checkSteps(
  steps: readonly (readonly Task[])[],
  path: DocumentPath,
  templates: ReadonlySet<string>,
  report: Report,
): void {
  const names = new Set<string>();
  steps.forEach((group, number) => {
    group.forEach((step, index) => {
      checkTemplateName(step, [...path, number, index], templates, report);
      if (names.has(step.name)) {
        report(duplicateName([...path, number, index, 'name'], 'step', step.name));
      }
      names.add(step.name);
    });
  });
}

/** A name with a tag in it is only known when the task runs. */
function checkTemplateName(task: Task, path: DocumentPath, templates: ReadonlySet<string>, report: Report): void {
  if (!task.template.includes('{{') && !templates.has(task.template)) {
    report(unknownName([...path, 'template'], 'template', task.template, templates));
  }
}

function checkDag(dag: Dag, path: DocumentPath, templates: ReadonlySet<string>, report: Report): void {
  const tasks = new Map<string, Task>();
  dag.tasks.forEach((task, index) => {
    const place = [...path, 'tasks', index];
    if (tasks.has(task.name)) {
      report(duplicateName([...place, 'name'], 'task', task.name));
    }
    tasks.set(task.name, task);
    checkTemplateName(task, place, templates, report);
    if (task.depends !== undefined && task.dependencies !== undefined) {
      report(unsupportedField([...place, 'dependencies'], 'A task has either depends or dependencies.'));
    }
  });
  for (const target of (dag.target ?? '').split(' ')) {
    if (target !== '' && !target.includes('{{') && !tasks.has(target)) {
      report(unknownName([...path, 'target'], 'task', target, tasks.keys()));
    }
  }
  const dependencies = new Map<string, readonly string[]>();
  dag.tasks.forEach((task, index) => {
    const names = readDependencies(task, tasks).tasks;
    dependencies.set(
      task.name,
      names.filter((name) => tasks.has(name)),
    );
    const field = task.depends === undefined ? 'dependencies' : 'depends';
    for (const name of names.filter((known) => !tasks.has(known))) {
      report(unknownName([...path, 'tasks', index, field], 'task', name, tasks.keys()));
    }
  });
  const cycle = findCycle(dependencies);
  if (cycle !== undefined) {
    report(dependencyCycle([...path, 'tasks'], cycle));
  }
}

/** A cycle among names, if there is one; without recursion, so that long chains are fine. */
function findCycle(dependencies: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const left = new Map([...dependencies].map(([name, names]) => [name, names.length]));
  const dependents = new Map<string, string[]>();
  for (const [name, names] of dependencies) {
    for (const dependency of names) {
      dependents.set(dependency, [...(dependents.get(dependency) ?? []), name]);
    }
  }
  const free = [...left].filter(([, count]) => count === 0).map(([name]) => name);
  for (const name of free) {
    left.delete(name);
    for (const dependent of dependents.get(name) ?? []) {
      const count = (left.get(dependent) ?? 0) - 1;
      left.set(dependent, count);
      if (count === 0) {
        free.push(dependent);
      }
    }
  }
  const [start] = left.keys();
  if (start === undefined) {
    return undefined;
  }
  // Whoever is left waits for somebody who is left.
  const walked: string[] = [];
  for (let name: string | undefined = start; name !== undefined;) {
    const again = walked.indexOf(name);
    walked.push(name);
    if (again >= 0) {
      return walked.slice(again).reverse();
    }
    name = dependencies.get(name)?.find((dependency) => left.has(dependency));
  }
  return walked;
}
