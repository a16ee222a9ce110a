import type {
  ArtifactTypeSchema,
  ComponentSpec,
  InputArtifactSpec,
  InputParameterSpec,
  OutputArtifactSpec,
  OutputParameterSpec,
  ParameterTypeName,
  TaskConfigField,
  TaskConfigPassthrough,
} from '../pipeline-spec.ts';
import { filled, list, map, message, optional, optionalJson, transform } from './combinators.ts';
import { dag } from './dag.ts';
import type { Decoder } from './decoding.ts';
import { emptyMap, emptyPorts } from './empty.ts';
import { bool, json, jsonObject, oneOf, text } from './primitives.ts';

const parameterType = oneOf<ParameterTypeName>([
  'NUMBER_DOUBLE',
  'NUMBER_INTEGER',
  'STRING',
  'BOOLEAN',
  'LIST',
  'STRUCT',
  'TASK_FINAL_STATUS',
  'TASK_CONFIG',
  'PARAMETER_TYPE_ENUM_UNSPECIFIED',
]);

/** The field `type`, older than `parameterType`: it counts where the newer one is left out. */
const oldTypes = {
  INT: 'NUMBER_INTEGER',
  DOUBLE: 'NUMBER_DOUBLE',
  STRING: 'STRING',
  PRIMITIVE_TYPE_UNSPECIFIED: undefined,
} as const satisfies Record<string, ParameterTypeName | undefined>;

type OldType = keyof typeof oldTypes;
type WithOldType<T> = Omit<T, 'parameterType'> & {
  readonly parameterType?: ParameterTypeName;
  readonly type?: OldType;
};

const oldType = optional(oneOf(Object.keys(oldTypes) as OldType[]));

function withType<T extends { readonly parameterType: ParameterTypeName }>(
  decode: Decoder<WithOldType<T>>,
): Decoder<T> {
  return transform(decode, ({ type, ...rest }) => {
    const named = rest.parameterType ?? (type === undefined ? undefined : oldTypes[type]);
    return { ...rest, parameterType: named ?? 'PARAMETER_TYPE_ENUM_UNSPECIFIED' } as unknown as T;
  });
}

const inputParameter = withType(
  message<WithOldType<InputParameterSpec>>({
    parameterType: optional(parameterType),
    type: oldType,
    isOptional: optional(bool),
    defaultValue: optionalJson(json),
    description: optional(text),
    literals: optional(list(json)),
  }),
);

const outputParameter = withType(
  message<WithOldType<OutputParameterSpec>>({
    parameterType: optional(parameterType),
    type: oldType,
    description: optional(text),
  }),
);

/** The type of an artifact; `schemaTitle` is the one that counts. */
export const artifactType: Decoder<ArtifactTypeSchema> = message<ArtifactTypeSchema>({
  schemaTitle: optional(text),
  schemaUri: optional(text),
  instanceSchema: optional(text),
  schemaVersion: optional(text),
});

const inputArtifact = message<InputArtifactSpec>({
  artifactType: filled(artifactType, Object.freeze({})),
  isArtifactList: optional(bool),
  isOptional: optional(bool),
  description: optional(text),
});

/** Why KFP ignores the two older fields for metadata. */
export const useMetadata = 'use "metadata"';

const outputArtifact = message<OutputArtifactSpec>(
  {
    artifactType: filled(artifactType, Object.freeze({})),
    isArtifactList: optional(bool),
    metadata: optional(jsonObject),
    description: optional(text),
  },
  { properties: useMetadata, customProperties: useMetadata },
);

const taskConfigPassthrough = message<TaskConfigPassthrough>({
  field: optional(
    oneOf<TaskConfigField>([
      'NONE',
      'RESOURCES',
      'ENV',
      'KUBERNETES_AFFINITY',
      'KUBERNETES_TOLERATIONS',
      'KUBERNETES_NODE_SELECTOR',
      'KUBERNETES_VOLUMES',
    ]),
  ),
  applyToTask: optional(bool),
});

/** A component: its interface, and a DAG or the label of its executor. */
export const component: Decoder<ComponentSpec> = message<ComponentSpec>({
  inputDefinitions: filled(
    message<ComponentSpec['inputDefinitions']>({
      parameters: filled(map(inputParameter), emptyMap),
      artifacts: filled(map(inputArtifact), emptyMap),
    }),
    emptyPorts,
  ),
  outputDefinitions: filled(
    message<ComponentSpec['outputDefinitions']>({
      parameters: filled(map(outputParameter), emptyMap),
      artifacts: filled(map(outputArtifact), emptyMap),
    }),
    emptyPorts,
  ),
  dag: optional(dag),
  executorLabel: optional(text),
  taskConfigPassthroughs: optional(list(taskConfigPassthrough)),
  singlePlatformSpecs: optional(list(jsonObject)),
});
