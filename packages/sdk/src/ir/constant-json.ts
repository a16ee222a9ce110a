import type { AnyValue } from '../model.ts';
import { dataOf, isValue } from '../model.ts';
import type { JsonValue } from '@tiphys/diagnostics';
import { notJson } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { channelName } from './value-names.ts';

/** A constant for the IR, and the values that stand in it as placeholders. */
export interface ConstantJson {
  readonly json: JsonValue;
  /** By the name of the input that the placeholder refers to. */
  readonly values: ReadonlyMap<string, AnyValue>;
}

/**
 * Turns what a user gave for an input into JSON. Values in it become placeholders of inputs that are added to the task.
 *
 * @param what names the input in messages
 */
export function constantJson(given: unknown, what: string): ConstantJson {
  const values = new Map<string, AnyValue>();
  const placeholder = (value: AnyValue): string => {
    const { source } = dataOf(value);
    if (source.kind === 'text') {
      return source.parts.map((part) => (isValue(part) ? placeholder(part) : part)).join('');
    }
    values.set(channelName(value), value);
    return `{{$.inputs.parameters['${channelName(value)}']}}`;
  };
  const convert = (item: unknown): JsonValue => {
    if (isValue(item)) return placeholder(item);
    if (Array.isArray(item)) return item.map(convert);
    if (isPlain(item)) {
      const members = Object.entries(item).filter(([, member]) => member !== undefined);
      return Object.fromEntries(members.map(([name, member]) => [name, convert(member)]));
    }
    if (item === null || typeof item === 'string' || typeof item === 'boolean') return item;
    if (typeof item === 'number' && Number.isFinite(item)) return item;
    return fail(notJson({ what, found: typeof item === 'number' ? String(item) : typeof item }));
  };
  return { json: convert(given), values };
}

function isPlain(item: unknown): item is Readonly<Record<string, unknown>> {
  if (typeof item !== 'object' || item === null) return false;
  const prototype: unknown = Object.getPrototypeOf(item);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null;
}
