import type { Ports } from '../plan.ts';

/** The inputs or outputs whose `parameters/<name>` or `artifacts/<name>` is to be kept. */
export function filterPorts<T>(ports: Ports<T>, keep: (key: string) => boolean): Ports<T> {
  return { parameters: filterKind(ports, 'parameters', keep), artifacts: filterKind(ports, 'artifacts', keep) };
}

function filterKind<T>(
  ports: Ports<T>,
  kind: keyof Ports<T>,
  keep: (key: string) => boolean,
): Readonly<Record<string, T>> {
  return Object.fromEntries(Object.entries(ports[kind]).filter(([name]) => keep(`${kind}/${name}`)));
}
