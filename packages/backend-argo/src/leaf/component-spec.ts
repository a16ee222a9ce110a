import type {
  Argument,
  ClaimSpec,
  ArtifactType,
  ComponentSpec,
  InputArtifactSpec,
  InputParameterSpec,
  OutputArtifactSpec,
} from '@tiphys/contract';
import type { Channel, Executor, OutputChannel, Ports } from '@tiphys/compiler';
import { parsePlaceholders } from '@tiphys/expr';
import { portNames } from '../names/parameter-names.ts';

/**
 * What the launcher has to know of an executor.
 *
 * @param live the outputs that the manifest reads, as `parameters/<name>` or `artifacts/<name>`
 */
export function componentSpec(executor: Executor, live: ReadonlySet<string>): ComponentSpec {
  const { inputs, outputs } = executor;
  const publish = publishedOutputs(outputs, live);
  return {
    component: executor.name,
    ...whatToDo(executor),
    inputs: {
      ...group('parameters', inputs.parameters, inputParameter),
      ...group('artifacts', inputs.artifacts, inputArtifact),
    },
    outputs: {
      ...group('parameters', outputs.parameters, ({ channel }) => ({ type: parameterType(channel) })),
      ...group('artifacts', outputs.artifacts, outputArtifact),
    },
    ...(publish.size > 0 && { publish: Object.fromEntries(publish) }),
  };
}

/** A claim that is called after its run goes with it, so that a failed run leaks none (B23). */
function claimSpec(action: ClaimSpec['action']): ClaimSpec {
  return action === 'create' ? { action, owned: true } : { action };
}

function whatToDo(
  executor: Executor,
): Pick<ComponentSpec, 'image' | 'command' | 'args' | 'node' | 'env' | 'importer' | 'claim' | 'taskConfig'> {
  const none = { image: '', command: [], args: [] };
  if (executor.kind === 'importer') return { ...none, importer: executor.importer };
  if (executor.kind === 'claim') return { ...none, claim: claimSpec(executor.action) };
  const { image, command, args, node, env, taskConfig } = executor;
  return {
    image: executor.dynamic?.image === undefined ? image : parsePlaceholders(image, () => undefined),
    command,
    args,
    ...(node === true && { node }),
    ...group('env', env, (value: Argument) => value),
    ...(taskConfig && { taskConfig }),
  };
}

/** The live outputs of an executor: Argo parameter name to `parameters/<name>` or `artifacts/<name>`. */
export function publishedOutputs(
  outputs: Ports<OutputChannel>,
  live: ReadonlySet<string>,
): ReadonlyMap<string, string> {
  const names = [...portNames(outputs)].filter(([output]) => live.has(output));
  return new Map(names.map(([output, name]) => [name, output]));
}

function group<T, U>(
  key: string,
  record: Readonly<Record<string, T>>,
  map: (value: T) => U,
): Readonly<Record<string, Readonly<Record<string, U>>>> {
  const entries = Object.entries(record).map(([name, value]): [string, U] => [name, map(value)]);
  return entries.length === 0 ? {} : { [key]: Object.fromEntries(entries) };
}

function inputParameter(channel: Channel): InputParameterSpec {
  return {
    type: parameterType(channel),
    ...(channel.optional === true && { optional: true }),
    ...(channel.kind === 'parameter' && channel.default !== undefined && { default: channel.default }),
  };
}

function inputArtifact(channel: Channel): InputArtifactSpec {
  return {
    type: artifactType(channel),
    ...(channel.kind === 'artifact' && channel.list === true && { list: true }),
    ...(channel.optional === true && { optional: true }),
  };
}

function outputArtifact({ channel, metadata }: OutputChannel): OutputArtifactSpec {
  return {
    type: artifactType(channel),
    ...(channel.kind === 'artifact' && channel.list === true && { list: true }),
    ...(metadata && { metadata }),
  };
}

function parameterType(channel: Channel): InputParameterSpec['type'] {
  return channel.kind === 'parameter' ? channel.type : 'STRUCT';
}

function artifactType(channel: Channel): ArtifactType {
  return channel.kind === 'artifact' ? channel.type : {};
}
