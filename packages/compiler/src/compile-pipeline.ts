import { hasErrors } from '@tiphys/diagnostics';
import type { Diagnostic } from '@tiphys/diagnostics';
import type { LoadedPipeline } from '@tiphys/ir';
import { createBuildContext } from './build/build-context.ts';
import { buildPlan } from './build/build-plan.ts';
import { checkConditions } from './check-conditions.ts';
import type { CompileOptions } from './compile-options.ts';
import { deepFreeze } from './deep-freeze.ts';
import { passes } from './passes/passes.ts';
import type { Plan } from './plan.ts';
import { createPlaceOf } from './plugin/place-of.ts';
import { runPasses } from './plugin/run-passes.ts';

/** A plan, unless there were errors; and everything that was found on the way. */
export interface CompileResult {
  readonly plan?: Plan;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Compiles a valid IR to a plan. Pure and deterministic; never throws on what a user can write. What is not lowered yet is
 * refused, with its place (contract C1).
 */
export function compilePipeline(pipeline: LoadedPipeline, options: CompileOptions = {}): CompileResult {
  const diagnostics: Diagnostic[] = [];
  // 1. Build: one scope per DAG component, one executor per container component, CEL and placeholders parsed.
  const context = createBuildContext(pipeline, options, (diagnostic) => diagnostics.push(diagnostic));
  const built = buildPlan(context);
  // 2. Check what only the parsed expressions show.
  checkConditions(context, built);
  if (hasErrors(diagnostics)) return { diagnostics };
  // 3. Passes, in the order of their list.
  const { plugins = [] } = options;
  const placeOf = createPlaceOf(pipeline);
  let plan = built;
  for (const pass of passes) {
    if (typeof pass !== 'string') {
      plan = pass.run(plan);
    } else if (plugins.length > 0) {
      const passed = runPasses(plugins, pass, plan, placeOf);
      diagnostics.push(...passed.diagnostics);
      if (passed.plan === undefined) return { diagnostics };
      plan = passed.plan;
    }
  }
  return { plan: deepFreeze(plan), diagnostics };
}
