import type { CorpusCase } from '../corpus-case.ts';

/** Straight lines: components, parameters, artifacts, order. */
export const straight: readonly CorpusCase[] = [
  {
    file: 'critical/container_component_with_no_inputs.yaml',
    groups: ['container'],
    tasks: { 'hello-world-container': 'hello world' },
    pods: 1,
  },
  {
    file: 'critical/producer_consumer_param_pipeline.yaml',
    groups: ['container', 'sequential'],
    parameters: { text: "it's {{workflow.name}} $(HOME)" },
    tasks: {
      producer: {
        parameters: { output_value: "it's {{workflow.name}} $(HOME), this is an output parameter\n" },
      },
      consumer: {
        prints: ['Read from an input parameter: ', "it's {{workflow.name}} $(HOME), this is an output parameter"],
      },
    },
    pods: 2,
  },
  {
    file: 'sequential_v1.yaml',
    groups: ['container', 'sequential', 'after'],
    parameters: { param1: 'first', param2: 'second' },
    tasks: { echo: 'first', 'echo-2': 'second' },
    pods: 2,
  },
  {
    file: 'essential/pipeline_with_after.yaml',
    groups: ['container', 'parallel', 'after'],
    tasks: { 'print-text': '1st task', 'print-text-2': '2nd task', 'print-text-3': '3rd task' },
    pods: 3,
  },
  {
    file: 'essential/placeholder_with_if_placeholder_none_input_value.yaml',
    groups: ['container', 'parameter-types'],
    // input1 is not given and has the component's default; IfPresent picks by what is there after defaults.
    tasks: { 'component-with-optional-inputs': '--arg0 input0 --arg2 default value' },
    pods: 1,
  },
  {
    file: 'critical/add_numbers.yaml',
    groups: ['python', 'parameter-types'],
    parameters: { a: 3, b: -10 },
    outputs: { Output: -7 },
    tasks: { 'add-numbers': { parameters: { Output: -7 } } },
    pods: 1,
  },
  {
    file: 'critical/pipeline_with_retry.yaml',
    groups: ['python', 'parameter-types'],
    parameters: { a: 1.5, b: 2 },
    tasks: { add: { parameters: { Output: 3.5 } } },
    pods: 1,
  },
  {
    file: 'critical/pipeline_with_workspace.yaml',
    groups: ['python', 'sequential'],
    outputs: { Output: 'Hello from workspace!' },
    tasks: { 'read-from-workspace': { parameters: { Output: 'Hello from workspace!' } } },
    pods: 2,
  },
  {
    file: 'essential/concat_message.yaml',
    groups: ['python', 'parameter-types'],
    parameters: { message1: '"{{=1+1}}\n', message2: 'Grüße 🚢' },
    outputs: { Output: '"{{=1+1}}\nGrüße 🚢' },
    tasks: {},
    pods: 1,
  },
  {
    file: 'essential/dict_input.yaml',
    groups: ['python', 'parameter-types'],
    parameters: { struct: { a: [1, { b: '{{x}}' }], c: null } },
    tasks: { 'dict-input': "{'a': [1, {'b': '{{x}}'}], 'c': None}" },
    pods: 1,
  },
  {
    file: 'nested_return.yaml',
    groups: ['python', 'parameter-types'],
    outputs: {
      Output: [
        { A_a: '1', B_b: '2' },
        { A_a: '10', B_b: '20' },
      ],
    },
    tasks: {},
    pods: 1,
  },
  {
    file: 'critical/component_with_optional_inputs.yaml',
    groups: ['python', 'parameter-types'],
    tasks: {
      'component-op': {
        prints: [
          "input1: Hello, type: <class 'str'>",
          "input2: World, type: <class 'str'>",
          "input3: None, type: <class 'NoneType'>",
        ],
      },
    },
    pods: 1,
  },
  {
    file: 'essential/component_with_env_variable.yaml',
    groups: ['python'],
    outputs: { Output: 'env_var_value' },
    tasks: {},
    pods: 1,
  },
  {
    file: 'essential/lightweight_python_functions_pipeline.yaml',
    groups: ['python', 'parameter-types', 'artifacts', 'sequential'],
    parameters: { message: 'hi', input_dict: { A: 5 } },
    tasks: {
      preprocess: {
        parameters: {
          output_parameter_path: 'hi',
          output_bool_parameter_path: true,
          output_dict_parameter_path: { A: 5 },
          output_list_parameter_path: ['a', 'b', 'c'],
        },
        artifacts: { output_dataset_one: 'hi', output_dataset_two_path: 'hi' },
      },
      train: { metadata: { model: { accuracy: 0.9 } } },
    },
    pods: 2,
  },
  {
    file: 'essential/lightweight_python_functions_with_outputs.yaml',
    groups: ['python', 'artifacts', 'parallel'],
    parameters: { first_message: 'a', second_message: 'b', first_number: 3, second_number: 4 },
    tasks: {
      'concat-message': { parameters: { Output: 'ab' } },
      'add-numbers': { parameters: { Output: 7 } },
      'output-artifact': { artifacts: { Output: 'ab\nab\nab\nab\nab\nab\nab' } },
      'output-named-tuple': { parameters: { scalar: '123' } },
    },
    pods: 4,
  },
  {
    file: 'critical/pipeline_with_artifact_custom_path.yaml',
    groups: ['python', 'artifacts'],
    tasks: {
      'component-output-artifact': { artifacts: { out_dataset: 'Hello, World!' } },
      'validate-input-artifact': { parameters: { Output: true } },
    },
    pods: 2,
  },
  {
    file: 'critical/pythonic_artifacts_test_pipeline.yaml',
    groups: ['python', 'artifacts'],
    tasks: {
      'gen-data': { artifacts: { Output: 'some data' }, metadata: { Output: { length: 9 } } },
      'train-model': { artifacts: { Output: 'model trained' } },
    },
    pods: 2,
  },
  {
    file: 'critical/pipeline_with_placeholders.yaml',
    groups: ['python'],
    // The component itself asserts that every placeholder was replaced.
    tasks: { 'print-all-placeholders': {} },
    pods: 1,
  },
];
