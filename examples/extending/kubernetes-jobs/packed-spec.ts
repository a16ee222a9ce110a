import type { Channel, ContainerExecutor } from '@tiphys/compiler/plugin';
import type { ComponentSpec } from '@tiphys/contract';
import { packSpec, printInertJson } from '@tiphys/contract';

/** What the launcher has to know of a component. Nobody reads the outputs of a Job but from the store, so none is published. */
export function packedSpec({ name, image, command, args, env, inputs, outputs }: ContainerExecutor): string {
  const spec: ComponentSpec = {
    component: name,
    image,
    command,
    args,
    ...(Object.keys(env).length > 0 && { env }),
    inputs: {
      parameters: entries(inputs.parameters, (channel) => ({
        ...parameter(channel),
        ...(channel.optional === true && { optional: true }),
        ...(channel.kind === 'parameter' && channel.default !== undefined && { default: channel.default }),
      })),
      artifacts: entries(inputs.artifacts, (channel) => ({
        ...artifact(channel),
        ...(channel.optional === true && { optional: true }),
      })),
    },
    outputs: {
      parameters: entries(outputs.parameters, ({ channel }) => parameter(channel)),
      artifacts: entries(outputs.artifacts, ({ channel, metadata }) => ({
        ...artifact(channel),
        ...(metadata && { metadata }),
      })),
    },
  };
  return printInertJson(packSpec(spec));
}

function parameter(channel: Channel) {
  return { type: channel.kind === 'parameter' ? channel.type : 'STRUCT' } as const;
}

function artifact(channel: Channel) {
  if (channel.kind === 'parameter') return { type: {} };
  return { type: channel.type, ...(channel.list === true && { list: true }) };
}

function entries<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, map(value)]));
}
