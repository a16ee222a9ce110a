import type { NoTypes, Types } from '../types/type.ts';
import type { Component } from './component-types.ts';
import { createComponent } from './create-component.ts';
import { callerFile } from './caller-file.ts';
import type { Names } from '../check-names.ts';
import { checkNames } from '../check-names.ts';
import { checkInterface } from './check-interface.ts';
import type { RunArtifacts, RunInputs, RunResult } from './run-types.ts';
import type { TaskConfigPassthrough } from './passthroughs.ts';
import { passthroughsJson } from './passthroughs.ts';

/** The image for those who run the IR without Tiphys: any that has `node` on its path. */
const defaultImage = 'node:24-slim';

/** What a function component is declared with. */
export interface FunctionDeclaration<Inputs extends Types, Outputs extends Types> {
  readonly name: string;
  readonly description?: string;
  readonly inputs?: Inputs;
  readonly outputs?: Outputs;
  /** What inputs of the type `taskConfig` are told of the pod; the pod itself has it only with `applyToTask`. */
  readonly taskConfigPassthroughs?: readonly TaskConfigPassthrough[];
  /** An image with `node`, where one is needed; with Tiphys none is, because its launcher brings Node. */
  readonly image?: string;
  /** The file that this call stands in, as `import.meta.url`; found by itself where the stack tells it. */
  readonly file?: string;
  /**
   * What a task does. It gets the inputs, and the artifacts that it is to write; it returns the output parameters. It runs in
   * a process of its own, in which nothing of the pipeline's process is left but what the module of this call imports.
   */
  readonly run: (
    inputs: RunInputs<Inputs>,
    artifacts: RunArtifacts<Outputs>,
  ) => Answer<Outputs> | Promise<Answer<Outputs>>;
}

const declarationNames: Names<FunctionDeclaration<Types, Types>> = {
  name: true,
  description: true,
  inputs: true,
  outputs: true,
  image: true,
  file: true,
  run: true,
  taskConfigPassthroughs: true,
};

// eslint-disable-next-line @typescript-eslint/no-invalid-void-type -- without output parameters nothing is returned
type Answer<Outputs extends Types> = [keyof RunResult<Outputs>] extends [never] ? void : RunResult<Outputs>;

/** A component with a function of your own. */
export interface FunctionComponent<Inputs extends Types, Outputs extends Types> extends Component<Inputs, Outputs> {
  /** The function itself, for tests of your own. */
  readonly run: FunctionDeclaration<Inputs, Outputs>['run'];
}

/**
 * Makes a component of a function. When a pipeline with it is compiled, the function is bundled with the npm packages that
 * it imports.
 *
 * @throws DiagnosticsError for names that the IR cannot hold
 */
export function component<const Inputs extends Types = NoTypes, const Outputs extends Types = NoTypes>(
  declaration: FunctionDeclaration<Inputs, Outputs>,
): FunctionComponent<Inputs, Outputs> {
  const { name, description, run, image = defaultImage, file = callerFile() } = declaration;
  const inputs = declaration.inputs ?? ({} as Inputs);
  const outputs = declaration.outputs ?? ({} as Outputs);
  checkNames(`the component ${name}`, declaration, declarationNames);
  checkInterface(name, inputs, outputs);
  const program = { name, file, image, run, inputs, outputs };
  const created = createComponent({
    name,
    ...(description !== undefined && { description }),
    inputs,
    outputs,
    ...passthroughsJson(declaration.taskConfigPassthroughs),
    implementation: { kind: 'function', program },
    programs: [program],
  });
  return Object.freeze({ ...created, run });
}
