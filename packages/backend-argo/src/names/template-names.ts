import { invariant } from '@tiphys/diagnostics';
import { freeName } from './parameter-names.ts';
import type { TemplateUse } from './template-uses.ts';

/** Names of the templates, by the keys of their uses. */
export interface TemplateNames {
  get(key: string): string;
}

/** Templates that the compiler adds (see `lower-root.ts`). */
export const rootTemplates = { entry: 'entry', args: 'args', none: 'none' } as const;

/** Longest name that still leaves room in a pod's name (63 with the workflow's name and a hash, argo-facts 3.1). */
const maxLength = 60;

/** Readable, unique names: the component's without its `comp-`, with a number if it is taken. */
export function templateNames(uses: readonly TemplateUse[], root: string): TemplateNames {
  const taken = new Set<string>(Object.values(rootTemplates));
  const names = new Map(uses.map((use): [string, string] => [use.key, freeName(preferred(use, root), taken)]));
  return {
    get(key) {
      const name = names.get(key);
      invariant(name !== undefined, `no template is named for "${key}"`);
      return name;
    },
  };
}

function preferred(use: TemplateUse, root: string): string {
  switch (use.kind) {
    case 'executor':
      return cleaned(use.executor);
    case 'probed':
      return `${cleaned(use.executor).slice(0, maxLength - 7)}-cached`;
    case 'probe':
      return `${cleaned(use.executor).slice(0, maxLength - 6)}-probe`;
    case 'loop':
      return cleaned(use.task.name);
    case 'scope':
      if (use.scope === root) return 'root';
      return use.item === undefined ? cleaned(use.scope) : `${cleaned(use.scope)}-body`;
  }
}

function cleaned(component: string): string {
  const name = component.replace(/^comp-/, '').replace(/[^-a-zA-Z0-9]+/g, '-');
  return name.replace(/^-+/, '').slice(0, maxLength) || 'task';
}
