import type {
  ArtifactSelector,
  DagOutputArtifactSpec,
  DagOutputParameterSpec,
  DagSpec,
  ParameterSelector,
} from '../pipeline-spec.ts';
import { filled, list, map, message, optional, required } from './combinators.ts';
import type { Decoder } from './decoding.ts';
import { emptyList, emptyMap, emptyPorts } from './empty.ts';
import { text } from './primitives.ts';
import { task } from './task.ts';

const parameterSelector = message<ParameterSelector>({
  producerSubtask: required(text),
  outputParameterKey: required(text),
});

const artifactSelector = message<ArtifactSelector>({
  producerSubtask: required(text),
  outputArtifactKey: required(text),
});

const outputParameter = message<DagOutputParameterSpec>({
  valueFromParameter: optional(parameterSelector),
  valueFromOneof: optional(
    message<NonNullable<DagOutputParameterSpec['valueFromOneof']>>({
      parameterSelectors: filled(list(parameterSelector), emptyList),
    }),
  ),
});

const outputArtifact = message<DagOutputArtifactSpec>({ artifactSelectors: filled(list(artifactSelector), emptyList) });

/** Tasks, and the outputs that the DAG passes up. */
export const dag: Decoder<DagSpec> = message<DagSpec>({
  tasks: filled(map(task), emptyMap),
  outputs: filled(
    message<DagSpec['outputs']>({
      parameters: filled(map(outputParameter), emptyMap),
      artifacts: filled(map(outputArtifact), emptyMap),
    }),
    emptyPorts,
  ),
});
