import type {
  Argument,
  ArtifactType,
  ImporterSpec,
  ParameterType,
  TaskCaching,
  TaskConfigSpec,
} from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import type { Condition } from '@tiphys/expr';
import type { PodExtras } from './pod-rules/pod-extras.ts';
import type { PodOptions, PodValue } from './kubernetes/pod-options.ts';

/**
 * A pipeline, ready for any backend: backend-neutral, frozen, JSON-serialisable, and deterministic. Scopes stand for DAG
 * components and are shared by every task that refers to them, as executors are.
 */
export interface Plan {
  readonly kind: 'plan';
  readonly v: 1;
  readonly pipeline: PlanPipeline;
  /** Name of the root scope. Its inputs are the pipeline's parameters, its outputs the pipeline's outputs. */
  readonly root: string;
  readonly scopes: Readonly<Record<string, Scope>>;
  readonly executors: Readonly<Record<string, Executor>>;
}

/** The pipeline as a whole. */
export interface PlanPipeline {
  readonly name: string;
  readonly displayName?: string;
  readonly description?: string;
  /** Where artifacts go unless the user says otherwise (`@dsl.pipeline(pipeline_root=...)`). */
  readonly pipelineRoot?: string;
  /** Seconds that a run may take. */
  readonly deadlineSeconds?: number;
  /** Seconds that the object of a run is kept after its end. */
  readonly keepSeconds?: { readonly completion?: number; readonly success?: number; readonly failure?: number };
  /** A volume that all containers share which mount it by `workspaceVolume`. */
  readonly workspace?: Workspace;
}

/** The volume claim that each run gets for itself. */
export interface Workspace {
  /** A Kubernetes quantity of bytes. */
  readonly size: string;
  readonly accessModes: readonly string[];
  /** Absent: the cluster's own class. */
  readonly storageClassName?: string;
}

/** What flows through an input or an output. */
export type Channel =
  | {
      readonly kind: 'parameter';
      readonly type: ParameterType;
      readonly optional?: boolean;
      /** Absent means none. */
      readonly default?: JsonValue;
      readonly description?: string;
      readonly literals?: readonly JsonValue[];
    }
  | {
      readonly kind: 'artifact';
      readonly type: ArtifactType;
      readonly list?: boolean;
      readonly optional?: boolean;
      readonly description?: string;
    };

/** Inputs or outputs by name; parameters and artifacts are separate name spaces, as in the IR. */
export interface Ports<T> {
  readonly parameters: Readonly<Record<string, T>>;
  readonly artifacts: Readonly<Record<string, T>>;
}

/** A DAG component. */
export interface Scope {
  readonly kind: 'scope';
  readonly name: string;
  readonly inputs: Ports<Channel>;
  readonly outputs: Ports<ScopeOutput>;
  /** In an order in which every task comes after all that it depends on; ties by name. */
  readonly tasks: readonly Task[];
}

/** An output of a scope: the one source, or the first of several (OneOf) whose task succeeded. */
export interface ScopeOutput {
  readonly channel: Channel;
  readonly sources: readonly OutputReference[];
}

/** An output of a task in the same scope. */
export interface OutputReference {
  readonly task: string;
  readonly output: string;
}

/** What a task that is no scope does. */
export type Executor = ContainerExecutor | ImporterExecutor | ClaimExecutor;

interface ExecutorBase {
  /** IR component name. */
  readonly name: string;
  readonly inputs: Ports<Channel>;
  readonly outputs: Ports<OutputChannel>;
}

/** Registers an artifact that is somewhere already, as its only output. */
export interface ImporterExecutor extends ExecutorBase {
  readonly kind: 'importer';
  readonly importer: ImporterSpec;
}

/** Creates or deletes a volume claim, as the SDK's `CreatePVC` and `DeletePVC` do. */
export interface ClaimExecutor extends ExecutorBase {
  readonly kind: 'claim';
  readonly action: 'create' | 'delete';
}

/** A container component with its executor. */
export interface ContainerExecutor extends ExecutorBase {
  readonly kind: 'container';
  /** As the pipeline names it: with placeholders where `dynamic` has it. */
  readonly image: string;
  readonly command: readonly Argument[];
  readonly args: readonly Argument[];
  /** The command is a `node` program, for which the Node of the launcher is enough: no image is needed. */
  readonly node?: true;
  readonly env: Readonly<Record<string, Argument>>;
  readonly resources: Resources;
  /** What only the run knows of image and resources. */
  readonly dynamic?: DynamicContainer;
  /** What else the pod needs. */
  readonly pod?: PodOptions;
  /** What inputs are told of what is said of the task's pod, whether the pod has it too or not. */
  readonly taskConfig?: TaskConfigSpec;
}

/** An output of an executor; `metadata` is what each artifact starts with. */
export interface OutputChannel {
  readonly channel: Channel;
  readonly metadata?: JsonObject;
}

/** Parts of a container that each name one of `Task.podValues`. An empty text or null is a resource that is left out. */
export interface DynamicContainer {
  readonly image?: string;
  readonly requests?: DynamicResources;
  readonly limits?: DynamicResources;
  /** A limit whose name may be unknown too. */
  readonly accelerator?: { readonly type: PodValue; readonly count: PodValue };
}

/** Names of pod values by resource name. */
export type DynamicResources = Readonly<Record<string, string>>;

/** Kubernetes quantities by resource name. */
export interface Resources {
  readonly requests?: Readonly<Record<string, string>>;
  readonly limits?: Readonly<Record<string, string>>;
}

/** One task of a scope. */
export interface Task {
  readonly kind: 'task';
  /** IR task key: its identity within the scope. */
  readonly name: string;
  readonly displayName?: string;
  readonly target: TaskTarget;
  readonly inputs: Ports<Binding>;
  /** Explicit and implicit dependencies, by name; `final` ones are met by any end (exit tasks). */
  readonly dependencies: readonly Dependency[];
  readonly condition?: Condition;
  readonly loop?: Loop;
  readonly retry?: RetryPolicy;
  /** Absent is off, `true` is on, a string is a custom key, an object may set limits of time too. */
  readonly cache?: true | string | TaskCaching;
  /** Whether a cheap pod looks into the cache first, so that a hit does not wait for what the task's own pod needs. */
  readonly probe?: true;
  /** Volume claims that a cached result depends on, by where they are mounted. */
  readonly claims?: Readonly<Record<string, PodValue>>;
  /** Values that the options of the task's pod, or what is told of them, refer to by name. */
  readonly podValues?: Readonly<Record<string, Binding>>;
  /** What its pod gets beside the options of its executor; those win where both say the same. */
  readonly extras?: PodExtras;
  /** What a pod gets that only looks into the cache of the task. */
  readonly probeExtras?: PodExtras;
}

export type TaskTarget =
  { readonly kind: 'executor'; readonly executor: string } | { readonly kind: 'scope'; readonly scope: string };

export interface Dependency {
  readonly task: string;
  readonly until: 'succeeded' | 'final';
}

/**
 * Runs the target once per item; the item is given to the target as its input `item`: an artifact where the items are
 * artifacts, else a parameter.
 */
export interface Loop {
  readonly items:
    | { readonly kind: 'constant'; readonly value: readonly JsonValue[] }
    /** A parameter that the task is given. */
    | { readonly kind: 'input'; readonly name: string }
    /** A list of artifacts that the task is given. */
    | { readonly kind: 'artifacts'; readonly name: string };
  readonly item: string;
  /** Iterations at a time; absent is all. */
  readonly parallelism?: number;
}

export interface RetryPolicy {
  readonly limit: number;
  readonly backoffSeconds: number;
  readonly backoffFactor: number;
  readonly backoffMaxSeconds: number;
}

/** Where a task's input comes from. `select` then takes a member of it, by keys from the outside in. */
export type Binding =
  | { readonly kind: 'constant'; readonly value: JsonValue }
  /** A constant with placeholders, rendered against the task's other inputs. `json`: a list or a struct, as JSON. */
  | { readonly kind: 'template'; readonly argument: Argument; readonly json?: true }
  | { readonly kind: 'input'; readonly name: string; readonly select?: readonly string[] }
  | { readonly kind: 'output'; readonly task: string; readonly output: string; readonly select?: readonly string[] }
  | { readonly kind: 'status'; readonly task: string };
