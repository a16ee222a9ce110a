import { integer, list, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/pipeline_producer_consumer.yaml';

const fromCorpus = corpusComponents(source);
const doubleTask = fromCorpus('exec-double', {
  name: 'double',
  inputs: { num: integer },
  outputs: { Output: integer },
});
const doublePipeline = pipeline({
  name: 'double-pipeline',
  inputs: { num: integer },
  outputs: { Output: integer },
  define(p, inputs) {
    const doubleTaskTask = p.task(doubleTask, { num: inputs.num });
    return { Output: doubleTaskTask.output };
  },
});
const add = fromCorpus('exec-add', { name: 'add', inputs: { nums: list }, outputs: { Output: integer } });
const echoAndReturn = fromCorpus('exec-echo-and-return', {
  name: 'echo-and-return',
  inputs: { string },
  outputs: { Output: string },
});
const addPipeline = pipeline({
  name: 'add-pipeline',
  inputs: { nums: list },
  outputs: { out1: integer, out2: list },
  define(p, inputs) {
    const addTask = p.task(add, { nums: inputs.nums });
    const forLoop2 = p.forEach(['m', 'a', 't', 'h'], (loop, item) => {
      const echoAndReturnTask = loop.task(echoAndReturn, { string: item });
      return { echoAndReturn: echoAndReturnTask.output };
    });
    return { out1: addTask.output, out2: forLoop2.outputs.echoAndReturn };
  },
});
const joinAndPrint = fromCorpus('exec-join-and-print', { name: 'join-and-print', inputs: { strings: list } });

/** The pipeline. */
export const pipelineProducerConsumer = pipeline({
  name: 'math-pipeline',
  outputs: { Output: integer },
  define(p) {
    const forLoop2 = p.forEach([1, 2, 3], (loop) => {
      const forLoop4 = loop.forEach([1, 2, 3], (loop4, item4) => {
        const doublePipelineTask = loop4.task(doublePipeline, { num: item4 });
        return { doublePipeline: doublePipelineTask.output };
      });
      return { doublePipeline: forLoop4.outputs.doublePipeline };
    });
    const addPipelineTask = p.task(addPipeline, { nums: forLoop2.outputs.doublePipeline });
    p.task(joinAndPrint, { strings: addPipelineTask.outputs.out2 });
    return { Output: addPipelineTask.outputs.out1 };
  },
});
