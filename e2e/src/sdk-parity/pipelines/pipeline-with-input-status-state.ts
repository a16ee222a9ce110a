import { finalStatus, pipeline } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/critical/pipeline_with_input_status_state.yaml';

const fromCorpus = corpusComponents(source);
const echoState = fromCorpus('exec-echo-state', { name: 'echo-state', inputs: { status: finalStatus } });
const someTask = fromCorpus('exec-some-task', { name: 'some-task' });

/** The pipeline. */
export const pipelineWithInputStatusState = pipeline({
  name: 'status-state-pipeline',
  define(p) {
    p.onExit(echoState, {}, (guarded) => {
      guarded.task(someTask, {});
    });
  },
});
