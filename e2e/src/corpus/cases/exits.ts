import type { CorpusCase } from '../corpus-case.ts';

/** What runs whatever became of the rest. */
export const exits: readonly CorpusCase[] = [
  {
    file: 'failing/pipeline_with_exit_handler.yaml',
    groups: ['exit-handler'],
    phase: 'Failed',
    tasks: {
      'exit-handler-1': { phase: 'Failed' },
      'exit-handler-1/fail-op': { phase: 'Failed', prints: ['Task failed.'] },
      'exit-handler-1/print-op-2': 'Hello World!',
      'print-op': 'Exit handler has worked!',
    },
    pods: 2,
  },
  {
    file: 'failing/pipeline_with_multiple_exit_handlers.yaml',
    groups: ['exit-handler', 'parallel'],
    phase: 'Failed',
    tasks: {
      'print-op': 'First exit handler has worked!',
      'print-op-3': 'Second exit handler has worked!',
      'print-op-5': 'Third exit handler has worked!',
    },
    pods: 6,
  },
  {
    file: 'pipeline_with_task_final_status.yaml',
    groups: ['exit-handler'],
    phase: 'Failed',
    tasks: { 'exit-op': { prints: ['Pipeline status:  FAILED', 'Pipeline task name:  exit-handler-1'] } },
    pods: 2,
  },
  {
    file: 'pipeline_with_task_using_ignore_upstream_failure.yaml',
    groups: ['exit-handler'],
    phase: 'Failed',
    tasks: { 'fail-op': { phase: 'Failed' }, 'print-op': 'default' },
    pods: 1,
  },
  {
    file: 'pipeline_as_exit_task.yaml',
    groups: ['exit-handler', 'nested', 'condition'],
    phase: 'Failed',
    tasks: {
      'conditional-notification/get-run-state': { parameters: { Output: 'FAILED' } },
      'conditional-notification/condition-1/print-op': 'notify task failure.',
    },
    pods: 3,
  },
  {
    file: 'local_execution/local_execution_pipeline_with_exit_handler.yaml',
    groups: ['exit-handler'],
    tasks: { 'record-exit': { parameters: { Output: 'exit:SUCCEEDED' } } },
    pods: 2,
  },
  {
    file: 'failing/fail_v2.yaml',
    groups: ['python'],
    phase: 'Failed',
    tasks: { fail: { phase: 'Failed' } },
    pods: 0,
  },
];
