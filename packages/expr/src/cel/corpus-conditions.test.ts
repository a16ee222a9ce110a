import { expect, test } from 'vitest';
import { parseCondition } from './parse-condition.ts';

/** Every different condition in the pipelines that KFP's own tests compile. */
const conditions = [
  "!(inputs.parameter_values['pipelinechannel--flip-coin-Output'] == 'heads')",
  "!(inputs.parameter_values['pipelinechannel--flip-three-sided-die-Output'] == 'heads') && !(inputs.parameter_values['pipelinechannel--flip-three-sided-die-Output'] == 'tails')",
  "!(inputs.parameter_values['pipelinechannel--flip-three-sided-die-Output'] == 'heads') && inputs.parameter_values['pipelinechannel--flip-three-sided-die-Output'] == 'tails'",
  "!(inputs.parameter_values['pipelinechannel--pick_a'] == true)",
  "inputs.parameter_values['pipelinechannel--args-generator-op-Output-loop-item-subvar-A_a'] == 'heads'",
  "inputs.parameter_values['pipelinechannel--args-generator-op-Output-loop-item-subvar-A_a'] == 'tails'",
  "inputs.parameter_values['pipelinechannel--flip-biased-coin-op-Output'] == 'heads'",
  "inputs.parameter_values['pipelinechannel--flip-coin-Output'] == 'heads'",
  "inputs.parameter_values['pipelinechannel--flip-coin-Output'] == 'tails'",
  "inputs.parameter_values['pipelinechannel--flip-coin-op-Output'] != 'no-such-result'",
  "inputs.parameter_values['pipelinechannel--flip-coin-op-Output'] == 'heads'",
  "inputs.parameter_values['pipelinechannel--flip-coin-output'] == 'heads'",
  "inputs.parameter_values['pipelinechannel--flip-coin-output'] == 'tails'",
  "inputs.parameter_values['pipelinechannel--flip-three-sided-die-Output'] == 'heads'",
  "inputs.parameter_values['pipelinechannel--get-run-state-Output'] == 'FAILED'",
  "inputs.parameter_values['pipelinechannel--loop-item-param-11'] == '1'",
  "inputs.parameter_values['pipelinechannel--loop_parameter-loop-item-subvar-A_a'] == 'heads'",
  "inputs.parameter_values['pipelinechannel--pick_a'] == true",
  "inputs.parameter_values['pipelinechannel--print-op1-Output'] != 'Hello'",
  "inputs.parameter_values['pipelinechannel--print-op1-Output'] == 'Hello'",
  "inputs.parameter_values['pipelinechannel--run_evaluation'] == true",
  "inputs.parameter_values['pipelinechannel--string-not-empty-Output'] == 'false'",
  "inputs.parameter_values['pipelinechannel--string-not-empty-Output'] == 'true'",
  "inputs.parameter_values['pipelinechannel--train-scalar'] == '123'",
  "int(inputs.parameter_values['pipelinechannel--generate-random-number-2-output']) <= 15",
  "int(inputs.parameter_values['pipelinechannel--generate-random-number-2-output']) > 15",
  "int(inputs.parameter_values['pipelinechannel--generate-random-number-output']) <= 5",
  "int(inputs.parameter_values['pipelinechannel--generate-random-number-output']) > 5",
  "int(inputs.parameter_values['pipelinechannel--loop-item-param-3']) >= int(inputs.parameter_values['pipelinechannel--threshold'])",
  "int(inputs.parameter_values['pipelinechannel--random-num-2-Output']) <= 15",
  "int(inputs.parameter_values['pipelinechannel--random-num-2-Output']) > 15",
  "int(inputs.parameter_values['pipelinechannel--random-num-Output']) <= 5",
  "int(inputs.parameter_values['pipelinechannel--random-num-Output']) > 5",
];

test.each(conditions)('%s', (text) => {
  expect(parseCondition(text)).toHaveProperty('condition');
});
