import type { Diagnostic } from '@tiphys/diagnostics';
import type { BuildContext } from '../build/build-context.ts';
import { volumeOperation } from '../build/volume-operation.ts';
import { ignored } from '../diagnostics.ts';
import { buildPodOptions } from './build-pod-options.ts';
import type { PodOptions } from './pod-options.ts';
import { createPodOptionsContext } from './pod-options-context.ts';
import type { DynamicValue } from './pod-value-reader.ts';

/** The pod options of an executor, and what of them only its tasks know. */
export interface ExecutorPodOptions {
  readonly options: PodOptions;
  readonly dynamic: ReadonlyMap<string, DynamicValue>;
}

/** The pod options of the executor `label`; undefined when the platform document says nothing of it. */
export function executorPodOptions(
  context: BuildContext,
  label: string,
  report: (diagnostic: Diagnostic) => void,
): ExecutorPodOptions | undefined {
  const config = context.pipeline.platform?.platforms.kubernetes?.deploymentSpec?.executors[label];
  const container = context.pipeline.spec.deploymentSpec.executors[label]?.container;
  if (config === undefined) return undefined;
  const path = ['platforms', 'kubernetes', 'deploymentSpec', 'executors', label];
  if (container === undefined || volumeOperation(container) !== undefined) {
    report(ignored(context.place(path), `The options of "${label}"`, 'only containers have a pod of their own.'));
    return undefined;
  }
  const options = createPodOptionsContext(path, (at) => context.place(at), report);
  return { options: buildPodOptions(options, config), dynamic: options.values.dynamic };
}
