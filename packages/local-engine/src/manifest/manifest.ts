import type { ArtifactSource } from '../artifact/artifact-source.ts';

/**
 * The part of Argo's API that the local engine interprets. Values are as they stand in the manifest, tags and all;
 * `checkManifest` has seen to it that nothing else is there.
 */
export interface WorkflowSpec {
  readonly entrypoint: string;
  readonly arguments?: Arguments;
  readonly templates: readonly Template[];
  readonly onExit?: string;
  readonly hooks?: Hooks;
  readonly parallelism?: number;
  readonly activeDeadlineSeconds?: number;
  readonly podSpecPatch?: string;
  /** What Argo adds to the workflow's own labels and annotations when it starts. */
  readonly workflowMetadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  /** Volumes that any pod may mount. */
  readonly volumes?: readonly Volume[];
  /** Volumes that every run gets for itself, and its pods share. */
  readonly volumeClaimTemplates?: readonly { readonly metadata: { readonly name: string } }[];
}

export interface Arguments {
  readonly parameters?: readonly Parameter[];
  readonly artifacts?: readonly ArtifactReference[];
}

/** What an argument or the output of a DAG says that an artifact is: its content, or another artifact. */
export interface ArtifactReference {
  readonly name: string;
  readonly raw?: { readonly data: string };
  /** A tag. */
  readonly from?: string;
  readonly fromExpression?: string;
  /** A file or folder in the artifact. */
  readonly subPath?: string;
  readonly optional?: boolean;
  /** What it stands for, once that is known. */
  readonly source?: ArtifactSource;
}

/** An artifact of a template: its content stands in the manifest, is given by the task that calls, or is made by the pod. */
export interface Artifact extends ArtifactReference {
  readonly path?: string;
}

/** Templates that run at certain moments of a task or a workflow, by name; `exit` is the one that runs after it. */
export type Hooks = Readonly<Record<string, Hook>>;

export interface Hook {
  readonly template: string;
  readonly arguments?: Arguments;
  readonly expression?: string;
}

/** A parameter of any of the four places that have them: arguments, inputs, outputs, workflow. */
export interface Parameter {
  readonly name: string;
  readonly value?: string;
  readonly default?: string;
  readonly enum?: readonly string[];
  readonly description?: string;
  readonly valueFrom?: ValueFrom;
}

export interface ValueFrom {
  readonly path?: string;
  readonly parameter?: string;
  readonly expression?: string;
  readonly default?: string;
}

export interface Template {
  /** Of a template that was taken from another document: `<document>/<name>`. */
  readonly name: string;
  readonly inputs?: { readonly parameters?: readonly Parameter[]; readonly artifacts?: readonly Artifact[] };
  readonly outputs?: { readonly parameters?: readonly Parameter[]; readonly artifacts?: readonly Artifact[] };
  readonly parallelism?: number;
  readonly retryStrategy?: RetryStrategy;
  readonly activeDeadlineSeconds?: number | string;
  readonly timeout?: string;
  readonly podSpecPatch?: string;
  readonly dag?: Dag;
  readonly steps?: readonly (readonly Task[])[];
  readonly container?: Container;
  readonly script?: Container & { readonly source: string };
  readonly suspend?: { readonly duration?: string };
  readonly volumes?: readonly Volume[];
  readonly metadata?: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly initContainers?: readonly Container[];
}

export interface Dag {
  readonly tasks: readonly Task[];
  readonly target?: string;
  readonly failFast?: boolean;
}

/** A task of a DAG, or a step. */
export interface Task {
  readonly name: string;
  readonly template: string;
  readonly arguments?: Arguments;
  readonly depends?: string;
  readonly dependencies?: readonly string[];
  readonly when?: string;
  readonly withItems?: readonly unknown[];
  readonly withParam?: string;
  readonly withSequence?: Sequence;
  readonly continueOn?: { readonly error?: boolean; readonly failed?: boolean };
  readonly onExit?: string;
  readonly hooks?: Hooks;
}

export interface Sequence {
  readonly count?: string | number;
  readonly start?: string | number;
  readonly end?: string | number;
  readonly format?: string;
}

export interface RetryStrategy {
  readonly limit?: string | number;
  readonly retryPolicy?: string;
  readonly expression?: string;
  readonly backoff?: {
    readonly duration?: string;
    readonly factor?: string | number;
    readonly maxDuration?: string;
    readonly cap?: string;
  };
}

export interface Container {
  readonly name?: string;
  readonly image?: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly EnvironmentVariable[];
  readonly workingDir?: string;
  readonly volumeMounts?: readonly VolumeMount[];
}

export interface EnvironmentVariable {
  readonly name: string;
  readonly value?: string;
  readonly valueFrom?: {
    readonly secretKeyRef?: { readonly name?: string; readonly key: string; readonly optional?: boolean };
    readonly configMapKeyRef?: { readonly name?: string; readonly key: string; readonly optional?: boolean };
    readonly fieldRef?: { readonly fieldPath: string };
  };
}

/** A volume of a pod; one without a source that is known here is an empty directory. */
export interface Volume {
  readonly name: string;
  readonly secret?: { readonly secretName?: string; readonly optional?: boolean };
  readonly configMap?: { readonly name?: string; readonly optional?: boolean };
  readonly persistentVolumeClaim?: { readonly claimName: string };
}

export interface VolumeMount {
  readonly name: string;
  readonly mountPath: string;
  readonly subPath?: string;
}

/** The kinds of Argo objects that hold a workflow spec. */
export type ManifestKind = 'Workflow' | 'WorkflowTemplate' | 'ClusterWorkflowTemplate' | 'CronWorkflow';

/** A manifest that was checked. */
export interface Manifest {
  readonly kind: ManifestKind;
  readonly name?: string;
  readonly generateName?: string;
  readonly namespace?: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly annotations: Readonly<Record<string, string>>;
  readonly spec: WorkflowSpec;
  /** Data of the ConfigMaps beside it, by their names. */
  readonly configMaps?: ReadonlyMap<string, Readonly<Record<string, string>>>;
}

/** Whether the template runs a pod. */
export function isLeaf(template: Template): boolean {
  return template.container !== undefined || template.script !== undefined;
}
