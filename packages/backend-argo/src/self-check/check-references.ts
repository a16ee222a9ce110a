import type { DAGTask, Parameter, Template, Workflow } from '@tiphys/argo-types';
import { expressionReferences, tagReferences } from './references.ts';
import type { SelfCheckRule } from './self-check-rule.ts';

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
  const faults = [
    ...[...tasks.values()].flatMap((task) => checkTask(task, tasks, inputs, templates)),
    ...(template.outputs?.parameters ?? []).flatMap((output) => checkOutput(output, tasks, templates)),
  ];
  return faults.map((fault) => `${fault} in "${template.name ?? ''}"`);
}

function checkTask(
  task: DAGTask,
  tasks: ReadonlyMap<string, DAGTask>,
  inputs: ReadonlySet<string>,
  templates: ReadonlyMap<string, Template>,
): readonly string[] {
  const target = templates.get(task.template ?? '');
  if (target === undefined) return [`no template "${task.template ?? ''}"`];
  const awaited = new Set((task.depends ?? '').match(/[-a-zA-Z0-9]+(?=\.)/g) ?? []);
  // What may have ended in another way may have no outputs; asking for one hangs or fails (argo-facts 0).
  const succeeded = new Set(
    (task.depends ?? '').split(' && ').map((part) => /^([-a-zA-Z0-9]+)\.Succeeded$/.exec(part)?.[1]),
  );
  const texts = [task.when ?? '', String(task.withSequence?.count ?? ''), ...argumentValues(task)];
  const references = texts.map(tagReferences);
  return [
    ...missingArguments(task, target).map((name) => `"${task.name}" lacks "${name}"`),
    ...references
      .flatMap((found) => found.inputs.filter((name) => !inputs.has(name)))
      .map((name) => `no input "${name}"`),
    ...references.flatMap((found) =>
      found.tasks.flatMap(({ task: producer, output }) => [
        ...(awaited.has(producer) ? [] : [`"${task.name}" reads "${producer}" but does not wait for it`]),
        ...(output === undefined || !awaited.has(producer) || succeeded.has(producer)
          ? []
          : [`"${task.name}" reads an output of "${producer}", which may have failed`]),
        ...missingOutput(tasks, templates, producer, output),
      ]),
    ),
  ];
}

function checkOutput(
  output: Parameter,
  tasks: ReadonlyMap<string, DAGTask>,
  templates: ReadonlyMap<string, Template>,
): readonly string[] {
  const { expression, parameter, default: fallback } = output.valueFrom ?? {};
  const references = expression === undefined ? tagReferences(parameter ?? '') : expressionReferences(expression);
  return [
    ...(fallback === undefined ? [`output "${output.name}" has no default`] : []),
    ...references.tasks.flatMap(({ task, output: from }) => missingOutput(tasks, templates, task, from)),
  ];
}

function argumentValues(task: DAGTask): readonly string[] {
  return (task.arguments?.parameters ?? []).map((parameter) => parameter.value ?? '');
}

function missingArguments(task: DAGTask, target: Template): readonly string[] {
  const given = new Set((task.arguments?.parameters ?? []).map((parameter) => parameter.name));
  const inputs = target.inputs?.parameters ?? [];
  const wanted = inputs.filter((parameter) => parameter.default === undefined).map((parameter) => parameter.name);
  const surplus = [...given].filter((name) => !inputs.some((parameter) => parameter.name === name));
  return [...wanted.filter((name) => !given.has(name)), ...surplus];
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
