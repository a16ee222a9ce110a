import type { DAGTask, Template, Workflow } from '@tiphys/argo-types';
import type { SelfCheckRule } from './self-check.ts';

/** A simple tag, or a bracketed member in an expression. */
const taskReference = /tasks(?:\.|\[')([-a-zA-Z0-9]+)(?:'\])?\.(status|outputs\.parameters(?:\.|\[')([-a-zA-Z0-9_]+))/g;
const inputReference = /inputs\.parameters(?:\.|\[')([-a-zA-Z0-9_]+)/g;

/**
 * Every reference has something to refer to: inputs that the template declares, outputs that the producer declares, and in
 * a task's arguments and condition only tasks that it waits for, since any other hangs the workflow (argo-facts 0).
 */
export const checkReferences: SelfCheckRule = {
  name: 'references',
  check(workflow: Workflow) {
    const templates = workflow.spec.templates ?? [];
    const byName = new Map(templates.map((template) => [template.name ?? '', template]));
    return templates.flatMap((template) => checkTemplate(template, byName));
  },
};

function checkTemplate(template: Template, templates: ReadonlyMap<string, Template>): readonly string[] {
  const tasks = new Map((template.dag?.tasks ?? []).map((task) => [task.name, task]));
  const inputs = new Set((template.inputs?.parameters ?? []).map((parameter) => parameter.name));
  const where = `in "${template.name ?? ''}"`;
  const faults: string[] = [];
  for (const task of tasks.values()) {
    const target = templates.get(task.template ?? '');
    if (target === undefined) faults.push(`no template "${task.template ?? ''}" ${where}`);
    else faults.push(...missingArguments(task, target).map((name) => `"${task.name}" lacks "${name}" ${where}`));
    const texts = [task.when ?? '', String(task.withSequence?.count ?? ''), ...argumentValues(task)];
    const known = new Set((task.depends ?? '').match(/[-a-zA-Z0-9]+(?=\.)/g) ?? []);
    for (const text of texts) {
      faults.push(...unknownInputs(text, inputs).map((name) => `no input "${name}" ${where}`));
      for (const [, name = '', , output] of text.matchAll(taskReference)) {
        if (!known.has(name)) faults.push(`"${task.name}" reads "${name}" but does not wait for it ${where}`);
        faults.push(...missingOutput(tasks, templates, name, output).map((fault) => `${fault} ${where}`));
      }
    }
  }
  for (const output of template.outputs?.parameters ?? []) {
    const text = output.valueFrom?.expression ?? output.valueFrom?.parameter ?? '';
    if (output.valueFrom?.default === undefined) faults.push(`output "${output.name}" has no default ${where}`);
    for (const [, name = '', , from] of text.matchAll(taskReference)) {
      faults.push(...missingOutput(tasks, templates, name, from).map((fault) => `${fault} ${where}`));
    }
  }
  return faults;
}

function argumentValues(task: DAGTask): readonly string[] {
  return (task.arguments?.parameters ?? []).map((parameter) => parameter.value ?? '');
}

function missingArguments(task: DAGTask, target: Template): readonly string[] {
  const given = new Set((task.arguments?.parameters ?? []).map((parameter) => parameter.name));
  const wanted = (target.inputs?.parameters ?? []).map((parameter) => parameter.name);
  const surplus = [...given].filter((name) => !wanted.includes(name));
  return [...wanted.filter((name) => !given.has(name)), ...surplus];
}

function unknownInputs(text: string, inputs: ReadonlySet<string>): readonly string[] {
  return [...text.matchAll(inputReference)].map(([, name = '']) => name).filter((name) => !inputs.has(name));
}

function missingOutput(
  tasks: ReadonlyMap<string, DAGTask>,
  templates: ReadonlyMap<string, Template>,
  name: string,
  output: string | undefined,
): readonly string[] {
  const task = tasks.get(name);
  if (task === undefined) return [`no task "${name}"`];
  if (output === undefined) return [];
  const outputs = templates.get(task.template ?? '')?.outputs?.parameters ?? [];
  return outputs.some((parameter) => parameter.name === output) ? [] : [`"${name}" has no output "${output}"`];
}
