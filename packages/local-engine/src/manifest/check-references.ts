import type { DocumentPath, Report } from '@tiphys/diagnostics';
import { readDependencies } from '../dag/depends.ts';
import { dependencyCycle, duplicateName, unknownName, unsupportedField, wrongShape } from '../diagnostics.ts';
import type { Caller } from './flatten-templates.ts';
import type { Dag, Hooks, Task, WorkflowSpec } from './manifest.ts';
import { libraryKey } from './read-documents.ts';

/** What the names of one document may refer to. */
interface Names {
  readonly templates: ReadonlySet<string>;
  /** The specs of other documents, by key. */
  readonly library: ReadonlyMap<string, WorkflowSpec>;
}

/**
 * Checks that every name of a spec of the right shape refers to something, once, and that no tasks wait for each other.
 * Only the spec that is run (`main`) needs an entrypoint.
 */
export function checkReferences(
  spec: WorkflowSpec,
  path: DocumentPath,
  library: Names['library'],
  report: Report,
  role: 'main' | 'library' = 'main',
): void {
  const templates = new Set<string>();
  spec.templates.forEach(({ name }, index) => {
    if (templates.has(name)) {
      report(duplicateName([...path, 'templates', index, 'name'], 'template', name));
    }
    templates.add(name);
  });
  const names: Names = { templates, library };
  if (role === 'main') {
    checkWorkflow(spec, path, names, report);
  }
  spec.templates.forEach((template, index) => {
    const place = [...path, 'templates', index];
    checkSteps(template.steps ?? [], [...place, 'steps'], names, report);
    if (template.dag !== undefined) {
      checkDag(template.dag, [...place, 'dag'], names, report);
    }
  });
}

/** The names that stand in the spec itself. */
function checkWorkflow(spec: WorkflowSpec, path: DocumentPath, names: Names, report: Report): void {
  if ((spec.entrypoint as string | undefined) === undefined) {
    report(wrongShape([...path, 'entrypoint'], 'given'));
  }
  for (const field of ['entrypoint', 'onExit'] as const) {
    const name = spec[field];
    if (name !== undefined) {
      checkTemplate(name, [...path, field], names, report);
    }
  }
  checkHooks(spec.hooks, [...path, 'hooks'], names, report);
}

function checkSteps(steps: readonly (readonly Task[])[], path: DocumentPath, names: Names, report: Report): void {
  const seen = new Set<string>();
  steps.forEach((group, number) => {
    group.forEach((step, index) => {
      checkCalls(step, [...path, number, index], names, report);
      if (seen.has(step.name)) {
        report(duplicateName([...path, number, index, 'name'], 'step', step.name));
      }
      seen.add(step.name);
    });
  });
}

/** The templates that a task runs: its own, and those of its hooks. */
function checkCalls(task: Task, path: DocumentPath, names: Names, report: Report): void {
  checkCaller(task, path, names, report);
  if (task.onExit !== undefined) {
    checkTemplate(task.onExit, [...path, 'onExit'], names, report);
  }
  checkHooks(task.hooks, [...path, 'hooks'], names, report);
  for (const field of ['onExit', 'hooks'] as const) {
    if (task[field] !== undefined && (task.withItems ?? task.withParam ?? task.withSequence) !== undefined) {
      report(unsupportedField([...path, field], 'Argo fails on hooks of a loop; give them to a task inside of it.'));
    }
  }
}

function checkHooks(hooks: Hooks | undefined, path: DocumentPath, names: Names, report: Report): void {
  for (const [name, hook] of Object.entries(hooks ?? {})) {
    checkCaller(hook, [...path, name], names, report);
    if (name !== 'exit' && hook.expression === undefined) {
      report(wrongShape([...path, name, 'expression'], 'given'));
    }
  }
}

function checkCaller(
  { template, templateRef }: Caller<{ readonly template: string }>,
  path: DocumentPath,
  names: Names,
  report: Report,
): void {
  if (templateRef === undefined) {
    checkTemplate(template ?? '', [...path, 'template'], names, report);
    return;
  }
  const { name, clusterScope = false } = templateRef;
  const document = names.library.get(libraryKey(name, clusterScope));
  const place = [...path, 'templateRef'];
  if (document === undefined) {
    report(unknownName([...place, 'name'], 'WorkflowTemplate in this file', name, names.library.keys()));
    return;
  }
  const templates = new Set(document.templates.map((known) => known.name));
  checkTemplate(templateRef.template, [...place, 'template'], { ...names, templates }, report);
}

/** A name with a tag in it is only known when the task runs. */
function checkTemplate(name: string, path: DocumentPath, { templates }: Names, report: Report): void {
  if (!name.includes('{{') && !templates.has(name)) {
    report(unknownName(path, 'template', name, templates));
  }
}

function checkDag(dag: Dag, path: DocumentPath, names: Names, report: Report): void {
  const tasks = new Map<string, Task>();
  dag.tasks.forEach((task, index) => {
    const place = [...path, 'tasks', index];
    if (tasks.has(task.name)) {
      report(duplicateName([...place, 'name'], 'task', task.name));
    }
    tasks.set(task.name, task);
    checkCalls(task, place, names, report);
  });
  for (const target of (dag.target ?? '').split(' ')) {
    if (target !== '' && !target.includes('{{') && !tasks.has(target)) {
      report(unknownName([...path, 'target'], 'task', target, tasks.keys()));
    }
  }
  const dependencies = new Map<string, readonly string[]>();
  dag.tasks.forEach((task, index) => {
    const needed = readDependencies(task, tasks).tasks;
    dependencies.set(
      task.name,
      needed.filter((name) => tasks.has(name)),
    );
    const field = task.depends === undefined ? 'dependencies' : 'depends';
    for (const name of needed.filter((known) => !tasks.has(known))) {
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
