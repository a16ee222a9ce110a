import type { ContainerSpec, ExecutorSpec, ImporterSpec, ResourceSpec } from '../pipeline-spec.ts';
import { filled, list, message, optional, required } from './combinators.ts';
import { artifactType, useMetadata } from './component.ts';
import type { Decoder } from './decoding.ts';
import { emptyList } from './empty.ts';
import { bool, double, intAsWritten, jsonObject, text } from './primitives.ts';
import { runtimeValue } from './runtime-value.ts';

const resources = message<ResourceSpec>({
  resourceCpuLimit: optional(text),
  resourceCpuRequest: optional(text),
  resourceMemoryLimit: optional(text),
  resourceMemoryRequest: optional(text),
  cpuLimit: optional(double),
  cpuRequest: optional(double),
  memoryLimit: optional(double),
  memoryRequest: optional(double),
  accelerator: optional(
    message<NonNullable<ResourceSpec['accelerator']>>({
      type: optional(text),
      count: optional(intAsWritten),
      resourceType: optional(text),
      resourceCount: optional(text),
    }),
  ),
});

const container = message<ContainerSpec>({
  image: required(text),
  command: filled(list(text), emptyList),
  args: filled(list(text), emptyList),
  env: filled(
    list(message<ContainerSpec['env'][number]>({ name: required(text), value: filled(text, '') })),
    emptyList,
  ),
  resources: optional(resources),
  lifecycle: optional(jsonObject),
});

const importer = message<ImporterSpec>(
  {
    artifactUri: required(runtimeValue),
    typeSchema: optional(artifactType),
    metadata: optional(jsonObject),
    reimport: optional(bool),
    downloadToWorkspace: optional(bool),
  },
  { properties: useMetadata, customProperties: useMetadata },
);

/** How a component's work is done. */
export const executor: Decoder<ExecutorSpec> = message<ExecutorSpec>({
  container: optional(container),
  importer: optional(importer),
  resolver: optional(jsonObject),
  customJob: optional(jsonObject),
});
