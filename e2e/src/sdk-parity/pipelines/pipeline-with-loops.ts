import { list, pipeline, string, struct } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/parallel_and_nested/pipeline_with_loops.yaml';

const fromCorpus = corpusComponents(source);
const argsGeneratorOp = fromCorpus('exec-args-generator-op', {
  name: 'args-generator-op',
  outputs: { Output: list.of(struct) },
});
const printText = fromCorpus('exec-print-text', { name: 'print-text', inputs: { msg: string } });
const printStruct = fromCorpus('exec-print-struct', { name: 'print-struct', inputs: { struct } });

/** The pipeline. */
export const pipelineWithLoops = pipeline({
  name: 'pipeline-with-loops',
  inputs: { loop_parameter: list.default(['a', 'b']) },
  define(p, inputs) {
    const argsGeneratorOpTask = p.task(argsGeneratorOp, {});
    p.forEach(inputs.loop_parameter, (loop, item) => {
      loop.task(printText, { msg: item });
    });
    p.forEach(argsGeneratorOpTask.output, (loop, item) => {
      loop.task(printStruct, { struct: item });
      loop.task(printText, { msg: item.field('A_a') });
      loop.task(printText, { msg: item.field('B_b') });
    });
    p.forEach(
      [
        { A_a: '1', B_b: '2' },
        { A_a: '10', B_b: '20' },
      ],
      (loop, item) => {
        loop.task(printStruct, { struct: item });
        loop.task(printText, { msg: item.field('A_a') });
        loop.task(printText, { msg: item.field('B_b') });
      },
    );
  },
});
