import { channel } from 'node:diagnostics_channel';
import { readFileSync } from 'node:fs';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { DiagnosticsError } from '@tiphys/diagnostics';
import { loadPipeline } from '@tiphys/ir';
import type { ComponentSpec, LoadedPipeline, PipelineSpec, TaskSpec } from '@tiphys/ir';
import type { Implementation } from '../components/any-component.ts';
import { unusableComponent } from '../diagnostics.ts';
import { fail } from '../fail.ts';
import { kebabName } from '../ir/unique-name.ts';
import type { Types } from '../types/type.ts';
import { plainPlatform, plainSpec } from './plain-documents.ts';
import { inputTypes, outputTypes } from './spec-types.ts';

/** What a compiled component or pipeline is. */
export interface ComponentFile {
  readonly name: string;
  readonly description?: string;
  readonly inputs: Types;
  readonly outputs: Types;
  readonly taskConfigPassthroughs?: readonly JsonObject[];
  readonly implementation: Implementation;
}

/**
 * Reads a component or a pipeline that was compiled before, by the Python SDK or by this one.
 *
 * @param title what to call the file in messages
 * @throws DiagnosticsError with every fault in it
 */
export function readComponent(text: string | Uint8Array, title: string): ComponentFile {
  const { pipeline, diagnostics } = loadPipeline(text, { file: title });
  if (pipeline === undefined) throw new DiagnosticsError(diagnostics);
  const { spec } = pipeline;
  const { name, description } = spec.pipelineInfo;
  const single = singleComponent(spec);
  const component = single?.component ?? spec.root;
  return {
    name,
    ...(description !== undefined && { description }),
    inputs: inputTypes(component, title),
    outputs: outputTypes(component, title),
    ...(single?.component.taskConfigPassthroughs && {
      taskConfigPassthroughs: single.component.taskConfigPassthroughs.map((one): JsonObject => ({ ...one })),
    }),
    implementation: single === undefined ? wholePipeline(pipeline) : container(pipeline, single.label),
  };
}

/** Reads a file of components. */
export function readComponentFile(path: string, title = path): ComponentFile {
  let bytes: Uint8Array;
  // Whoever watches the files of a pipeline, as `tiphys run --watch` does, cannot see this one as a module.
  channel('tiphys.read').publish({ path });
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return fail(unusableComponent({ file: title, problem: (error as Error).message }));
  }
  return readComponent(bytes, title);
}

/**
 * A component that was compiled alone stands in a pipeline of its own name, with one task that has nothing but the inputs of the
 * pipeline. As in the Python SDK, its tasks are containers and not pipelines with one in them.
 */
function singleComponent({
  pipelineInfo,
  root,
  components,
  deploymentSpec,
}: PipelineSpec): { readonly component: ComponentSpec; readonly label: string } | undefined {
  const [task, ...others] = Object.values(root.dag?.tasks ?? {});
  const component = components[`comp-${kebabName(pipelineInfo.name)}`];
  const label = component?.executorLabel;
  if (task === undefined || others.length > 0 || component === undefined || label === undefined) return undefined;
  if (components[task.componentRef.name] !== component || !isBare(task)) return undefined;
  return deploymentSpec.executors[label]?.container === undefined ? undefined : { component, label };
}

const bareFields = ['cachingOptions', 'componentRef', 'dependentTasks', 'inputs', 'taskInfo'];

function isBare(task: TaskSpec): boolean {
  const inputs = [...Object.entries(task.inputs.parameters), ...Object.entries(task.inputs.artifacts)];
  return (
    Object.keys(task).every((field) => bareFields.includes(field)) &&
    task.cachingOptions?.enableCache === true &&
    inputs.every(([name, input]) =>
      'componentInputParameter' in input
        ? input.componentInputParameter === name
        : 'componentInputArtifact' in input && input.componentInputArtifact === name,
    )
  );
}

function wholePipeline({ spec, platform }: LoadedPipeline): Implementation {
  const ir = { spec: plainSpec(spec), platform: platform === undefined ? {} : plainPlatform(platform) };
  return { kind: 'pipeline', build: () => ir };
}

function container({ spec, platform }: LoadedPipeline, label: string): Implementation {
  const executor = member(member(plainSpec(spec)['deploymentSpec'])['executors'])[label];
  const platforms = Object.entries(member(platform === undefined ? {} : plainPlatform(platform)['platforms'])).flatMap(
    ([name, settings]) => {
      const config = member(member(member(settings)['deploymentSpec'])['executors'])[label];
      return config === undefined ? [] : [[name, member(config)] as const];
    },
  );
  return { kind: 'container', executor: member(executor), platforms: Object.fromEntries(platforms) };
}

function member(value: JsonValue | undefined): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}
