import { boolean, integer, pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/parallel_and_nested/nested_pipeline_opt_input_child_level_compiled.yaml';

const fromCorpus = corpusComponents(source);
const componentABool = fromCorpus('exec-component-a-bool', {
  name: 'component-a-bool',
  inputs: { componentInputBool: boolean.optional() },
});
const componentAInt = fromCorpus('exec-component-a-int', {
  name: 'component-a-int',
  inputs: { componentInputInt: integer.optional() },
});
const componentAStr = fromCorpus('exec-component-a-str', {
  name: 'component-a-str',
  inputs: { componentInputStr: string.optional() },
});
const componentBBool = fromCorpus('exec-component-b-bool', {
  name: 'component-b-bool',
  inputs: { componentInputBool: boolean.optional() },
});
const componentBInt = fromCorpus('exec-component-b-int', {
  name: 'component-b-int',
  inputs: { componentInputInt: integer.optional() },
});
const componentBStr = fromCorpus('exec-component-b-str', {
  name: 'component-b-str',
  inputs: { componentInputStr: string.optional() },
});
const nestedPipeline = pipeline({
  name: 'nested-pipeline',
  inputs: {
    nestedInputBool1: boolean.default(false),
    nestedInputBool2: boolean.default(false),
    nestedInputInt1: integer.default(0.0),
    nestedInputInt2: integer.default(0.0),
    nestedInputStr1: string.default('Input 1 - nested pipeline'),
    nestedInputStr2: string.default('Input 2 - nested pipeline'),
  },
  define(p, inputs) {
    p.task(componentABool, { componentInputBool: inputs.nestedInputBool1 }, { cache: false });
    p.task(componentAInt, { componentInputInt: inputs.nestedInputInt1 }, { cache: false });
    p.task(componentAStr, { componentInputStr: inputs.nestedInputStr1 }, { cache: false });
    p.task(componentBBool, { componentInputBool: inputs.nestedInputBool2 }, { cache: false });
    p.task(componentBInt, { componentInputInt: inputs.nestedInputInt2 }, { cache: false });
    p.task(componentBStr, { componentInputStr: inputs.nestedInputStr2 }, { cache: false });
  },
});

/** The pipeline. */
export const nestedPipelineOptInputChildLevelCompiled = pipeline({
  name: 'nested-pipeline-opt-input-child-level',
  define(p) {
    p.task(
      nestedPipeline,
      { nestedInputBool1: true, nestedInputInt1: 1.0, nestedInputStr1: 'Input - pipeline' },
      { cache: false },
    );
  },
});
