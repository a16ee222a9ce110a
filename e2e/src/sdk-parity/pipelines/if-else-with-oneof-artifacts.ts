import { Artifact, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/critical/if_else_with_oneof_artifacts.yaml';

const fromCorpus = corpusComponents(source);
const flipCoin = fromCorpus('exec-flip-coin', { name: 'flip-coin', outputs: { Output: string } });
const paramToArtifact = fromCorpus('exec-param-to-artifact', {
  name: 'param-to-artifact',
  inputs: { val: string },
  outputs: { a: Artifact },
});
const printArtifact = fromCorpus('exec-print-artifact', { name: 'print-artifact', inputs: { a: Artifact } });
const flipCoinPipeline = pipeline({
  name: 'flip-coin-pipeline',
  outputs: { Output: Artifact },
  define(p) {
    const flipCoinTask = p.task(flipCoin, {});
    const branches = p
      .when(flipCoinTask.output.eq('heads'), (branch) => {
        const paramToArtifactTask = branch.task(paramToArtifact, { val: flipCoinTask.output });
        return { it: paramToArtifactTask.output };
      })
      .else((branch) => {
        const paramToArtifact2 = branch.task(paramToArtifact, { val: flipCoinTask.output });
        return { it: paramToArtifact2.output };
      });
    p.task(printArtifact, { a: branches.outputs.it });
    return { Output: branches.outputs.it };
  },
});

/** The pipeline. */
export const ifElseWithOneofArtifacts = pipeline({
  name: 'outer-pipeline',
  define(p) {
    const flipCoinPipelineTask = p.task(flipCoinPipeline, {});
    p.task(printArtifact, { a: flipCoinPipelineTask.output });
  },
});
