import { each } from '../each.ts';
import type { CorpusCase } from '../corpus-case.ts';

/** Loops and what is collected from them. */
export const loops: readonly CorpusCase[] = [
  {
    file: 'critical/parallel_for_after_dependency.yaml',
    groups: ['loop', 'after', 'parallel'],
    tasks: { ...each('for-loop-2', 'print-op', ['foo', 'foo', 'foo']), 'print-op-2': 'bar', 'print-op-3': 'baz' },
    pods: 5,
  },
  {
    file: 'critical/parameters_simple.yaml',
    groups: ['loop', 'collected', 'container'],
    outputs: { Output: [2, 4, 6] },
    tasks: { add: { parameters: { Output: 12 } } },
    pods: 5,
  },
  {
    file: 'critical/collected_parameters.yaml',
    groups: ['loop', 'collected', 'nested'],
    tasks: {
      'collecting-parameters/split-ids': { parameters: { Output: ['s1', 's2', 's3'] } },
      ...each('collecting-parameters/for-loop-1', 'consume-single-id', [
        'Consuming single: model_id_s1',
        'Consuming single: model_id_s2',
        'Consuming single: model_id_s3',
      ]),
      'consume-ids': { prints: ['Consuming: model_id_s1', 'Consuming: model_id_s2', 'Consuming: model_id_s3'] },
    },
    pods: 9,
  },
  {
    file: 'artifacts_simple.yaml',
    groups: ['loop', 'collected', 'artifacts', 'container'],
    outputs: { Output: ['2', '4', '6'] },
    tasks: { add: { artifacts: { out_dataset: '12' } } },
    pods: 5,
  },
  {
    file: 'artifacts_complex.yaml',
    groups: ['loop', 'collected', 'artifacts', 'condition', 'nested'],
    // (2 + 4 + 6) + 3 * (4 + 6): the inner producer is skipped for the first of its items.
    outputs: { datasets: ['2', '4', '6'], sum: ['42'] },
    tasks: {
      'for-loop-2[1]/for-loop-4[0]/condition-5': { phase: 'Skipped' },
      'add-two-lists-of-datasets/add-2': { artifacts: { out_dataset: '30' } },
    },
    pods: 12,
  },
  {
    file: 'parameters_complex.yaml',
    groups: ['loop', 'collected', 'nested', 'parameter-types'],
    // Lists of lists: three times (2 + 4 + 6) and three times (8 + 10 + 12) * 3.
    outputs: { Output: 306 },
    tasks: { 'nested-add': { parameters: { Output: 90 } }, 'for-loop-2[1]/simple-add': { parameters: { Output: 30 } } },
    pods: 23,
  },
  {
    file: 'pipeline_producer_consumer.yaml',
    groups: ['loop', 'collected', 'nested'],
    outputs: { Output: 36 },
    tasks: {
      'join-and-print': 'math',
      'for-loop-2[2]/for-loop-4[1]/double-pipeline/double': { parameters: { Output: 4 } },
    },
    pods: 15,
  },
  {
    file: 'pythonic_artifacts_with_list_of_artifacts.yaml',
    groups: ['loop', 'collected', 'artifacts'],
    parameters: { texts: ['a"b', '{{c}}', ''] },
    outputs: { Output: ['a"b{{c}}'] },
    tasks: { 'for-loop-1[0]/make-dataset': { metadata: { Output: { length: 3 } } } },
    pods: 4,
  },
  {
    file: 'parallel_and_nested/pipeline_with_loops.yaml',
    groups: ['loop', 'parameter-types'],
    parameters: { loop_parameter: ['x'] },
    tasks: {
      'for-loop-1[0]/print-text': 'x',
      ...each('for-loop-2', 'print-text-2', ['1', '10']),
      ...each('for-loop-2', 'print-struct', ["{'A_a': '1', 'B_b': '2'}", "{'A_a': '10', 'B_b': '20'}"]),
      ...each('for-loop-4', 'print-text-5', ['2', '20']),
    },
    pods: 14,
  },
  {
    file: 'pipeline_with_nested_loops.yaml',
    groups: ['loop'],
    tasks: {
      ...each('for-loop-1[1]/for-loop-2', 'print-op', ['msg: 11, msg2: None', 'msg: 22, msg2: None']),
      ...each('for-loop-4[1]/for-loop-6', 'print-op-3', [
        'msg: 2, msg2: 100',
        'msg: 2, msg2: 200',
        'msg: 2, msg2: 300',
      ]),
    },
    pods: 12,
  },
  {
    file: 'pipeline_with_parallelfor_pipeline_param.yaml',
    groups: ['loop', 'parallel'],
    parameters: { loop_parameter: ['p', 'q'], prefix: 'pre' },
    tasks: {
      ...each('for-loop-2', 'print-with-prefix-2', ['dynamic-prefix: p', 'dynamic-prefix: q']),
      ...each('for-loop-4[1]/for-loop-5', 'print-with-prefix-3', ['pre: p', 'pre: q']),
    },
    pods: 9,
  },
  {
    file: 'pipeline_with_parallelfor_pipeline_param.yaml',
    groups: ['loop'],
    parameters: { loop_parameter: [], prefix: 'pre' },
    tasks: { 'for-loop-1': {}, 'for-loop-2': {} },
    pods: 1,
  },
  {
    file: 'pipeline_with_parallelfor_list_artifacts_GH-12033.yaml',
    groups: ['loop', 'collected', 'artifacts'],
    tasks: {
      'for-loop-1[0]/print-artifact-name': { parameters: { Output: 'Output' } },
      'for-loop-1[3]/print-artifact-name': { parameters: { Output: 'Output' } },
      'for-loop-2[1]/print-artifact-name-2': { parameters: { Output: 'Output' } },
    },
    pods: 16,
  },
  {
    file: 'essential/pipeline_with_params_containing_format.yaml',
    groups: ['loop', 'parameter-types'],
    parameters: { name: 'a "quoted" {{name}}' },
    tasks: {
      'print-op': 'Hello a "quoted" {{name}}',
      ...each('for-loop-2', 'print-op2', ['1 and a "quoted" {{name}}.', '2 and a "quoted" {{name}}.']),
    },
    pods: 4,
  },
];
