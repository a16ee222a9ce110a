import { probedTaskNames } from '@tiphys/contract';
import type { Template, Workflow } from '@tiphys/argo-types';
import { rootTemplates } from '../names/template-names.ts';
import type { SelfCheckRule } from './self-check-rule.ts';

/** Levels of templates that the controller goes down (argo-facts 1.6). */
const maxDepth = 99;

/**
 * What makes a DAG end as its tasks did, on every version (argo-facts 1.3, 1.4, 1.6): no fail-fast, every task a target,
 * conditions only as expressions, and none of the fields that mean other things in other places.
 */
export const checkDags: SelfCheckRule = {
  name: 'dags',
  check(workflow: Workflow) {
    const { templates = [], entrypoint, retryStrategy } = workflow.spec;
    const byName = new Map(templates.map((template) => [template.name ?? '', template]));
    return [
      ...(byName.has(entrypoint ?? '') ? [] : [`no entrypoint "${entrypoint ?? ''}"`]),
      ...(retryStrategy === undefined ? [] : ['a retryStrategy of the workflow is one of each DAG too']),
      ...templates.flatMap((template) =>
        checkTemplate(template).map((fault) => `${fault} in "${template.name ?? ''}"`),
      ),
      ...depthFaults(byName, entrypoint ?? ''),
    ];
  },
};

function checkTemplate(template: Template): readonly string[] {
  const { dag } = template;
  if (dag === undefined) return template.parallelism === undefined ? [] : ['parallelism of a leaf'];
  const targets = new Set((dag.target ?? '').split(' '));
  const [first] = dag.tasks;
  // A single task is its own target, and there is no other that its failure could stop.
  const isSingle = dag.tasks.length === 1 && first?.withSequence === undefined && dag.target === undefined;
  // What only converts the arguments runs no pods, and all else waits for it.
  const isEntry = template.name === rootTemplates.entry && first?.template === rootTemplates.args;
  return [
    ...(dag.failFast === false || isSingle || isEntry ? [] : ['failFast']),
    ...(template.retryStrategy === undefined ? [] : ['retryStrategy of a DAG']),
    ...(template.timeout === undefined && template.activeDeadlineSeconds === undefined ? [] : ['deadline of a DAG']),
    // The failure of a probe must not be that of its task.
    ...dag.tasks
      .filter(({ name }) => !targets.has(name) && name !== probedTaskNames.probe && !isSingle && !isEntry)
      .map(({ name }) => `"${name}" is no target`),
    ...dag.tasks
      .filter(({ when }) => when !== undefined && when !== 'false' && !/^\{\{=.*\}\}$/s.test(when))
      .map(({ name }) => `the condition of "${name}" is no expression`),
    ...dag.tasks
      .filter((task) => task.dependencies !== undefined || task.continueOn !== undefined)
      .map(({ name }) => `"${name}" waits by something other than depends`),
  ];
}

function depthFaults(templates: ReadonlyMap<string, Template>, entrypoint: string): readonly string[] {
  const depths = new Map<string, number>();
  const open = new Set<string>();
  const depthOf = (name: string): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    if (open.has(name)) return Infinity;
    open.add(name);
    const inner = (templates.get(name)?.dag?.tasks ?? []).map((task) => depthOf(task.template ?? ''));
    open.delete(name);
    const depth = 1 + inner.reduce((most, one) => Math.max(most, one), 0);
    depths.set(name, depth);
    return depth;
  };
  return depthOf(entrypoint) > maxDepth ? [`templates nest deeper than ${maxDepth} levels`] : [];
}
