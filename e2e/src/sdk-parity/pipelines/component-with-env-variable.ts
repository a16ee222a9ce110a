import { pipeline, string } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/essential/component_with_env_variable.yaml';

const fromCorpus = corpusComponents(source);
const readEnvVar = fromCorpus('exec-read-env-var', {
  name: 'read-env-var',
  inputs: { var_name: string },
  outputs: { Output: string },
});

/** The pipeline. */
export const componentWithEnvVariable = pipeline({
  name: 'pipeline-with-env-variable',
  inputs: { var_name: string.default('KFP_TEST_ENV_VAR') },
  outputs: { Output: string },
  define(p, inputs) {
    const readEnvVarTask = p.task(
      readEnvVar,
      { var_name: inputs.var_name },
      { env: { KFP_TEST_ENV_VAR: 'env_var_value' } },
    );
    return { Output: readEnvVarTask.output };
  },
});
