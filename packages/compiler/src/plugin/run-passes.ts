import { hasErrors, printJson } from '@tiphys/diagnostics';
import type { Diagnostic, JsonValue } from '@tiphys/diagnostics';
import { deepFreeze } from '../deep-freeze.ts';
import type { Plan } from '../plan.ts';
import { callPlugin } from './call-plugin.ts';
import type { PlaceOf } from './place-of.ts';
import { planFaults } from './plan-faults.ts';
import type { PassSlot, Plugin } from './plugin.ts';

/**
 * Runs the passes that plugins have for a slot, in the order of the plugins. What they find wrong with the pipeline is
 * collected; a pass that cannot be believed ends it all.
 */
export function runPasses(
  plugins: readonly Plugin[],
  slot: PassSlot,
  plan: Plan,
  placeOf: PlaceOf,
): { readonly plan?: Plan; readonly diagnostics: readonly Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  let current = deepFreeze(plan);
  for (const plugin of plugins) {
    for (const pass of plugin.passes ?? []) {
      if (pass.slot !== slot) continue;
      const before = current;
      const answer = callPlugin({
        plugin: plugin.name,
        part: `pass "${pass.name}"`,
        result: 'plan',
        run: (context) => pass.run(before, context),
        faults: (after) => resultFaults(before, after),
        placeOf,
      });
      diagnostics.push(...answer.diagnostics);
      if (answer.value === undefined) return { diagnostics };
      current = answer.value;
    }
  }
  return hasErrors(diagnostics) ? { diagnostics } : { plan: current, diagnostics };
}

/**
 * Parameters are what users and schedules give, and what was checked before the passes: they are not a plugin's to change.
 */
function resultFaults(before: Plan, after: Plan): readonly string[] {
  const faults = planFaults(after);
  if (faults.length > 0) return faults;
  const inputs = ({ scopes, root }: Plan): string => printJson((scopes[root]?.inputs ?? null) as unknown as JsonValue);
  return inputs(before) === inputs(after) ? [] : ["it changes the pipeline's own inputs"];
}
