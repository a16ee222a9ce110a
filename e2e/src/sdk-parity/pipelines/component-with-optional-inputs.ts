import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/critical/component_with_optional_inputs.yaml';

const fromCorpus = corpusComponents(source);
const componentOp = fromCorpus('exec-component-op', {
  name: 'component-op',
  inputs: { input1: string.default('default value'), input2: string.optional(), input3: string.optional() },
});

/** The pipeline. */
export const componentWithOptionalInputs = pipeline({
  name: 'v2-component-optional-input',
  define(p) {
    p.task(componentOp, { input1: 'Hello', input2: 'World' });
  },
});
