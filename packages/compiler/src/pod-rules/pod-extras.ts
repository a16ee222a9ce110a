import type { PodContainer, PodSpec } from '@tiphys/argo-types';

/**
 * What the pod of a task gets beyond what the pipeline says in KFP's words, in those of Kubernetes. Where the pipeline says the
 * same, the pipeline wins.
 */
export interface PodExtras {
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  /** Fields of the pod itself: placement, identity, volumes, anything but its containers. */
  readonly pod?: Omit<PodSpec, keyof typeof ownPodFields>;
  /** Fields of the container that runs the task, but for its program. */
  readonly container?: Omit<PodContainer, keyof typeof ownContainerFields>;
  /** Containers that run beside the task, and are stopped when it ends. */
  readonly sidecars?: readonly PodSidecar[];
}

/** A container beside the task. Without a command it runs what the configuration's `entrypoints` say of its image. */
export type PodSidecar = Omit<PodContainer, 'image' | 'restartPolicy'> & {
  readonly image: string;
  /** Whether it sees all volumes of the task's own container, at the same paths. */
  readonly mirrorVolumeMounts?: boolean;
};

/** Fields of a pod that are not for its user to set, and where they are. */
export const ownPodFields = {
  containers: 'The container of the task is "container" beside "pod", others are "sidecars".',
  initContainers: 'A pipeline has them in the platform kubernetes.',
  restartPolicy: 'Argo makes a new pod for each attempt: give the task retries.',
  serviceAccount: 'It is called serviceAccountName.',
} as const;

const byComponent = 'The component of the task says it.';
const forLauncher = 'The launcher needs it.';

/** Fields of the task's container that its component or the launcher decides. */
export const ownContainerFields = {
  args: byComponent,
  command: byComponent,
  image: byComponent,
  name: 'Argo calls it "main".',
  restartPolicy: ownPodFields.restartPolicy,
  terminationMessagePath: forLauncher,
  terminationMessagePolicy: forLauncher,
} as const;

/** Which tasks: those that meet all that is said. In texts `*` stands for any characters, `?` for one. */
export interface TaskMatch {
  /** Its name in the pipeline file, in nested pipelines too. */
  readonly task?: string;
  /** Its component's name, with or without the `comp-` that the SDK puts before it. */
  readonly component?: string;
  /** Labels that the pipeline gives to its pod; the values may have `*` and `?` too. */
  readonly labels?: Readonly<Record<string, string>>;
}

/** Extras for some tasks. */
export interface PodRule extends PodExtras {
  readonly match: TaskMatch;
}

/** Extras for the tasks of all pipelines; of two that say the same the later one wins. */
export interface PodRules {
  /** For every task, before all others. */
  readonly defaults?: PodExtras;
  readonly tasks?: readonly PodRule[];
}
