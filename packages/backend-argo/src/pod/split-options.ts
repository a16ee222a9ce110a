import type { PodValue } from '@tiphys/compiler';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { patchList, patchText } from './pod-patch.ts';
import type { DynamicItem } from './pod-values.ts';
import { dynamicItems } from './pod-values.ts';

/** The list that a patch gives of these items; nothing of none. */
export function listText(known: readonly JsonObject[], dynamic: readonly DynamicItem[]): string | undefined {
  if (dynamic.length > 0) return patchList([dynamicItems(known, dynamic)]);
  return known.length === 0 ? undefined : patchList(known.map((item) => patchText(item)));
}

/** Options by where they are said. */
export interface SplitOptions {
  readonly known: readonly JsonObject[];
  readonly dynamic: readonly DynamicItem[];
  /** Known, but only good in the patch. */
  readonly patched: readonly JsonObject[];
}

/** An option in Kubernetes' words: known, known to the run only, or known but only good in the patch. */
export type LoweredOption =
  { readonly known: JsonObject } | { readonly dynamic: DynamicItem } | { readonly patched: JsonObject };

/** Lowers options one by one. */
export function splitOptions<T>(options: readonly T[], lower: (option: T) => LoweredOption): SplitOptions {
  const lowered = options.map(lower);
  return {
    known: lowered.flatMap((one) => ('known' in one ? [one.known] : [])),
    dynamic: lowered.flatMap((one) => ('dynamic' in one ? [one.dynamic] : [])),
    patched: lowered.flatMap((one) => ('patched' in one ? [one.patched] : [])),
  };
}

/** What is made around a value, once it is known. */
export function optionAround(value: PodValue, around: (name: JsonValue) => JsonObject): LoweredOption {
  return value.kind === 'constant' ? { known: around(value.value) } : { dynamic: { value, around } };
}
