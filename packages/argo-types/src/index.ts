import type { components } from './generated/argo.ts';
import type { components as pods } from './generated/pods.ts';

export { argoReleases } from './argo-releases.ts';
export type { ArgoRelease } from './argo-releases.ts';
export { checkShape } from './check-shape.ts';
export type { ShapeFault } from './check-shape.ts';
export { podShapes } from './generated/pod-shapes.ts';
export type { Definitions, Form, Shape } from './shape.ts';
export { strategicMerge } from './strategic-merge.ts';

/**
 * Argo Workflows' objects as types, from the OpenAPI of Argo 4.0.5: the newest supported version's typings, since later
 * versions add fields and hardly ever remove one. That a field is typed does not mean that every supported version knows it;
 * what may be emitted for which version is decided by the backend.
 *
 * All properties are readonly. Where Kubernetes takes a number or a string (`IntOrString`), so do the types.
 */
type Schemas = components['schemas'];

/** What stands behind a prefix in the names of definitions, so that a misspelt name is an error and not `never`. */
type NameAfter<Prefix extends string, Key = keyof Schemas> = Key extends `${Prefix}${infer Name}` ? Name : never;

type Named<Prefix extends string, Name extends string> = Schemas[`${Prefix}${Name}` & keyof Schemas];

type Argo<Name extends NameAfter<'io.argoproj.workflow.v1alpha1.'>> = Named<'io.argoproj.workflow.v1alpha1.', Name>;
type Core<Name extends NameAfter<'io.k8s.api.core.v1.'>> = Named<'io.k8s.api.core.v1.', Name>;
type Meta<Name extends NameAfter<'io.k8s.apimachinery.pkg.apis.meta.v1.'>> = Named<
  'io.k8s.apimachinery.pkg.apis.meta.v1.',
  Name
>;

/** One run of a workflow, or the manifest that starts one. */
export type Workflow = Argo<'Workflow'>;
/** What a workflow does: templates, arguments, and settings for all of its pods. */
export type WorkflowSpec = Argo<'WorkflowSpec'>;
/** What the controller reports about a workflow. */
export type WorkflowStatus = Argo<'WorkflowStatus'>;
/** A node of a running or finished workflow, as it stands in `status.nodes`. */
export type NodeStatus = Argo<'NodeStatus'>;
/** A workflow kept in a namespace, to be submitted by name. */
export type WorkflowTemplate = Argo<'WorkflowTemplate'>;
/** A workflow kept for all namespaces. */
export type ClusterWorkflowTemplate = Argo<'ClusterWorkflowTemplate'>;
/** A workflow started by a schedule. */
export type CronWorkflow = Argo<'CronWorkflow'>;
/** Schedules, time zone and concurrency of a CronWorkflow. */
export type CronWorkflowSpec = Argo<'CronWorkflowSpec'>;

/** A named unit of a workflow: a container, a DAG, and others. */
export type Template = Argo<'Template'>;
/** Tasks that depend on each other. */
export type DAGTemplate = Argo<'DAGTemplate'>;
/** One task of a DAG. */
export type DAGTask = Argo<'DAGTask'>;
/** Values given to a template or to a whole workflow. */
export type Arguments = Argo<'Arguments'>;
/** Values that a template takes. */
export type Inputs = Argo<'Inputs'>;
/** Values that a template gives. */
export type Outputs = Argo<'Outputs'>;
/** A named text value. */
export type Parameter = Argo<'Parameter'>;
/** Where a parameter's value comes from. */
export type ValueFrom = Argo<'ValueFrom'>;
/** A counted loop. */
export type Sequence = Argo<'Sequence'>;
/** How often and when a failed template runs again. */
export type RetryStrategy = Argo<'RetryStrategy'>;
/** Waiting time between two attempts. */
export type Backoff = Argo<'Backoff'>;
/** A container that runs before or beside the main one. */
export type UserContainer = Argo<'UserContainer'>;
/** Labels and annotations of a template's pods. */
export type TemplateMetadata = Argo<'Metadata'>;
/** What keeps workflows from running at the same time. */
export type Synchronization = Argo<'Synchronization'>;
/** What is called when a workflow or a task reaches a state. */
export type LifecycleHook = Argo<'LifecycleHook'>;

/** The main container of a pod. */
export type Container = Core<'Container'>;
/** An environment variable of a container. */
export type EnvVar = Core<'EnvVar'>;
/** Where an environment variable's value comes from. */
export type EnvVarSource = Core<'EnvVarSource'>;
/** Requests and limits of a container. */
export type ResourceRequirements = Core<'ResourceRequirements'>;
/** A volume of a pod. */
export type Volume = Core<'Volume'>;
/** Where a container sees a volume. */
export type VolumeMount = Core<'VolumeMount'>;
/** A taint that a pod puts up with. */
export type Toleration = Core<'Toleration'>;
/** Rules about the nodes and pods that a pod wants near. */
export type Affinity = Core<'Affinity'>;
/** User, group and capabilities of a container. */
export type SecurityContext = Core<'SecurityContext'>;
/** User, group and capabilities of a whole pod. */
export type PodSecurityContext = Core<'PodSecurityContext'>;

/** Name, namespace, labels and annotations of an object. */
export type ObjectMeta = Meta<'ObjectMeta'>;

/**
 * What a pod may say, from the OpenAPI of Kubernetes 1.34, without what Argo does not pass on. `podShapes` has the same as data.
 */
export type PodSpec = pods['schemas']['PodSpec'];
/** A container of such a pod. */
export type PodContainer = pods['schemas']['Container'];
