import type { RegisteredComponent } from './registry.ts';
import { findRegistered } from './registry.ts';
import type { ExecutorInput } from './run-function.ts';
import { runFunction, writeOutput } from './run-function.ts';

/**
 * The program that a function becomes: finds the function in the module that declares it, and runs it with what stands behind
 * `--executor_input`.
 *
 * @param exported the component, where the bundle knows it; else it is looked for by name
 */
export async function main(name: string, argv: readonly string[], exported?: RegisteredComponent): Promise<void> {
  const component = exported ?? findRegistered(name);
  if (component === undefined) throw new Error(`the component ${name} is not declared when its module is loaded`);
  const text = argv[argv.indexOf('--executor_input') + 1];
  if (text === undefined || !argv.includes('--executor_input')) throw new Error('--executor_input is missing');
  const input = JSON.parse(text) as ExecutorInput;
  const output = await runFunction(component, input);
  const file = input.outputs?.outputFile;
  if (file !== undefined) await writeOutput(output, file);
}
