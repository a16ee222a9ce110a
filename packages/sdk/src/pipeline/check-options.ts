import type { Implementation } from '../components/any-component.ts';
import { badKubernetesOption, noContainer } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import type { TaskSettings } from '../model.ts';
import { dataOf } from '../model.ts';
import { valuesWithin } from '../values/values-within.ts';

/** Refuses options that would be lost, or that the types cannot see to be wrong. */
export function checkOptions(task: string, implementation: Implementation, options: TaskSettings): void {
  const what = withoutContainer(implementation);
  const option = (['resources', 'env', 'kubernetes'] as const).find((name) => options[name] !== undefined);
  if (what !== undefined && option !== undefined) fail(noContainer({ task, option, what }));
  if (options.kubernetes !== undefined) checkKubernetes(task, options.kubernetes);
}

function withoutContainer(implementation: Implementation): string | undefined {
  if (implementation.kind === 'pipeline') return 'a pipeline';
  return implementation.kind === 'container' && 'importer' in implementation.executor ? 'an importer' : undefined;
}

/** The rules of the Python functions that types cannot say. */
function checkKubernetes(task: string, kubernetes: NonNullable<TaskSettings['kubernetes']>): void {
  const refuse = (option: string, rule: string): never => fail(badKubernetesOption({ task, option, rule }));
  for (const [option, given] of Object.entries(kubernetes)) {
    if (valuesWithin(given).some((value) => dataOf(value).source.kind === 'text')) {
      refuse(option, 'it takes values as they are, not texts around them');
    }
  }
  const { nodeAffinity = [], timeoutSeconds = 0, securityContext = {} } = kubernetes;
  if (nodeAffinity.some(({ weight = 1 }) => !isWhole(weight, 1) || weight > 100)) {
    refuse('nodeAffinity', 'a weight is a whole number from 1 to 100');
  }
  if (!isWhole(timeoutSeconds, 0)) refuse('timeoutSeconds', 'it is a whole number of seconds, or 0 for none');
  const { runAsUser = 0, runAsGroup = 0 } = securityContext;
  if (!isWhole(runAsUser, 0) || !isWhole(runAsGroup, 0)) refuse('securityContext', 'IDs are whole numbers from 0 on');
}

function isWhole(number: number, least: number): boolean {
  return Number.isSafeInteger(number) && number >= least;
}
