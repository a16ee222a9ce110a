import type { Ports } from '@tiphys/compiler';

/** The Argo parameter names of a set of inputs or outputs, by `parameters/<name>` or `artifacts/<name>`. */
export type ParameterNames = ReadonlyMap<string, string>;

/**
 * Names that Argo takes (`[-a-zA-Z0-9_]+`, argo-facts 1.1) for inputs or outputs: the IR's own where possible. Parameters
 * come before artifacts; a name that is taken gets a number.
 */
export function portNames(ports: Ports<unknown>, reserved: readonly string[] = []): ParameterNames {
  const names = new Map<string, string>();
  const taken = new Set(reserved);
  for (const kind of ['parameters', 'artifacts'] as const) {
    for (const name of Object.keys(ports[kind]).sort()) names.set(`${kind}/${name}`, freeName(cleaned(name), taken));
  }
  return names;
}

/** `name`, or `name-2`, `name-3`.. if that is taken; takes it. */
export function freeName(name: string, taken: Set<string>): string {
  let candidate = name;
  for (let number = 2; taken.has(candidate); number++) candidate = `${name}-${String(number)}`;
  taken.add(candidate);
  return candidate;
}

function cleaned(name: string): string {
  return name.replace(/[^-a-zA-Z0-9_]/g, '-') || '-';
}
