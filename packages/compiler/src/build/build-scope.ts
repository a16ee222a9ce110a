import type { DocumentPath } from '@tiphys/diagnostics';
import type { ArtifactSelector, ComponentSpec, DagOutputParameterSpec, DagSpec, ParameterSelector } from '@tiphys/ir';
import type { Channel, OutputReference, Ports, Scope, ScopeOutput } from '../plan.ts';
import { addPodExtras } from '../pod-rules/add-pod-extras.ts';
import { addPodValues } from '../kubernetes/add-pod-values.ts';
import { addContainerValues } from './add-container-values.ts';
import { buildInputs, buildOutputs } from './build-channel.ts';
import type { BuildContext } from './build-context.ts';
import { buildTask } from './build-task.ts';
import { mapRecord, sortedEntries } from './map-record.ts';
import { orderTasks } from './order-tasks.ts';

/** A DAG component; `path` is its place in the IR. */
export function buildScope(context: BuildContext, name: string, component: ComponentSpec, path: DocumentPath): Scope {
  const dag: DagSpec = component.dag ?? { tasks: {}, outputs: { parameters: {}, artifacts: {} } };
  const tasks = sortedEntries(dag.tasks).map(([key, spec]) => {
    const at = [...path, 'dag', 'tasks', key];
    const task = addPodValues(context, component, buildTask(context, component, key, spec, at));
    return addPodExtras(context, addContainerValues(context, task), at);
  });
  return {
    kind: 'scope',
    name,
    inputs: buildInputs(context, component, path),
    outputs: scopeOutputs(dag, buildOutputs(context, component, path)),
    tasks: orderTasks(tasks),
  };
}

/** Declared outputs that nothing feeds are left out: they can never have a value. */
function scopeOutputs(dag: DagSpec, channels: Ports<Channel>): Ports<ScopeOutput> {
  const { parameters, artifacts } = dag.outputs;
  return {
    parameters: mapRecord(parameters, (output, name) => ({
      channel: channels.parameters[name] ?? { kind: 'parameter', type: 'STRUCT' },
      sources: parameterSelectors(output).map(parameterSource),
    })),
    artifacts: mapRecord(artifacts, (output, name) => ({
      channel: channels.artifacts[name] ?? { kind: 'artifact', type: {} },
      sources: output.artifactSelectors.map(artifactSource),
    })),
  };
}

function parameterSelectors(output: DagOutputParameterSpec): readonly ParameterSelector[] {
  if (output.valueFromParameter !== undefined) return [output.valueFromParameter];
  return output.valueFromOneof?.parameterSelectors ?? [];
}

function parameterSource(selector: ParameterSelector): OutputReference {
  return { task: selector.producerSubtask, output: selector.outputParameterKey };
}

function artifactSource(selector: ArtifactSelector): OutputReference {
  return { task: selector.producerSubtask, output: selector.outputArtifactKey };
}
