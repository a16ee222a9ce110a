import { boolean, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/local_execution/local_execution_pipeline_with_oneof.yaml';

const fromCorpus = corpusComponents(source);
const branchA = fromCorpus('exec-branch-a', { name: 'branch-a', outputs: { Output: string } });
const branchB = fromCorpus('exec-branch-b', { name: 'branch-b', outputs: { Output: string } });
const tagSelected = fromCorpus('exec-tag-selected', {
  name: 'tag-selected',
  inputs: { value: string },
  outputs: { Output: string },
});

/** The pipeline. */
export const localExecutionPipelineWithOneof = pipeline({
  name: 'pipeline-with-oneof',
  inputs: { pick_a: boolean.default(true) },
  outputs: { Output: string },
  define(p, inputs) {
    const branches = p
      .when(inputs.pick_a.eq(true), (branch) => {
        const branchATask = branch.task(branchA, {});
        return { it: branchATask.output };
      })
      .else((branch) => {
        const branchBTask = branch.task(branchB, {});
        return { it: branchBTask.output };
      });
    const tagSelectedTask = p.task(tagSelected, { value: branches.outputs.it });
    return { Output: tagSelectedTask.output };
  },
});
