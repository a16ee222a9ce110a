import type { Workflow } from '@tiphys/argo-types';
import type { Diagnostic } from '@tiphys/diagnostics';
import { argoFeatures } from '../argo-features.ts';
import { oneScheduleOnly, unscheduledParameter } from '../diagnostics.ts';
import type { ResolvedEmitOptions } from '../options.ts';

/** Refuses a schedule that could never start a run: nobody is there to give a parameter its value. */
export function checkSchedule(workflow: Workflow, options: ResolvedEmitOptions): readonly Diagnostic[] {
  if (options.kind !== 'cron-workflow') return [];
  const missing = (workflow.spec.arguments?.parameters ?? []).filter(({ value }) => value === undefined);
  return [
    ...missing.map(({ name }) => unscheduledParameter(name)),
    ...(argoFeatures[options.argoVersion].scheduleField === 'schedule' && options.schedule.expressions.length > 1
      ? [oneScheduleOnly()]
      : []),
  ];
}
