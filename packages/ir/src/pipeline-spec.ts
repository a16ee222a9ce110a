import type { JsonObject, JsonValue } from '@tiphys/diagnostics';

/*
 * The KFP v2 IR as data, in the proto's own (camelCase) names: `PipelineSpec` of kfp-pipeline-spec, schema 2.1.0. Field
 * meanings are Kubeflow's; only what is not obvious from there is said here. Maps that the file leaves out are empty,
 * so that readers need no `?? {}`; a scalar that the file leaves out is absent.
 */

export interface PipelineSpec {
  readonly pipelineInfo: { readonly name: string; readonly displayName?: string; readonly description?: string };
  readonly schemaVersion: string;
  readonly sdkVersion?: string;
  readonly defaultPipelineRoot?: string;
  readonly root: ComponentSpec;
  readonly components: Readonly<Record<string, ComponentSpec>>;
  readonly deploymentSpec: { readonly executors: Readonly<Record<string, ExecutorSpec>> };
}

export interface ComponentSpec {
  readonly inputDefinitions: {
    readonly parameters: Readonly<Record<string, InputParameterSpec>>;
    readonly artifacts: Readonly<Record<string, InputArtifactSpec>>;
  };
  readonly outputDefinitions: {
    readonly parameters: Readonly<Record<string, OutputParameterSpec>>;
    readonly artifacts: Readonly<Record<string, OutputArtifactSpec>>;
  };
  /** Exactly one of `dag` and `executorLabel` is present in a valid IR. */
  readonly dag?: DagSpec;
  readonly executorLabel?: string;
  readonly taskConfigPassthroughs?: readonly TaskConfigPassthrough[];
  readonly singlePlatformSpecs?: readonly JsonObject[];
}

/** An option of a task's pod that its inputs of type `TASK_CONFIG` are told; `applyToTask`: and that the pod has as well. */
export interface TaskConfigPassthrough {
  readonly field?: TaskConfigField;
  readonly applyToTask?: boolean;
}

export type TaskConfigField =
  | 'NONE'
  | 'RESOURCES'
  | 'ENV'
  | 'KUBERNETES_AFFINITY'
  | 'KUBERNETES_TOLERATIONS'
  | 'KUBERNETES_NODE_SELECTOR'
  | 'KUBERNETES_VOLUMES';

/** `PARAMETER_TYPE_ENUM_UNSPECIFIED` and `TASK_CONFIG` can be said in IR; the compiler decides what becomes of them. */
export type ParameterTypeName =
  | 'NUMBER_DOUBLE'
  | 'NUMBER_INTEGER'
  | 'STRING'
  | 'BOOLEAN'
  | 'LIST'
  | 'STRUCT'
  | 'TASK_FINAL_STATUS'
  | 'TASK_CONFIG'
  | 'PARAMETER_TYPE_ENUM_UNSPECIFIED';

export interface InputParameterSpec {
  readonly parameterType: ParameterTypeName;
  readonly isOptional?: boolean;
  readonly defaultValue?: JsonValue;
  readonly description?: string;
  readonly literals?: readonly JsonValue[];
}

export interface InputArtifactSpec {
  readonly artifactType: ArtifactTypeSchema;
  readonly isArtifactList?: boolean;
  readonly isOptional?: boolean;
  readonly description?: string;
}

export interface OutputParameterSpec {
  readonly parameterType: ParameterTypeName;
  readonly description?: string;
}

export interface OutputArtifactSpec {
  readonly artifactType: ArtifactTypeSchema;
  readonly isArtifactList?: boolean;
  readonly metadata?: JsonObject;
  readonly description?: string;
}

export interface ArtifactTypeSchema {
  readonly schemaTitle?: string;
  readonly schemaUri?: string;
  readonly instanceSchema?: string;
  readonly schemaVersion?: string;
}

export interface DagSpec {
  readonly tasks: Readonly<Record<string, TaskSpec>>;
  readonly outputs: {
    readonly parameters: Readonly<Record<string, DagOutputParameterSpec>>;
    readonly artifacts: Readonly<Record<string, DagOutputArtifactSpec>>;
  };
}

export interface ParameterSelector {
  readonly producerSubtask: string;
  readonly outputParameterKey: string;
}

export interface ArtifactSelector {
  readonly producerSubtask: string;
  readonly outputArtifactKey: string;
}

/** Exactly one member is present. */
export interface DagOutputParameterSpec {
  readonly valueFromParameter?: ParameterSelector;
  readonly valueFromOneof?: { readonly parameterSelectors: readonly ParameterSelector[] };
}

/** More than one selector means OneOf. */
export interface DagOutputArtifactSpec {
  readonly artifactSelectors: readonly ArtifactSelector[];
}

export interface TaskSpec {
  readonly taskInfo?: { readonly name?: string };
  readonly componentRef: { readonly name: string };
  readonly inputs: {
    readonly parameters: Readonly<Record<string, TaskInputParameter>>;
    readonly artifacts: Readonly<Record<string, TaskInputArtifact>>;
  };
  readonly dependentTasks: readonly string[];
  readonly cachingOptions?: { readonly enableCache?: boolean; readonly cacheKey?: string };
  readonly triggerPolicy?: { readonly condition?: string; readonly strategy?: TriggerStrategy };
  readonly parameterIterator?: {
    /** Exactly one of `raw` (JSON text) and `inputParameter` is present. */
    readonly items: { readonly raw?: string; readonly inputParameter?: string };
    readonly itemInput: string;
  };
  readonly artifactIterator?: { readonly items: { readonly inputArtifact: string }; readonly itemInput: string };
  readonly iteratorPolicy?: { readonly parallelismLimit?: number };
  readonly retryPolicy?: {
    readonly maxRetryCount?: number;
    /** Durations are proto-JSON text, such as `30s` or `1.5s`. */
    readonly backoffDuration?: string;
    readonly backoffFactor?: number;
    readonly backoffMaxDuration?: string;
  };
}

export type TriggerStrategy =
  'TRIGGER_STRATEGY_UNSPECIFIED' | 'ALL_UPSTREAM_TASKS_SUCCEEDED' | 'ALL_UPSTREAM_TASKS_COMPLETED';

/** Exactly one source is present; `parameterExpressionSelector` may accompany any of them. */
export interface TaskInputParameter {
  readonly componentInputParameter?: string;
  readonly taskOutputParameter?: { readonly producerTask: string; readonly outputParameterKey: string };
  readonly runtimeValue?: {
    readonly constant?: JsonValue;
    readonly runtimeParameter?: string;
    /** The old form of `constant`, which it is read as; only there beside a `constant`, and then refused. */
    readonly constantValue?: JsonValue;
  };
  readonly taskFinalStatus?: { readonly producerTask: string };
  readonly parameterExpressionSelector?: string;
}

/** Exactly one source is present. */
export interface TaskInputArtifact {
  readonly componentInputArtifact?: string;
  readonly taskOutputArtifact?: { readonly producerTask: string; readonly outputArtifactKey: string };
}

/** Exactly one member is present. */
export interface ExecutorSpec {
  readonly container?: ContainerSpec;
  readonly importer?: ImporterSpec;
  readonly resolver?: JsonObject;
  readonly customJob?: JsonObject;
}

export interface ContainerSpec {
  readonly image: string;
  readonly command: readonly string[];
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly resources?: ResourceSpec;
  readonly lifecycle?: JsonObject;
}

export interface ResourceSpec {
  readonly resourceCpuLimit?: string;
  readonly resourceCpuRequest?: string;
  readonly resourceMemoryLimit?: string;
  readonly resourceMemoryRequest?: string;
  readonly cpuLimit?: number;
  readonly cpuRequest?: number;
  /** Gigabytes (10^9). */
  readonly memoryLimit?: number;
  readonly memoryRequest?: number;
  readonly accelerator?: {
    readonly type?: string;
    /** int64: proto-JSON text or a number. */
    readonly count?: number | string;
    readonly resourceType?: string;
    readonly resourceCount?: string;
  };
}

export interface ImporterSpec {
  readonly artifactUri: { readonly constant?: JsonValue; readonly runtimeParameter?: string };
  readonly typeSchema?: ArtifactTypeSchema;
  readonly metadata?: JsonObject;
  readonly reimport?: boolean;
  readonly downloadToWorkspace?: boolean;
}
