import { definePlugin, passSlots } from '@tiphys/compiler/plugin';
import type { Plugin } from '@tiphys/compiler/plugin';

/**
 * A plugin with a pass in every slot and every hook, each of which gives a copy of what it got. Nothing may change by it: not
 * a byte of a manifest, and not what another plugin beside it does.
 */
export const identityPlugin: Plugin = definePlugin({
  name: 'identity',
  passes: passSlots.map((slot) => ({
    name: `identity-${slot}`,
    description: 'Copies the plan.',
    slot,
    run: (plan) => structuredClone(plan),
  })),
  argo: {
    template: (template) => structuredClone(template),
    workflow: (workflow) => structuredClone(workflow),
  },
});
