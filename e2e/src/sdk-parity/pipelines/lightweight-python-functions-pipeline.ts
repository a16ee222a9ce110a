import { boolean, Dataset, integer, list, Model, pipeline, string, struct } from '@tiphys/sdk';
import { corpusComponents } from '../corpus-components.ts';

/** What the Python SDK made of the same pipeline. */
export const source = 'valid/essential/lightweight_python_functions_pipeline.yaml';

const fromCorpus = corpusComponents(source);
const preprocess = fromCorpus('exec-preprocess', {
  name: 'preprocess',
  inputs: { input_dict_parameter: struct, input_list_parameter: list, message: string },
  outputs: {
    output_bool_parameter_path: boolean,
    output_dict_parameter_path: struct,
    output_list_parameter_path: list,
    output_parameter_path: string,
    output_dataset_one: Dataset,
    output_dataset_two_path: Dataset,
  },
});
const train = fromCorpus('exec-train', {
  name: 'train',
  inputs: {
    input_bool: boolean,
    input_dict: struct,
    input_list: list,
    message: string,
    num_steps: integer.default(100.0),
    dataset_one_path: Dataset,
    dataset_two: Dataset,
  },
  outputs: { model: Model },
});

/** The pipeline. */
export const lightweightPythonFunctionsPipeline = pipeline({
  name: 'my-test-pipeline-beta',
  inputs: { input_dict: struct.default({ A: 1.0, B: 2.0 }), message: string },
  define(p, inputs) {
    const preprocessTask = p.task(preprocess, {
      input_dict_parameter: inputs.input_dict,
      input_list_parameter: ['a', 'b', 'c'],
      message: inputs.message,
    });
    p.task(train, {
      input_bool: preprocessTask.outputs.output_bool_parameter_path,
      input_dict: preprocessTask.outputs.output_dict_parameter_path,
      input_list: preprocessTask.outputs.output_list_parameter_path,
      message: preprocessTask.outputs.output_parameter_path,
      dataset_one_path: preprocessTask.outputs.output_dataset_one,
      dataset_two: preprocessTask.outputs.output_dataset_two_path,
    });
  },
});
