import type { Workflow } from '@tiphys/argo-types';
import { callPlugin, deepFreeze, plainDataFault } from '@tiphys/compiler';
import type { Executor, PlaceOf, Plan } from '@tiphys/compiler';
import type { ArgoHooks, Plugin, PluginContext } from '@tiphys/compiler/plugin';
import type { Diagnostic } from '@tiphys/diagnostics';
import { selfCheckFaults } from '../self-check/self-check.ts';

/** What the hooks of plugins are told beside the objects themselves. */
export interface HookInput {
  readonly plugins: readonly Plugin[];
  readonly plan: Plan;
  /** Which executor a template runs, by the template's name. */
  readonly executors: ReadonlyMap<string, Executor>;
  readonly placeOf: PlaceOf;
}

/** A workflow that has been through the hooks: where there are errors, as it was before the first one that could not be believed. */
export interface HookedWorkflow {
  readonly workflow: Workflow;
  readonly diagnostics: readonly Diagnostic[];
}

/** Runs the hooks of each plugin in turn: over the templates, then over the whole. */
export function runHooks(workflow: Workflow, input: HookInput): HookedWorkflow {
  const diagnostics: Diagnostic[] = [];
  let current = deepFreeze(workflow);
  for (const { name, argo } of input.plugins) {
    if (argo === undefined) continue;
    const before = current;
    const answer = callPlugin({
      plugin: name,
      part:
        argo.template === undefined ? 'argo.workflow' : argo.workflow === undefined ? 'argo.template' : 'argo hooks',
      result: 'workflow',
      run: (context) => applyHooks(argo, before, input, context),
      faults: (after) => workflowFaults(before, after),
      placeOf: input.placeOf,
    });
    diagnostics.push(...answer.diagnostics);
    if (answer.value === undefined) break;
    current = answer.value;
  }
  return { workflow: current, diagnostics };
}

function applyHooks(argo: ArgoHooks, workflow: Workflow, input: HookInput, { report }: PluginContext): Workflow {
  const { plan, executors } = input;
  const templates = (workflow.spec.templates ?? []).map((template) => {
    const executor = executors.get(template.name ?? '');
    if (argo.template === undefined) return template;
    return argo.template(template, { report, plan, ...(executor !== undefined && { executor }) });
  });
  const whole: Workflow = deepFreeze({ ...workflow, spec: { ...workflow.spec, templates } });
  return argo.workflow === undefined ? whole : argo.workflow(whole, { report, plan });
}

/** The rules for our own manifests, and what a launcher or a reader of the manifest relies on. */
function workflowFaults(before: Workflow, after: Workflow): readonly string[] {
  const unlike = plainDataFault(after);
  if (unlike !== undefined) return [unlike];
  try {
    const names = new Set((after.spec.templates ?? []).map(({ name }) => name));
    const lost = (before.spec.templates ?? []).filter(({ name }) => !names.has(name));
    return [
      ...(after.kind === 'Workflow' && after.apiVersion === before.apiVersion ? [] : ['it is no Workflow any more']),
      ...lost.map(({ name }) => `the template "${name ?? ''}" is gone`),
      ...selfCheckFaults(after),
    ];
  } catch (error) {
    return [`it is not shaped as a workflow: ${(error as Error).message}`];
  }
}
