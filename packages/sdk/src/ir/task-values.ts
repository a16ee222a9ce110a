import type { AnyValue, TaskNode } from '../model.ts';
import { dataOf, isValue } from '../model.ts';
import { valuesOfOptions } from '../pipeline/task-options.ts';
import { constantJson } from './constant-json.ts';

/** Every value that a task needs: given as inputs, in constants and texts, and in its options. */
export function valuesOfTask({ name, inputs, options }: TaskNode): readonly AnyValue[] {
  const given = Object.entries(inputs).flatMap(([input, value]) =>
    value === undefined ? [] : valuesIn(value, `${name}.${input}`),
  );
  return [...given, ...valuesOfOptions(options).flatMap((value) => valuesIn(value, name))];
}

function valuesIn(given: unknown, what: string): readonly AnyValue[] {
  if (isValue(given) && dataOf(given).source.kind !== 'text') return [given];
  return [...constantJson(given, what).values.values()];
}
