import type { Value, ValueMap } from './values.ts';

/**
 * The nested variables that Argo makes of flat ones such as `inputs.parameters.n`: a dot goes one level down. A name that is
 * also the start of a longer one is dropped (argo-facts 4).
 */
export function expandVariables(flat: Readonly<Record<string, Value>>): ValueMap {
  const root = new Map<string, unknown>();
  for (const [name, value] of Object.entries(flat)) {
    const parts = name.split('.');
    const last = parts.pop() ?? '';
    let at = root;
    for (const part of parts) {
      const next = at.get(part);
      const inner = next instanceof Map ? (next as Map<string, unknown>) : new Map<string, unknown>();
      at.set(part, inner);
      at = inner;
    }
    if (!(at.get(last) instanceof Map)) {
      at.set(last, value);
    }
  }
  return toObject(root);
}

function toObject(map: ReadonlyMap<string, unknown>): ValueMap {
  return Object.fromEntries(
    [...map].map(([key, value]) => [
      key,
      value instanceof Map ? toObject(value as Map<string, unknown>) : (value as Value),
    ]),
  );
}
