import type { NodeStatus } from '../run/node-status.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import { printJsonAsGo } from '../text/go-text.ts';

/**
 * The outputs of a loop (argo-facts 2.5), named as in `outputs.*`: lists over the iterations that succeeded, in order. A
 * parameter that no iteration has is missing. Values are strings, unless every one is a JSON object or list: then Argo
 * embeds them, and undoes their escapes and rounds their integers while at it.
 */
export function aggregateOutputs(iterations: readonly NodeStatus[], rules: ArgoRules): ReadonlyMap<string, string> {
  const maps: Record<string, string>[] = [];
  const lists = new Map<string, string[]>();
  const results: unknown[] = [];
  for (const { phase, outputs, kind } of iterations) {
    if (phase !== 'Succeeded' || outputs === undefined || (kind === 'Retry' && !rules.collectsRetried)) {
      continue;
    }
    if (outputs.parameters.size > 0) {
      maps.push(Object.fromEntries(outputs.parameters));
    }
    for (const [name, value] of outputs.parameters) {
      const list = lists.get(name);
      if (list === undefined) {
        lists.set(name, [value]);
      } else {
        list.push(value);
      }
    }
    if (outputs.result !== undefined) {
      results.push(parse(outputs.result));
    }
  }
  return new Map([
    ['outputs.result', printJsonAsGo(results)],
    ['outputs.parameters', printJsonAsGo(maps)],
    ...[...lists].map(([name, list]) => [`outputs.parameters.${name}`, aggregate(list, rules)] as const),
  ]);
}

function aggregate(values: readonly string[], { embedsObjects }: ArgoRules): string {
  const parsed = values.map(parse);
  const embed = embedsObjects && parsed.every((value) => typeof value === 'object' && value !== null);
  return printJsonAsGo(embed ? parsed : values);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
