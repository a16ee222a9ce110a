import { referencedInputs } from '@tiphys/expr';
import type { Binding } from '../plan.ts';

/** Whether the input `name` of a task is a text with placeholders that, by however many steps, ask for that input. */
export function readsItself(parameters: Readonly<Record<string, Binding>>, name: string): boolean {
  const seen = new Set<string>();
  const open = [name];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const binding = Object.hasOwn(parameters, next) ? parameters[next] : undefined;
    if (binding?.kind !== 'template') continue;
    for (const other of referencedInputs(binding.argument).parameters) {
      if (other === name) return true;
      if (!seen.has(other)) open.push(other);
      seen.add(other);
    }
  }
  return false;
}
