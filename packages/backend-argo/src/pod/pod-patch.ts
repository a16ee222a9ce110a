import { printInertJson } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';

/**
 * What a template says of its pod in `podSpecPatch`, for what its own fields cannot hold: fields that Argo's templates do not have, and values
 * that only the run knows in places where Kubernetes wants no text. Members are JSON texts; they may hold Argo tags.
 */
export interface PodPatch {
  readonly pod: Readonly<Record<string, string>>;
  /** Of the container `main`. */
  readonly main: Readonly<Record<string, string>>;
  /** Other containers, each as a JSON text. */
  readonly others?: readonly string[];
}

/** The text of a value that is known now. */
export function patchText(value: JsonValue): string {
  return printInertJson(value);
}

/** The text of a list, from the texts of its items. */
export function patchList(items: readonly string[]): string {
  return `[${items.join(',')}]`;
}

/** The patch as Argo wants it; nothing when there is nothing to change. */
export function printPatch({ pod, main, others = [] }: PodPatch): string | undefined {
  const container = members(main);
  const containers = [...others, ...(container.length === 0 ? [] : [`{"name":"main",${container.join(',')}}`])];
  const all = [...members(pod), ...(containers.length === 0 ? [] : [`"containers":${patchList(containers)}`])];
  return all.length === 0 ? undefined : `{${all.join(',')}}`;
}

function members(record: Readonly<Record<string, string>>): readonly string[] {
  return Object.entries(record).map(([key, text]) => `${JSON.stringify(key)}:${text}`);
}
