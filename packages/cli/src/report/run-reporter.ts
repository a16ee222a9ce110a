import type { RunEvent } from '@tiphys/local-engine';
import type { CliIo } from '../io.ts';
import { createRunView } from './run-view.ts';
import type { FailedTask } from './run-summary.ts';

/** Turns what the engine tells into what a person sees. */
export interface RunReporter {
  readonly observe: (event: RunEvent) => void;
  /** Shows a line that a task printed. */
  readonly line: (path: string, text: string) => void;
  /** Tasks with a command of their own that failed, in the order in which they did. */
  readonly failures: () => readonly FailedTask[];
  readonly close: () => void;
}

/** A reporter on stderr. */
export function createRunReporter(io: CliIo): RunReporter {
  const view = createRunView(io);
  const groups = new Set<string>();
  const failures: FailedTask[] = [];
  return {
    observe: (event) => {
      if (event.kind === 'warning' || event.kind === 'note') {
        view.note(event.kind === 'warning' ? `warning: ${event.message}` : event.message);
        return;
      }
      if (event.kind === 'started') {
        if (event.type !== 'Pod') groups.add(event.path);
        view.update({ path: event.path, phase: 'Running', startedAt: io.now(), group: groups.has(event.path) });
        return;
      }
      const { path, phase, duration, cached, replayed, message, tail, log } = event;
      const group = groups.has(path);
      const ran = phase !== 'Skipped' && phase !== 'Omitted';
      const finishedAt = io.now();
      view.update({
        path,
        phase,
        cached,
        ...(replayed === true && { replayed }),
        group,
        ...(message !== undefined && { message }),
        ...(ran && { startedAt: finishedAt - duration, finishedAt }),
      });
      if ((phase === 'Failed' || phase === 'Error') && !group) {
        failures.push({
          path,
          message: message ?? phase.toLowerCase(),
          ...(tail !== undefined && { tail }),
          ...(log !== undefined && { log }),
        });
      }
    },
    line: view.line,
    failures: () => failures,
    close: view.close,
  };
}
