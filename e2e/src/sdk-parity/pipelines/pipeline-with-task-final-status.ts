import { finalStatus, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pipeline_with_task_final_status.yaml';

const fromCorpus = corpusComponents(source);
const exitOp = fromCorpus('exec-exit-op', { name: 'exit-op', inputs: { status: finalStatus, user_input: string } });
const failOp = fromCorpus('exec-fail-op', { name: 'fail-op', inputs: { message: string } });
const printOp = fromCorpus('exec-print-op', { name: 'print-op', inputs: { message: string } });

/** The pipeline. */
export const pipelineWithTaskFinalStatus = pipeline({
  name: 'pipeline-with-task-final-status',
  inputs: { message: string.default('Hello World!') },
  define(p, inputs) {
    p.onExit(
      exitOp,
      { user_input: inputs.message },
      (guarded) => {
        guarded.task(failOp, { message: 'Task failed.' });
        guarded.task(printOp, { message: inputs.message });
      },
      { guarded: { displayName: 'my-pipeline' } },
    );
  },
});
