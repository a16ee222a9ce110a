import { list, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pipeline_with_nested_loops.yaml';

const fromCorpus = corpusComponents(source);
const printOp = fromCorpus('exec-print-op', { name: 'print-op', inputs: { msg: string, msg2: string.optional() } });

/** The pipeline. */
export const pipelineWithNestedLoops = pipeline({
  name: 'pipeline-with-nested-loops',
  inputs: {
    loop_parameter: list.default([
      { p_a: [{ q_a: '1' }, { q_a: '2' }], p_b: 'hello' },
      { p_a: [{ q_a: '11' }, { q_a: '22' }], p_b: 'halo' },
    ]),
  },
  define(p, inputs) {
    p.forEach(inputs.loop_parameter, (loop, item) => {
      loop.forEach(item.field('p_a'), (loop2, item2) => {
        loop2.task(printOp, { msg: item2.field('q_a') });
      });
    });
    p.forEach(['1', '2'], (loop, item) => {
      loop.task(printOp, { msg: item });
      loop.forEach(['100', '200', '300'], (loop6, item6) => {
        loop6.task(printOp, { msg: item, msg2: item6 });
      });
    });
  },
});
