import { integer, list, pipeline } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/parameters_complex.yaml';

const fromCorpus = corpusComponents(source);
const doubleTask = fromCorpus('exec-double', {
  name: 'double',
  inputs: { num: integer },
  outputs: { Output: integer },
});
const simpleAdd = fromCorpus('exec-simple-add', {
  name: 'simple-add',
  inputs: { nums: list },
  outputs: { Output: integer },
});
const nestedAdd = fromCorpus('exec-nested-add', {
  name: 'nested-add',
  inputs: { nums: list },
  outputs: { Output: integer },
});
const addTwoNumbers = fromCorpus('exec-add-two-numbers', {
  name: 'add-two-numbers',
  inputs: { x: list, y: list },
  outputs: { Output: integer },
});

/** The pipeline. */
export const parametersComplex = pipeline({
  name: 'math-pipeline',
  outputs: { Output: integer },
  define(p) {
    const forLoop2 = p.forEach([1, 2, 3], (loop, item) => {
      const doubleTaskTask = loop.task(doubleTask, { num: item });
      const forLoop4 = loop.forEach([4, 5, 6], (loop4, item4) => {
        const double2 = loop4.task(doubleTask, { num: item4 });
        return { double2: double2.output };
      });
      loop.task(simpleAdd, { nums: forLoop4.outputs.double2 });
      return { double2: forLoop4.outputs.double2, double: doubleTaskTask.output };
    });
    p.task(nestedAdd, { nums: forLoop2.outputs.double2 });
    const forLoop6 = p.forEach([0, 0, 0], (loop) => {
      const nestedAdd2 = loop.task(nestedAdd, { nums: forLoop2.outputs.double2 });
      const simpleAdd2 = loop.task(simpleAdd, { nums: forLoop2.outputs.double });
      return { nestedAdd2: nestedAdd2.output, simpleAdd2: simpleAdd2.output };
    });
    const addTwoNumbersTask = p.task(addTwoNumbers, { x: forLoop6.outputs.simpleAdd2, y: forLoop6.outputs.nestedAdd2 });
    return { Output: addTwoNumbersTask.output };
  },
});
