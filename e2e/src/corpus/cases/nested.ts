import type { CorpusCase } from '../corpus-case.ts';

/** Nested pipelines. */
export const nested: readonly CorpusCase[] = [
  {
    file: 'critical/mixed_parameters.yaml',
    groups: ['nested', 'sequential'],
    tasks: { 'mantle/core/core-comp': { parameters: { Output: 1 } }, 'crust-comp': 'sum : 3' },
    pods: 2,
  },
  {
    file: 'critical/multiple_artifacts_namedtuple.yaml',
    groups: ['nested', 'artifacts'],
    tasks: { 'crust-comp': { prints: ['ds1:  foo', 'ds2:  bar'] } },
    pods: 2,
  },
  {
    file: 'critical/multiple_parameters_namedtuple.yaml',
    groups: ['nested'],
    tasks: { 'crust-comp': { prints: ['val1:  foo', 'val2:  bar'] } },
    pods: 2,
  },
  {
    file: 'essential/pipeline_with_outputs.yaml',
    groups: ['nested', 'container', 'artifacts'],
    outputs: { Output: ['world\n'] },
    tasks: { 'print-op1': 'Hello', 'inner-pipeline/print-op1': 'world' },
    pods: 3,
  },
  {
    file: 'pythonic_artifacts_with_multiple_returns.yaml',
    groups: ['nested', 'artifacts'],
    outputs: { Output: ['Hello,'] },
    tasks: { 'splitter-pipeline/dataset-splitter': { artifacts: { dataset1: 'Hello,', dataset2: ' world' } } },
    pods: 2,
  },
  {
    file: 'parallel_and_nested/pipeline_in_pipeline_complex.yaml',
    groups: ['nested', 'loop', 'condition'],
    tasks: {
      'for-loop-2[0]/inner-pipeline/condition-1/print-op2': 'world',
      'for-loop-2[0]/inner-pipeline/condition-2': { phase: 'Skipped' },
      'for-loop-2[1]/inner-pipeline/condition-1': { phase: 'Skipped' },
      'for-loop-2[1]/inner-pipeline/condition-2/print-op': 'Bye!',
    },
    pods: 5,
  },
];
