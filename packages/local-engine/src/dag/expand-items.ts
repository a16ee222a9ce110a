import type { Sequence, Task } from '../manifest/manifest.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import { printJsonAsGo } from '../text/go-text.ts';

/** One iteration of a looped task. */
export interface LoopItem {
  /** `item`, and `item.<key>` for an object. */
  readonly variables: ReadonlyMap<string, string>;
  /** The text in the parentheses of the node's name. */
  readonly label: string;
}

/** A loop that cannot be expanded: the task becomes an Error. */
export class LoopError extends Error {
  override readonly name = 'LoopError';
}

/** Whether the task is a loop. An empty `withItems` is none (Argo looks at its length). */
export function isLoop(task: Task): boolean {
  return (task.withItems ?? []).length > 0 || (task.withParam ?? '') !== '' || task.withSequence !== undefined;
}

/**
 * The items of a looped task, its own fields already substituted (argo-facts 2.4).
 *
 * @throws LoopError when they cannot be read
 */
export function expandItems(task: Task, rules: ArgoRules): readonly LoopItem[] {
  if ((task.withItems ?? []).length > 0) {
    return (task.withItems ?? []).map((item) => createItem(item, rules));
  }
  return task.withSequence === undefined ? expandParam(task.withParam ?? '', rules) : expandSequence(task.withSequence);
}

function expandParam(text: string, rules: ArgoRules): readonly LoopItem[] {
  let list: unknown;
  try {
    list = JSON.parse(text);
  } catch (error) {
    throw new LoopError(`withParam value could not be parsed as a JSON list: ${text.trim()}: ${String(error)}`);
  }
  if (!Array.isArray(list)) {
    throw new LoopError(`withParam value could not be parsed as a JSON list: ${text.trim()}`);
  }
  return list.map((item) => createItem(item, rules));
}

function createItem(item: unknown, { decodesItems }: ArgoRules): LoopItem {
  if (typeof item === 'string') {
    // The name of the node has the escapes in every version.
    const escaped = printMember(item);
    return { variables: new Map([['item', decodesItems ? item : escaped]]), label: escaped };
  }
  const text = printJsonAsGo(item);
  if (typeof item !== 'object' || item === null || Array.isArray(item)) {
    return { variables: new Map([['item', text]]), label: text };
  }
  const members = Object.entries(item).map(([key, value]) => [key, printMember(value)] as const);
  return {
    variables: new Map([['item', text], ...members.map(([key, value]) => [`item.${key}`, value] as const)]),
    label: members
      .map(([key, value]) => `${key}:${value}`)
      .sort()
      .join(','),
  };
}

/** Strings stay escaped, as in Argo, but for `<`, `>` and `&`. */
function printMember(value: unknown): string {
  const signs: Readonly<Record<string, string>> = { '\\u003c': '<', '\\u003e': '>', '\\u0026': '&' };
  const text = printJsonAsGo(value).replace(/\\u00(?:3c|3e|26)/g, (escape) => signs[escape] ?? escape);
  return typeof value === 'string' ? text.slice(1, -1) : text;
}

function expandSequence(sequence: Sequence): readonly LoopItem[] {
  const start = sequence.start === undefined ? 0 : readInteger('start', sequence.start);
  let end: number;
  if (sequence.end !== undefined) {
    end = readInteger('end', sequence.end);
  } else if (sequence.count !== undefined) {
    const count = readInteger('count', sequence.count);
    if (count === 0) {
      return [];
    }
    end = start + count - 1;
  } else {
    throw new LoopError('neither end nor count was specified in withSequence');
  }
  const step = start <= end ? 1 : -1;
  const items: LoopItem[] = [];
  for (let value = start; step > 0 ? value <= end : value >= end; value += step) {
    const text = formatInteger(sequence.format ?? '%d', value);
    items.push({ variables: new Map([['item', text]]), label: text });
  }
  return items;
}

function readInteger(field: string, value: string | number): number {
  const text = String(value);
  if (!/^[-+]?\d+$/.test(text)) {
    throw new LoopError(`withSequence.${field}: ${JSON.stringify(text)} is not an integer`);
  }
  return Number(text);
}

/** Go's `fmt.Sprintf` with one integer: `%d %o %x %X %b`, width and leading zeros. */
function formatInteger(format: string, value: number): string {
  return format.replace(/%(%|(0?)(\d*)([doxXb]))/g, (all, _, zero: string, width: string, verb: string | undefined) => {
    if (verb === undefined) {
      return all === '%%' ? '%' : all;
    }
    const radix = { d: 10, o: 8, x: 16, X: 16, b: 2 }[verb] ?? 10;
    const digits = Math.abs(value).toString(radix);
    const sign = value < 0 ? '-' : '';
    const text =
      zero === '0' ? sign + digits.padStart(Number(width) - sign.length, '0') : (sign + digits).padStart(Number(width));
    return verb === 'X' ? text.toUpperCase() : text;
  });
}
