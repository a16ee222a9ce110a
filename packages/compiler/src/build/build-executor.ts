import type { Argument } from '@tiphys/contract';
import type { DocumentPath } from '@tiphys/diagnostics';
import { parsePlaceholders } from '@tiphys/expr';
import type { ContainerSpec, ExecutorSpec } from '@tiphys/ir';
import { ignored, missingCommand, unknownPlaceholder, unsupported } from '../diagnostics.ts';
import type { Executor, OutputChannel, Ports } from '../plan.ts';
import { buildInputs, buildOutputs } from './build-channel.ts';
import type { BuildContext } from './build-context.ts';
import { buildResources } from './build-resources.ts';
import { mapRecord } from './map-record.ts';

/** The container component `name`, or nothing when it is of a kind that is refused. */
export function buildExecutor(context: BuildContext, name: string): Executor | undefined {
  const component = context.component(name);
  const label = component.executorLabel ?? '';
  const executor = context.pipeline.spec.deploymentSpec.executors[label];
  const path = ['deploymentSpec', 'executors', label];
  const container = executor?.container;
  if (executor === undefined || container === undefined) {
    refuseKind(context, executor ?? {}, path);
    return undefined;
  }
  checkContainer(context, container, [...path, 'container'], label);
  const componentPath = ['components', name];
  return {
    kind: 'container',
    name,
    image: container.image,
    command: parseAll(context, container.command, [...path, 'container', 'command']),
    args: parseAll(context, container.args, [...path, 'container', 'args']),
    env: Object.fromEntries(
      container.env.map(({ name: variable, value }, index) => [
        variable,
        parse(context, value, [...path, 'container', 'env', index, 'value']),
      ]),
    ),
    resources: buildResources(context, container.resources ?? {}, [...path, 'container', 'resources']),
    inputs: buildInputs(context, component, componentPath),
    outputs: outputChannels(context, name, componentPath),
  };
}

function outputChannels(context: BuildContext, name: string, path: DocumentPath): Ports<OutputChannel> {
  const component = context.component(name);
  const channels = buildOutputs(context, component, path);
  return {
    parameters: mapRecord(channels.parameters, (channel) => ({ channel })),
    artifacts: mapRecord(channels.artifacts, (channel, output) => {
      const metadata = component.outputDefinitions.artifacts[output]?.metadata;
      return metadata === undefined ? { channel } : { channel, metadata };
    }),
  };
}

function refuseKind(context: BuildContext, executor: ExecutorSpec, path: DocumentPath): void {
  if (executor.importer) {
    context.report(
      unsupported(context.place([...path, 'importer']), 'An importer', 'Import the artifact in a container for now.'),
    );
  } else if (executor.resolver) {
    context.report(
      unsupported(context.place([...path, 'resolver']), 'A resolver', 'KFP itself does not run it either.'),
    );
  } else {
    const place = context.place([...path, 'customJob']);
    context.report(unsupported(place, 'A Google customJob', 'It runs on Vertex AI only; use a container.'));
  }
}

/** Images that no registry has: KFP's driver does what they stand for (kfp-semantics 7.3). */
const volumeOperation = /^argostub\/(createpvc|deletepvc)$/;

function checkContainer(context: BuildContext, container: ContainerSpec, path: DocumentPath, label: string): void {
  if (volumeOperation.test(container.image)) {
    const place = context.place([...path, 'image']);
    context.report(unsupported(place, 'Creating or deleting a volume claim', 'Use a claim that exists already.'));
    return;
  }
  if (container.command.length === 0) context.report(missingCommand(context.place(path), label));
  if (container.image.includes('$.inputs')) {
    const place = context.place([...path, 'image']);
    context.report(unsupported(place, 'An image that is a parameter', 'Give the image as a literal.'));
  }
  if (container.lifecycle !== undefined) {
    context.report(ignored(context.place([...path, 'lifecycle']), 'lifecycle', 'KFP does not read it either.'));
  }
}

function parseAll(context: BuildContext, texts: readonly string[], path: DocumentPath): readonly Argument[] {
  return texts.map((text, index) => parse(context, text, [...path, index]));
}

function parse(context: BuildContext, text: string, path: DocumentPath): Argument {
  return parsePlaceholders(text, (placeholder) => {
    context.report(unknownPlaceholder(context.place(path), placeholder));
  });
}
