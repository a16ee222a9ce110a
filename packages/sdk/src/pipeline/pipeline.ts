import type { AnyValue, Graph, GroupNode } from '../model.ts';
import { isValue } from '../model.ts';
import type { JsonObject } from '@tiphys/diagnostics';
import type { Names } from '../check-names.ts';
import { checkNames } from '../check-names.ts';
import { dataOfComponent } from '../components/any-component.ts';
import type { Program } from '../components/any-component.ts';
import type { Component } from '../components/component-types.ts';
import { createComponent } from '../components/create-component.ts';
import { badName, wrongInput, wrongOutputs } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { buildIr } from '../ir/build-ir.ts';
import { fitFault } from '../types/fits.ts';
import type { NoTypes, Types } from '../types/type.ts';
import { describeType } from '../types/type-words.ts';
import { createValue } from '../values/create-value.ts';
import type { Results, ValuesOf } from '../values/value-types.ts';
import { createScope } from './create-scope.ts';
import { createGraph } from './graph.ts';
import type { PipelineConfig } from './pipeline-config.ts';
import { pipelineConfigJson } from './pipeline-config.ts';
import type { PipelineScope } from './scope-types.ts';

/** A pipeline: what `tiphys compile` takes, and what a task of another pipeline can be made of. */
export interface Pipeline<Inputs extends Types, Outputs extends Types> extends Component<Inputs, Outputs> {
  readonly kind: 'pipeline';
}

/** What a pipeline is declared with. */
export interface PipelineDeclaration<Inputs extends Types, Outputs extends Types> {
  /** Lower case letters, digits and dashes. */
  readonly name: string;
  readonly displayName?: string;
  readonly description?: string;
  readonly inputs?: Inputs;
  readonly outputs?: Outputs;
  /** What holds for the run as a whole. */
  readonly config?: PipelineConfig;
  /** Makes the tasks, and returns the outputs. Called once, at once. */
  readonly define: <Pipeline>(
    pipeline: PipelineScope<Pipeline>,
    inputs: ValuesOf<Inputs, Pipeline>,
  ) => Results<Outputs, Pipeline> | NoOutputs<Outputs>;
}

const declarationNames: Names<PipelineDeclaration<Types, Types>> = {
  name: true,
  displayName: true,
  description: true,
  inputs: true,
  outputs: true,
  config: true,
  define: true,
};

/** A pipeline without outputs need not return; nor one of which nobody says what they are. */
// eslint-disable-next-line @typescript-eslint/no-invalid-void-type
type NoOutputs<Outputs> = [keyof Outputs] extends [never] ? void : string extends keyof Outputs ? void : never;

/**
 * Declares a pipeline.
 *
 * @throws DiagnosticsError at the first fault, from the call that has it
 */
export function pipeline<const Inputs extends Types = NoTypes, const Outputs extends Types = NoTypes>(
  declaration: PipelineDeclaration<Inputs, Outputs>,
): Pipeline<Inputs, Outputs> {
  const { name, displayName, description, config, define } = declaration;
  const inputs = declaration.inputs ?? ({} as Inputs);
  const outputs = declaration.outputs ?? ({} as Outputs);
  if (!/^[a-z0-9][a-z0-9-]{0,127}$/.test(name)) {
    fail(
      badName({ what: 'a pipeline', name, rule: 'Up to 128 lower case letters, digits and dashes, no dash first.' }),
    );
  }
  checkNames(`the pipeline ${name}`, declaration, declarationNames);
  const graph = createGraph(name);
  const values = Object.fromEntries(
    Object.entries(inputs).map(([input, type]) => [
      input,
      createValue({ source: { kind: 'input', name: input }, type, scope: graph.root }),
    ]),
  );
  const returned = (define(createScope(graph, graph.root), values as never) ?? {}) as Record<string, AnyValue>;
  checkReturned(name, outputs, returned);
  const configJson: JsonObject | undefined = config === undefined ? undefined : pipelineConfigJson(config);
  const parts = {
    graph,
    inputs,
    outputs,
    returned,
    ...(displayName !== undefined && { displayName }),
    ...(description !== undefined && { description }),
    ...(configJson !== undefined && { config: configJson }),
  };
  const component = createComponent({
    name,
    ...(description !== undefined && { description }),
    inputs,
    outputs,
    implementation: { kind: 'pipeline', build: (programs) => buildIr(parts, programs) },
    programs: programsOf(graph),
  });
  return Object.freeze({ ...component, kind: 'pipeline' as const });
}

function checkReturned(pipeline: string, outputs: Types, returned: Readonly<Record<string, unknown>>): void {
  for (const [output, type] of Object.entries(outputs)) {
    const value = returned[output];
    if (!isValue(value)) return fail(wrongOutputs({ pipeline, output, problem: 'missing' }));
    const found = fitFault(value, type);
    if (found !== undefined) {
      return fail(wrongInput({ component: pipeline, input: output, wanted: describeType(type), found }));
    }
  }
  const more = Object.keys(returned).find((output) => !Object.hasOwn(outputs, output));
  if (more !== undefined) return fail(wrongOutputs({ pipeline, output: more, problem: 'undeclared' }));
}

function programsOf(graph: Graph): readonly Program[] {
  const tasks = (group: GroupNode): GroupNode['tasks'] => [...group.groups.flatMap(tasks), ...group.tasks];
  const all = [...tasks(graph.root), ...graph.exitTasks].flatMap(
    ({ component }) => dataOfComponent(component).programs,
  );
  return [...new Set(all)];
}
