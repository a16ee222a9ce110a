import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/cross_loop_after_topology.yaml';

const fromCorpus = corpusComponents(source);
const printOp = fromCorpus('exec-print-op', { name: 'print-op', inputs: { message: string } });

/** The pipeline. */
export const crossLoopAfterTopology = pipeline({
  name: 'my-pipeline',
  define(p) {
    const forLoop2 = p.forEach([1, 2], (loop) => {
      loop.task(printOp, { message: 'one' });
    });
    p.forEach([1, 2], (loop) => {
      loop.task(printOp, { message: 'two' }, { after: [forLoop2] });
    });
    p.forEach([1, 2], (loop) => {
      const three = loop.task(printOp, { message: 'three' });
      loop.forEach([1, 2], (loop8) => {
        loop8.task(printOp, { message: 'four' }, { after: [three] });
      });
    });
    const forLoop10 = p.forEach([1, 2], (loop) => {
      loop.task(printOp, { message: 'five' });
    });
    p.task(printOp, { message: 'six' }, { after: [forLoop10] });
    p.forEach([1, 2], (loop) => {
      const forLoop14 = loop.forEach([1, 2], (loop14) => {
        loop14.task(printOp, { message: 'seven' });
      });
      loop.task(printOp, { message: 'eight' }, { after: [forLoop14] });
    });
  },
});
