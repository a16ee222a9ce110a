import { iterationTaskKey } from '@tiphys/contract';
import type { DAGTask, Template, Workflow } from '@tiphys/argo-types';
import { expressionReferences } from './references.ts';
import type { SelfCheckRule } from './self-check-rule.ts';

const stringLiteral = /'(?:[^'\\]|\\.)*'/g;
const tag = /\{\{(.*?)\}\}/gs;
/** What is known when the items of a loop are made. */
const knownTag = /^(?:item|inputs\.parameters\.[-\w]+|workflow\.(?:name|uid))$/;

/** An expression has been evaluated by then if it knows nothing but inputs. */
function isKnown(tagged: string): boolean {
  return tagged.startsWith('=')
    ? expressionReferences(tagged).tasks.length === 0 && !/\bitem\b/.test(tagged.replace(stringLiteral, ''))
    : knownTag.test(tagged);
}

/**
 * Loops that hand over and collect the same on every version (argo-facts 2.4, 2.5): over a sequence of numbers, alone in a
 * wrapper, nothing foreign in the task, and nobody beside it who reads the outputs. The body is a DAG, or a pod that is tried once and whose launcher
 * knows by the name of the task that it is an iteration.
 */
export const checkLoops: SelfCheckRule = {
  name: 'loops',
  check(workflow: Workflow) {
    const templates = workflow.spec.templates ?? [];
    const byName = new Map(templates.map((template) => [template.name ?? '', template]));
    return templates.flatMap((template) =>
      (template.dag?.tasks ?? []).filter(isLoop).flatMap((task) => {
        const faults = checkLoop(task, template, byName);
        return faults.map((fault) => `${fault} of the loop "${task.name}" in "${template.name ?? ''}"`);
      }),
    );
  },
};

function isLoop(task: DAGTask): boolean {
  return task.withItems !== undefined || task.withParam !== undefined || task.withSequence !== undefined;
}

function checkLoop(task: DAGTask, template: Template, templates: ReadonlyMap<string, Template>): readonly string[] {
  const texts = (task.arguments?.parameters ?? []).map((parameter) => parameter.value ?? '');
  const tags = texts.flatMap((text) => [...text.matchAll(tag)].map(([, inner = '']) => inner));
  return [
    ...(task.withSequence === undefined ? ['the items'] : []),
    ...(template.dag?.tasks.length === 1 ? [] : ['a neighbour']),
    ...(task.inline === undefined && task.hooks === undefined ? [] : ['a hook or an inline template']),
    ...bodyFaults(task, templates.get(task.template ?? '')),
    ...tags.filter((inner) => !isKnown(inner)).map((inner) => `the tag {{${inner}}}`),
  ];
}

function bodyFaults({ name }: DAGTask, body: Template | undefined): readonly string[] {
  const isLone = iterationTaskKey(name) !== undefined;
  if (body?.container === undefined) return body?.dag === undefined || isLone ? ['the body, no DAG,'] : [];
  return [
    ...(isLone ? [] : ['the name, which is no task,']),
    ...(body.retryStrategy === undefined ? [] : ['the body, which is retried,']),
  ];
}
