import type { CorpusCase } from '../corpus-case.ts';

/** How `random.randint(0, 1)` and `(0, 2)` fall for a seed. */
const heads = 1;
const tails = 0;
const draw = 5;

/** Conditions and their results. */
export const branches: readonly CorpusCase[] = [
  {
    file: 'essential/pipeline_with_condition.yaml',
    groups: ['condition'],
    parameters: { text: 'only if' },
    seed: heads,
    tasks: { 'print-op': 'heads', 'condition-1/print-op-2': 'heads', 'condition-1/print-op-3': 'only if' },
    pods: 5,
  },
  {
    file: 'essential/pipeline_with_condition.yaml',
    groups: ['condition'],
    seed: tails,
    tasks: { 'print-op': 'tails', 'condition-1': { phase: 'Skipped' } },
    pods: 2,
  },
  {
    file: 'critical/flip_coin.yaml',
    groups: ['condition', 'parameter-types'],
    seed: heads,
    // A random number from 0 to 9 is 2 then, and stands in the text of a constant.
    tasks: {
      'condition-1/condition-2': { phase: 'Skipped' },
      'condition-1/condition-3/print-msg-2': 'heads and 2 <= 5!',
      'condition-4': { phase: 'Skipped' },
    },
    pods: 3,
  },
  {
    file: 'if_else_with_oneof_parameters.yaml',
    groups: ['condition', 'oneof'],
    seed: heads,
    outputs: { Output: 'Got heads!' },
    tasks: {
      'condition-branches-1/condition-2/print-and-return': 'Got heads!',
      'condition-branches-1/condition-3': { phase: 'Skipped' },
      'print-and-return-3': 'Got heads!',
    },
    pods: 3,
  },
  {
    file: 'if_else_with_oneof_parameters.yaml',
    groups: ['condition', 'oneof'],
    seed: tails,
    outputs: { Output: 'Got tails!' },
    tasks: { 'condition-branches-1/condition-2': { phase: 'Skipped' }, 'print-and-return-3': 'Got tails!' },
    pods: 3,
  },
  {
    file: 'if_elif_else_with_oneof_parameters.yaml',
    groups: ['condition', 'oneof', 'nested'],
    seed: tails,
    outputs: { Output: 'Got tails!' },
    tasks: {
      'roll-die-pipeline/condition-branches-1/condition-2': { phase: 'Skipped' },
      'roll-die-pipeline/condition-branches-1/condition-4': { phase: 'Skipped' },
    },
    pods: 3,
  },
  {
    file: 'if_elif_else_with_oneof_parameters.yaml',
    groups: ['condition', 'oneof', 'nested'],
    seed: draw,
    outputs: { Output: 'Draw!' },
    tasks: {
      'roll-die-pipeline/condition-branches-1/condition-2': { phase: 'Skipped' },
      'roll-die-pipeline/condition-branches-1/condition-3': { phase: 'Skipped' },
      'roll-die-pipeline/condition-branches-1/condition-4/special-print-and-return': 'Got the special state: Draw!',
    },
    pods: 3,
  },
  {
    file: 'if_else_with_oneof_artifacts.yaml',
    groups: ['condition', 'oneof', 'artifacts', 'nested'],
    tasks: { 'flip-coin-pipeline/print-artifact': 'heads', 'print-artifact': 'heads' },
    pods: 4,
  },
  {
    file: 'local_execution/local_execution_pipeline_with_oneof.yaml',
    groups: ['condition', 'oneof', 'parameter-types'],
    parameters: { pick_a: false },
    outputs: { Output: 'selected:B' },
    tasks: {
      'condition-branches-1/condition-2': { phase: 'Skipped' },
      'condition-branches-1/condition-3/branch-b': { parameters: { Output: 'B' } },
    },
    pods: 2,
  },
];
