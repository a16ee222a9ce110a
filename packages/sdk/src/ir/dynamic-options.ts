import type { AnyValue, TaskSettings } from '../model.ts';
import { dataOf, isValue } from '../model.ts';
import { string } from '../types/parameter-type.ts';
import { createValue } from '../values/create-value.ts';

/** The inputs that the Python SDK adds to a task whose resources are known only in a run. */
export function dynamicOptions({ resources = {} }: TaskSettings): readonly (readonly [string, AnyValue])[] {
  const { cpuRequest, cpuLimit, memoryRequest, memoryLimit, accelerator } = resources;
  const all: readonly (readonly [string, unknown])[] = [
    ['cpu_request', cpuRequest],
    ['cpu_limit', cpuLimit],
    ['memory_request', memoryRequest],
    ['memory_limit', memoryLimit],
    ['accelerator_type', accelerator?.type],
    ['accelerator_count', accelerator?.count],
  ];
  return all.filter((entry): entry is readonly [string, AnyValue] => isValue(entry[1]));
}

/** A text with nothing but the value in it. */
export function textOf(value: AnyValue): AnyValue {
  return createValue({ source: { kind: 'text', parts: [value] }, type: string, scope: dataOf(value).scope });
}
