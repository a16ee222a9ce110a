import type { ParameterType } from '@tiphys/contract';
import type { DocumentPath } from '@tiphys/diagnostics';
import type { ComponentSpec, InputArtifactSpec, InputParameterSpec, ParameterTypeName } from '@tiphys/ir';
import { unsupported } from '../diagnostics.ts';
import { taskConfigInputs } from '../kubernetes/pass-through.ts';
import type { Channel, Ports } from '../plan.ts';
import type { BuildContext } from './build-context.ts';
import { mapRecord } from './map-record.ts';

/**
 * The declared inputs of a component. What a container is told of its pod is a struct that the launcher makes; a DAG that has such
 * an input has nothing to tell, so that it has none here.
 */
export function buildInputs(context: BuildContext, component: ComponentSpec, path: DocumentPath): Ports<Channel> {
  const { parameters, artifacts } = component.inputDefinitions;
  const told = component.dag === undefined ? [] : taskConfigInputs(component);
  const hasPod = context.pipeline.spec.deploymentSpec.executors[component.executorLabel ?? '']?.container !== undefined;
  return {
    parameters: mapRecord(without(parameters, told), (spec, name): Channel =>
      hasPod && spec.parameterType === 'TASK_CONFIG'
        ? { kind: 'parameter', type: 'STRUCT', optional: true, ...described(spec) }
        : inputParameter(context, spec, [...path, 'inputDefinitions', 'parameters', name]),
    ),
    artifacts: mapRecord(artifacts, inputArtifact),
  };
}

/** The declared outputs of a component. */
export function buildOutputs(context: BuildContext, component: ComponentSpec, path: DocumentPath): Ports<Channel> {
  const { parameters, artifacts } = component.outputDefinitions;
  return {
    parameters: mapRecord(parameters, (spec, name) => ({
      kind: 'parameter',
      type: parameterType(context, spec.parameterType, [...path, 'outputDefinitions', 'parameters', name]),
    })),
    artifacts: mapRecord(artifacts, (spec) => ({
      kind: 'artifact',
      type: spec.artifactType,
      ...(spec.isArtifactList === true && { list: true }),
    })),
  };
}

/**
 * A default of null is no default: KFP gives an omitted optional input null either way (kfp-semantics 5.5). An input with
 * a default may be left out whatever `isOptional` says (B18).
 */
function inputParameter(context: BuildContext, spec: InputParameterSpec, path: DocumentPath): Channel {
  const hasDefault = spec.defaultValue !== undefined && spec.defaultValue !== null;
  return {
    kind: 'parameter',
    type: parameterType(context, spec.parameterType, path),
    ...((spec.isOptional === true || spec.defaultValue !== undefined) && { optional: true }),
    ...(hasDefault && { default: spec.defaultValue }),
    ...described(spec),
    ...(spec.literals !== undefined && spec.literals.length > 0 && { literals: spec.literals }),
  };
}

function inputArtifact(spec: InputArtifactSpec): Channel {
  return {
    kind: 'artifact',
    type: spec.artifactType,
    ...(spec.isArtifactList === true && { list: true }),
    ...(spec.isOptional === true && { optional: true }),
    ...described(spec),
  };
}

function without<T>(record: Readonly<Record<string, T>>, names: readonly string[]): Readonly<Record<string, T>> {
  return names.length === 0
    ? record
    : Object.fromEntries(Object.entries(record).filter(([name]) => !names.includes(name)));
}

function described({ description }: InputParameterSpec | InputArtifactSpec): { readonly description?: string } {
  return description === undefined ? {} : { description };
}

function parameterType(context: BuildContext, name: ParameterTypeName, path: DocumentPath): ParameterType {
  if (name !== 'TASK_CONFIG' && name !== 'PARAMETER_TYPE_ENUM_UNSPECIFIED') return name;
  const hint =
    name === 'TASK_CONFIG'
      ? 'Only an input of a component with a container is told of its pod; it can pass on what it needs of that as a STRUCT.'
      : 'Use STRING, NUMBER_INTEGER, NUMBER_DOUBLE, BOOLEAN, LIST or STRUCT.';
  context.report(unsupported(context.place(path), `A parameter of type ${name} here`, hint));
  return 'STRING';
}
