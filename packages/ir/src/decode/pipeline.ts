import type { PipelineSpec } from '../pipeline-spec.ts';
import type { PlatformSpec } from '../platform-spec.ts';
import { filled, map, message, optional, required } from './combinators.ts';
import { component } from './component.ts';
import type { Decoder } from './decoding.ts';
import { emptyMap } from './empty.ts';
import { executor } from './executor.ts';
import { kubernetesPlatform } from './kubernetes.ts';
import { jsonObject, text } from './primitives.ts';

/** The first document: `PipelineSpec`. */
export const pipeline: Decoder<PipelineSpec> = message<PipelineSpec>({
  pipelineInfo: required(
    message<PipelineSpec['pipelineInfo']>({
      name: required(text),
      displayName: optional(text),
      description: optional(text),
    }),
  ),
  schemaVersion: required(text),
  sdkVersion: optional(text),
  defaultPipelineRoot: optional(text),
  root: required(component),
  components: filled(map(component), emptyMap),
  deploymentSpec: filled(
    message<PipelineSpec['deploymentSpec']>({ executors: filled(map(executor), emptyMap) }),
    Object.freeze({ executors: emptyMap }),
  ),
});

const singlePlatform: Decoder<unknown> = (node, decoding) =>
  (decoding.path.at(-1) === 'kubernetes' ? kubernetesPlatform : jsonObject)(node, decoding);

/** The second document: `PlatformSpec`. */
export const platform: Decoder<PlatformSpec> = message<PlatformSpec>({
  platforms: filled(map(singlePlatform), emptyMap),
});
