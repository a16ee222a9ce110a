import type { Template, Workflow } from '@tiphys/argo-types';
import type { SelfCheckRule } from './self-check-rule.ts';

const namePattern = /^[a-zA-Z0-9][-a-zA-Z0-9]{0,127}$/;
const parameterPattern = /^[-a-zA-Z0-9_]+$/;

/** Words that `depends` cannot hold as a task's name: they pass the validator and fail at run time (argo-facts 1.1). */
const reserved = new Set('not in and or true false nil matches contains startsWith endsWith let if else'.split(' '));

/** Names that Argo takes, each once. */
export const checkNames: SelfCheckRule = {
  name: 'names',
  check(workflow: Workflow) {
    const templates = workflow.spec.templates ?? [];
    const names = templates.map((template) => template.name ?? '');
    return [
      ...names.filter((name) => !namePattern.test(name)).map((name) => `template "${name}"`),
      ...duplicates(names).map((name) => `two templates "${name}"`),
      ...templates.flatMap(checkTemplate),
    ];
  },
};

function checkTemplate(template: Template): readonly string[] {
  const tasks = (template.dag?.tasks ?? []).map((task) => task.name);
  const inputs = (template.inputs?.parameters ?? []).map((parameter) => parameter.name);
  const outputs = (template.outputs?.parameters ?? []).map((parameter) => parameter.name);
  const where = `in "${template.name ?? ''}"`;
  return [
    ...tasks.filter((name) => !namePattern.test(name) || /^\d/.test(name)).map((name) => `task "${name}" ${where}`),
    ...tasks.filter((name) => reserved.has(name)).map((name) => `reserved task "${name}" ${where}`),
    ...duplicates(tasks).map((name) => `two tasks "${name}" ${where}`),
    ...[...inputs, ...outputs]
      .filter((name) => !parameterPattern.test(name))
      .map((name) => `parameter "${name}" ${where}`),
    ...[...duplicates(inputs), ...duplicates(outputs)].map((name) => `two parameters "${name}" ${where}`),
  ];
}

function duplicates(names: readonly string[]): readonly string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.has(name) || !seen.add(name));
}
