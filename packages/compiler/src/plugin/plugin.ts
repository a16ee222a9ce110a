import type { Template, Workflow } from '@tiphys/argo-types';
import type { JsonObject } from '@tiphys/diagnostics';
import type { Executor, Plan } from '../plan.ts';

/**
 * An extension of the compiler. Plain data and pure functions: a pass or a hook is called twice with the same frozen input, and
 * must answer alike both times.
 *
 * @public
 */
export interface Plugin {
  /** Names the plugin in every message about it: letters, digits, `-`, `_`, `.`, and `/` and `@` as in package names. */
  readonly name: string;
  readonly passes?: readonly PluginPass[];
  readonly argo?: ArgoHooks;
  readonly backends?: readonly Backend[];
}

/**
 * Where a pass runs:
 *
 * - `built`: the plan is what the pipeline says, task by task. For policies, and for what changes a pipeline.
 * - `looped`: every loop has a scope of its own. What passes of this slot stop reading is pruned afterwards.
 * - `final`: just before the backend, with nothing in the plan that nobody reads.
 *
 * @public
 */
export type PassSlot = (typeof passSlots)[number];

/** Every slot, in the order in which they come. */
export const passSlots = ['built', 'looped', 'final'] as const;

/** @public */
export interface PluginPass {
  readonly name: string;
  /** What it does, in a sentence. */
  readonly description: string;
  readonly slot: PassSlot;
  /** Gives a new plan, or the same one. Throws nothing on purpose: what is wrong with a pipeline is reported. */
  run(plan: Plan, context: PluginContext): Plan;
}

/**
 * Hooks over what becomes an Argo manifest, after lowering and before the self-checks.
 *
 * @public
 */
export interface ArgoHooks {
  /** Called for each template. */
  template?(template: Template, context: TemplateContext): Template;
  /** Called once, after the templates: the whole workflow, before it becomes a template or a schedule. */
  workflow?(workflow: Workflow, context: HookContext): Workflow;
}

/** @public */
export interface PluginContext {
  /** An error stops the pipeline, a warning does not. */
  report(finding: Finding): void;
}

/** @public */
export interface HookContext extends PluginContext {
  readonly plan: Plan;
}

/** @public */
export interface TemplateContext extends HookContext {
  /** What the template runs; absent for scopes and loops, which start no pod. */
  readonly executor?: Executor;
}

/**
 * What a plugin has to say about a pipeline.
 *
 * @public
 */
export interface Finding {
  /** Kebab-case; printed as `<plugin>/<code>`. */
  readonly code: string;
  readonly severity: 'error' | 'warning';
  /** One sentence that names the offending thing. */
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string;
  /** What it is about: printed as the place in the pipeline file. */
  readonly at?: PlanPlace;
}

/**
 * A part of the plan, by its names there.
 *
 * @public
 */
export type PlanPlace =
  | { readonly executor: string; readonly field?: 'image' | 'command' | 'args' | 'env' | 'resources' }
  | { readonly scope: string; readonly task?: string };

/**
 * Makes something of a plan other than our Argo manifest. Chosen with `tiphys compile --backend NAME`.
 *
 * @public
 */
export interface Backend {
  readonly name: string;
  /** What it makes, in a sentence. */
  readonly description: string;
  /** What it cannot do it reports as an error, by task or executor; then the documents are not looked at. */
  emit(plan: Plan, options: BackendOptions, context: PluginContext): BackendResult;
}

/** @public */
export interface BackendOptions {
  /** Where artifacts and records go; the pipeline's own root, or KFP's, when absent. */
  readonly pipelineRoot?: string;
  /** The image that holds the launcher; the one of this version when absent. */
  readonly launcherImage?: string;
}

/** @public */
export interface BackendResult {
  /** Printed as YAML, one document each. */
  readonly documents: readonly JsonObject[];
}
