import { list, pipeline, string, struct } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pipeline_with_loops_and_conditions.yaml';

const fromCorpus = corpusComponents(source);
const argsGeneratorOp = fromCorpus('exec-args-generator-op', { name: 'args-generator-op', outputs: { Output: list } });
const flipCoinOp = fromCorpus('exec-flip-coin-op', { name: 'flip-coin-op', outputs: { Output: string } });
const printText = fromCorpus('exec-print-text', {
  name: 'print-text',
  inputs: { msg: string, msg2: string.optional() },
});
const printStruct = fromCorpus('exec-print-struct', { name: 'print-struct', inputs: { struct } });

/** The pipeline. */
export const pipelineWithLoopsAndConditions = pipeline({
  name: 'pipeline-with-loops-and-conditions-multi-layers',
  inputs: {
    loop_parameter: list.default([
      { A_a: 'heads', B_b: ['A', 'B'] },
      { A_a: 'tails', B_b: ['X', 'Y', 'Z'] },
    ]),
    msg: string.default('hello'),
  },
  define(p, inputs) {
    const argsGeneratorOpTask = p.task(argsGeneratorOp, {});
    const flipCoinOpTask = p.task(flipCoinOp, {});
    p.when(flipCoinOpTask.output.ne('no-such-result'), (branch) => {
      const argsGeneratorOp2 = branch.task(argsGeneratorOp, {});
      branch.forEach(argsGeneratorOpTask.output, (loop, item) => {
        loop.task(printText, { msg: inputs.msg });
        loop.when(item.field('A_a').eq('heads'), (branch) => {
          branch.task(printText, { msg: item.field('B_b') });
        });
        loop.when(flipCoinOpTask.output.eq('heads'), (branch) => {
          branch.task(printText, { msg: item.field('B_b') });
        });
        loop.when(item.field('A_a').eq('tails'), (branch) => {
          branch.forEach([{ a: '-1' }, { a: '-2' }], (loop7, item7) => {
            loop7.task(printStruct, { struct: item7 });
          });
        });
        loop.forEach(item.field('B_b'), (loop8, item8) => {
          loop8.task(printText, { msg: item8 });
        });
        loop.forEach(inputs.loop_parameter, (loop9, item9) => {
          loop9.task(printText, { msg: item9 });
          loop9.forEach(argsGeneratorOp2.output, (loop10, item10) => {
            loop10.task(printText, { msg: item9, msg2: item10.field('A_a') });
          });
        });
        loop.forEach(['1', '2'], (loop12, item12) => {
          loop12.task(printText, { msg: item12 });
          loop12.when(item12.eq('1'), (branch) => {
            branch.task(printText, { msg: '1' });
          });
        });
      });
    });
    p.forEach(inputs.loop_parameter, (loop, item) => {
      loop.when(item.field('A_a').eq('heads'), (branch) => {
        branch.forEach(item.field('B_b'), (loop16, item16) => {
          loop16.task(printText, { msg: item16 });
        });
      });
    });
  },
});
