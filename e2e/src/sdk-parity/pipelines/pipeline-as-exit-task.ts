import { finalStatus, pipeline, string, struct } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pipeline_as_exit_task.yaml';

const fromCorpus = corpusComponents(source);
const getRunState = fromCorpus('exec-get-run-state', {
  name: 'get-run-state',
  inputs: { status: struct },
  outputs: { Output: string },
});
const printOp = fromCorpus('exec-print-op-2', { name: 'print-op', inputs: { message: string } });
const conditionalNotification = pipeline({
  name: 'conditional-notification',
  inputs: { status: finalStatus },
  define(p, inputs) {
    const getRunStateTask = p.task(getRunState, { status: inputs.status.as(struct) });
    p.when(getRunStateTask.output.eq('FAILED'), (branch) => {
      branch.task(printOp, { message: 'notify task failure.' });
    });
  },
});
const failOp = fromCorpus('exec-fail-op', { name: 'fail-op', inputs: { message: string } });

/** The pipeline. */
export const pipelineAsExitTask = pipeline({
  name: 'pipeline-with-task-final-status-conditional',
  inputs: { message: string.default('Hello World!') },
  define(p, inputs) {
    p.onExit(
      conditionalNotification,
      {},
      (guarded) => {
        guarded.task(failOp, { message: 'Task failed.' });
        guarded.task(printOp, { message: inputs.message });
      },
      { guarded: { displayName: 'my-pipeline' } },
    );
  },
});
