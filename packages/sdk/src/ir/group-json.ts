import type { AnyValue, GroupNode, ReturnedValue } from '../model.ts';
import { dataOf, isValue } from '../model.ts';
import type { JsonObject } from '@tiphys/diagnostics';
import type { AnyParameterType } from '../types/parameter-type.ts';
import { list, string } from '../types/parameter-type.ts';
import type { AnyType } from '../types/type.ts';
import { isArtifactType } from '../types/type.ts';
import type { Bindings } from './bindings.ts';
import { definitions } from './interface-json.ts';
import { channelName } from './value-names.ts';
import { withoutEmpty } from './without-empty.ts';

/** The component of a loop, a condition or another group, without its tasks. */
export function groupComponentJson(group: GroupNode, bindings: Bindings): JsonObject {
  const returned = [...bindings.outputsOf(group)];
  const outputs = returned.map(([name, value]) => [name, typeOfReturned(value)] as const);
  const inputDefinitions = definitions(inputTypes(group, bindings), 'input');
  const outputDefinitions = definitions(Object.fromEntries(outputs), 'output');
  const dagOutputs = dagOutputsJson(group, returned, bindings);
  return {
    dag: { ...(dagOutputs !== undefined && { outputs: dagOutputs }) },
    ...(inputDefinitions !== undefined && { inputDefinitions }),
    ...(outputDefinitions !== undefined && { outputDefinitions }),
  };
}

function inputTypes(group: GroupNode, bindings: Bindings): Readonly<Record<string, AnyType>> {
  const types = Object.fromEntries([...bindings.inputsOf(group)].map(([name, value]) => [name, declaredType(value)]));
  const { loop } = group;
  if (loop === undefined) return types;
  if (isValue(loop.items)) {
    return { ...types, [`${channelName(loop.items)}-loop-item`]: itemType(loop.items) };
  }
  return { ...types, [`pipelinechannel--loop-item-param-${loop.itemId}`]: typeOfConstants(loop.items) };
}

/** The type of an input that the compiler adds: neither optional nor with a default, because a value is handed down. */
export function declaredType(value: AnyValue): AnyType {
  // What nobody described is STRING in the Python SDK too: the backend turns it into text where a task takes it.
  const type = dataOf(value).type ?? string;
  if (!isArtifactType(type)) return bareType(type);
  return { ...type, presence: 'required' };
}

function bareType(type: AnyParameterType): AnyParameterType {
  const { defaultValue: _default, description: _description, literals: _literals, ...bare } = type;
  return { ...bare, presence: 'required' };
}

/** The type of one item of a list. */
export function itemTypeOf(type: AnyType | undefined): AnyType | undefined {
  if (type === undefined) return undefined;
  if (isArtifactType(type)) return { ...type, isList: false };
  return type.items;
}

function itemType(items: AnyValue): AnyType {
  const type = itemTypeOf(dataOf(items).type) ?? string;
  return isArtifactType(type) ? { ...type, presence: 'required' } : bareType(type);
}

function typeOfConstants(items: readonly unknown[]): AnyType {
  return constantType(items) ?? string;
}

/** The type of the items of a constant list, by its first one, as in the Python SDK; all numbers whole: integers. */
export function constantType(items: readonly unknown[]): AnyParameterType | undefined {
  const first = items[0];
  if (typeof first === 'number') {
    return {
      ...string,
      kind: items.every((item) => Number.isInteger(item)) ? 'integer' : 'double',
    } as AnyParameterType;
  }
  if (typeof first === 'string') return string;
  if (typeof first === 'boolean') return { ...string, kind: 'boolean' } as AnyParameterType;
  if (Array.isArray(first)) return list;
  return typeof first === 'object' && first !== null ? ({ ...string, kind: 'struct' } as AnyParameterType) : undefined;
}

function typeOfReturned(returned: ReturnedValue): AnyType {
  const [first] = [returned.of].flat() as readonly AnyValue[];
  const type = first === undefined ? string : declaredType(first);
  if (returned.kind !== 'collected') return type;
  return isArtifactType(type) ? { ...type, isList: true } : list;
}

function dagOutputsJson(
  group: GroupNode,
  returned: readonly (readonly [string, ReturnedValue])[],
  bindings: Bindings,
): JsonObject | undefined {
  const parameters: Record<string, JsonObject> = {};
  const artifacts: Record<string, JsonObject> = {};
  for (const [name, value] of returned) {
    const producers = ([value.of].flat() as readonly AnyValue[]).map((of) => bindings.producerOf(of, group));
    if (isArtifactType(typeOfReturned(value))) {
      artifacts[name] = {
        artifactSelectors: producers.map(({ node, output }) => ({
          outputArtifactKey: output,
          producerSubtask: node.name,
        })),
      };
      continue;
    }
    const selectors = producers.map(({ node, output }) => ({ outputParameterKey: output, producerSubtask: node.name }));
    parameters[name] =
      value.kind === 'oneOf'
        ? { valueFromOneof: { parameterSelectors: selectors } }
        : { valueFromParameter: selectors[0] ?? {} };
  }
  return withoutEmpty({ artifacts, parameters });
}
