import type { Template } from '@tiphys/argo-types';
import { environmentName, launcherDirectory, packSpec, printInertJson } from '@tiphys/contract';
import type { Executor, RetryPolicy } from '@tiphys/compiler';
import type { ResolvedEmitOptions } from '../options.ts';
import { leafParameter } from '../scope/task-arguments.ts';
import { componentSpec, publishedOutputs } from './component-spec.ts';
import { lowerRetry } from './lower-retry.ts';

/**
 * The leaf template of a component: its image, and what it always does. All that leaf templates have in common, the
 * launcher above all, comes from `leafDefaults`.
 *
 * @param texts what several component specs share
 */
export function lowerExecutor(
  name: string,
  executor: Executor,
  live: ReadonlySet<string>,
  texts: readonly string[],
  options: ResolvedEmitOptions,
  retry?: RetryPolicy,
): Template {
  const resources = executor.kind === 'importer' ? {} : executor.resources;
  const outputs = [...publishedOutputs(executor.outputs, live).keys()].map((output) => ({
    name: output,
    valueFrom: { path: `${launcherDirectory}/out/${output}`, default: 'null' },
  }));
  const spec = packSpec(componentSpec(executor, live), texts);
  return {
    name,
    inputs: { parameters: [{ name: leafParameter }] },
    ...(retry && { retryStrategy: lowerRetry(retry) }),
    container: {
      // An importer needs no program but the launcher.
      image: executor.kind === 'importer' ? options.launcherImage : executor.image,
      env: [
        { name: environmentName.spec, value: printInertJson(spec) },
        ...(retry ? [{ name: environmentName.attempt, value: '{{retries}}' }] : []),
      ],
      ...(Object.keys(resources).length > 0 && { resources }),
    },
    ...(outputs.length > 0 && { outputs: { parameters: outputs } }),
  };
}
