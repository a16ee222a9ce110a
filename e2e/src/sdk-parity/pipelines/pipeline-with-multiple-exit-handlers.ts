import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/failing/pipeline_with_multiple_exit_handlers.yaml';

const fromCorpus = corpusComponents(source);
const printOp = fromCorpus('exec-print-op', { name: 'print-op', inputs: { message: string } });
const failOp = fromCorpus('exec-fail-op', { name: 'fail-op', inputs: { message: string } });

/** The pipeline. */
export const pipelineWithMultipleExitHandlers = pipeline({
  name: 'pipeline-with-multiple-exit-handlers',
  inputs: { message: string.default('Hello World!') },
  define(p, inputs) {
    p.onExit(printOp, { message: 'First exit handler has worked!' }, (guarded) => {
      guarded.task(failOp, { message: 'Task failed.' });
      guarded.task(printOp, { message: inputs.message });
    });
    p.onExit(printOp, { message: 'Second exit handler has worked!' }, (guarded) => {
      guarded.task(printOp, { message: inputs.message });
    });
    p.onExit(printOp, { message: 'Third exit handler has worked!' }, (guarded) => {
      guarded.task(printOp, { message: inputs.message });
    });
  },
});
