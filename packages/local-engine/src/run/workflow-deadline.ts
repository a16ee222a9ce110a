import { timerDelay } from '../text/duration.ts';

/** Why a run was stopped: its `activeDeadlineSeconds` are over. */
export class WorkflowDeadline extends Error {
  override readonly name = 'WorkflowDeadline';
  override readonly message = 'Step exceeded its deadline';
}

/** `spec.activeDeadlineSeconds` as a signal, until `stop` is called. */
export interface DeadlineTimer {
  readonly signal: AbortSignal;
  stop(): void;
}

/** Starts the clock of a workflow. */
export function startWorkflowDeadline(seconds: number | undefined): DeadlineTimer {
  const controller = new AbortController();
  const timer =
    seconds === undefined
      ? undefined
      : setTimeout(
          () => {
            controller.abort(new WorkflowDeadline());
          },
          timerDelay(seconds * 1000),
        );
  return { signal: controller.signal, stop: () => clearTimeout(timer) };
}
