import type { JsonObject } from '@tiphys/diagnostics';
import type { NoTypes, Types } from '../types/type.ts';
import type { Names } from '../check-names.ts';
import { checkNames } from '../check-names.ts';
import { checkInterface } from './check-interface.ts';
import type { Component } from './component-types.ts';
import { createComponent } from './create-component.ts';
import type { Placeholders, Word } from './placeholders.ts';
import { placeholdersFor, wordText } from './placeholders.ts';
import type { TaskConfigPassthrough } from './passthroughs.ts';
import { passthroughsJson } from './passthroughs.ts';

/** What a container component is declared with. */
export interface ContainerDeclaration<Inputs extends Types, Outputs extends Types> {
  readonly name: string;
  readonly description?: string;
  readonly inputs?: Inputs;
  readonly outputs?: Outputs;
  /** What inputs of the type `taskConfig` are told of the pod; the pod itself has it only with `applyToTask`. */
  readonly taskConfigPassthroughs?: readonly TaskConfigPassthrough[];
  readonly image: string;
  /** The program and what stands before the arguments. */
  readonly command?: Words<Inputs, Outputs>;
  readonly args?: Words<Inputs, Outputs>;
  readonly env?: Readonly<Record<string, string>>;
}

const declarationNames: Names<ContainerDeclaration<Types, Types>> = {
  name: true,
  description: true,
  inputs: true,
  outputs: true,
  image: true,
  command: true,
  args: true,
  env: true,
  taskConfigPassthroughs: true,
};

type Words<Inputs extends Types, Outputs extends Types> =
  readonly string[] | ((io: Placeholders<Inputs, Outputs>) => readonly Word[]);

/**
 * Makes a component of an image and a command.
 *
 *     containerComponent({
 *       name: 'count',
 *       inputs: { text: Dataset, unit: string.optional() },
 *       outputs: { count: integer },
 *       image: 'alpine:3.22',
 *       command: ['sh', '-c', 'wc -w < "$0" > "$1"'],
 *       args: ({ inputs, outputs, ifPresent }) => [
 *         inputs.text.path,
 *         outputs.count.path,
 *         ifPresent('unit', ['--unit', inputs.unit]),
 *       ],
 *     })
 *
 * @throws DiagnosticsError for names that the IR cannot hold
 */
export function containerComponent<const Inputs extends Types = NoTypes, const Outputs extends Types = NoTypes>(
  declaration: ContainerDeclaration<Inputs, Outputs>,
): Component<Inputs, Outputs> {
  const { name, description, image, command = [], args = [], env } = declaration;
  const inputs = declaration.inputs ?? ({} as Inputs);
  const outputs = declaration.outputs ?? ({} as Outputs);
  checkNames(`the component ${name}`, declaration, declarationNames);
  checkInterface(name, inputs, outputs);
  const io = placeholdersFor(inputs, outputs);
  const words = (given: Words<Inputs, Outputs>): readonly string[] =>
    (typeof given === 'function' ? given(io) : given).map(wordText);
  const [commandWords, argWords] = [words(command), words(args)];
  const container: JsonObject = {
    ...(argWords.length > 0 && { args: argWords }),
    ...(commandWords.length > 0 && { command: commandWords }),
    ...(env !== undefined && { env: Object.entries(env).map(([key, value]) => ({ name: key, value })) }),
    image,
  };
  return createComponent({
    name,
    ...(description !== undefined && { description }),
    inputs,
    outputs,
    ...passthroughsJson(declaration.taskConfigPassthroughs),
    implementation: { kind: 'container', executor: { container } },
    programs: [],
  });
}
