import type { Executor } from '@tiphys/compiler';
import { noPodOptions, podValueNames } from '@tiphys/compiler';
import { taskConfigValueNames } from '@tiphys/contract';
import { containerValueNames } from '../pod/dynamic-container.ts';

/** The inputs of a leaf template beside `in`: what its pod is made of and only the run knows. */
export function podValuesOf(executor: Executor): readonly string[] {
  if (executor.kind !== 'container') return [];
  return [...podValueNames(executor.pod ?? noPodOptions), ...containerValueNames(executor.dynamic ?? {})];
}

/** What only the run knows of what inputs are told of the pod. */
export function toldValuesOf(executor: Executor): readonly string[] {
  const { taskConfig } = executor.kind === 'container' ? executor : {};
  return taskConfig === undefined ? [] : taskConfigValueNames(taskConfig);
}
