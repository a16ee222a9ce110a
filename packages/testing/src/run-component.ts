import { pipeline } from '@tiphys/sdk';
import type { Component, Pipeline, Types } from '@tiphys/sdk';
import { runFunction } from '@tiphys/sdk/run-function';
import type { RegisteredComponent } from '@tiphys/sdk/run-function';
import { executorInput, madeOutputs } from './executor-documents.ts';
import { runPipeline } from './run-pipeline.ts';
import { temporaryFolder } from './temporary-folder.ts';
import type { GivenInputs, MadeOutputs } from './values.ts';

/** What a component made. */
export interface ComponentResult<Outputs extends Types> {
  readonly outputs: MadeOutputs<Outputs>;
}

/**
 * Runs a component once. A function runs in this process, so that breakpoints, mocks and coverage work; its inputs and outputs
 * are checked as in a task, and what it throws is thrown. Anything else runs on this machine as the only task of a pipeline.
 *
 * The files that it made stay until this process ends.
 *
 * @throws TypeError for a parameter that does not fit its type
 * @throws RunFailedError when a container fails
 */
export async function runComponent<Inputs extends Types, Outputs extends Types>(
  component: Component<Inputs, Outputs>,
  inputs: GivenInputs<Inputs>,
): Promise<ComponentResult<Outputs>> {
  if (!isFunction(component)) {
    const { outputs } = await runPipeline(alone(component), inputs);
    return { outputs };
  }
  const made = await runFunction(component, await executorInput(component, inputs, await temporaryFolder()));
  return { outputs: madeOutputs(component, made) as MadeOutputs<Outputs> };
}

function isFunction(component: object): component is RegisteredComponent & { readonly outputs: Types } {
  return 'run' in component && typeof component.run === 'function';
}

/** A pipeline of nothing but one task. */
function alone<Inputs extends Types, Outputs extends Types>(
  component: Component<Inputs, Outputs>,
): Pipeline<Inputs, Outputs> {
  return pipeline({
    name: component.name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-'),
    inputs: component.inputs,
    outputs: component.outputs,
    // One name stands for the same input or output inside and outside, which is more than the type checker can see.
    define: (p, values) => p.task(component, values as never).outputs as never,
  });
}
