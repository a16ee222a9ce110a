import {
  irTaskKey,
  isIterationNode,
  nodePath,
  parentPath,
  pipelineAnnotation,
  probedTaskNames,
  taskPath,
} from '@tiphys/contract';
import type { Manifest } from '../manifest/manifest.ts';
import { isLauncherTemplate } from '../pod/is-launcher-template.ts';

/** How the nodes of a run are called in its result, its logs and what it tells. */
export interface TaskPaths {
  /** The path of the task that a node is, or is an attempt at; empty for the workflow itself. */
  of(node: string): string;
  /** Whether the node is of a task that the compiler has added, and nobody is told of. */
  isAdded(node: string): boolean;
  /** The iteration of a loop that the node is together with the only task in it. */
  iterationAround(node: string): string | undefined;
  /** Of a task that looks into the cache first: whether the node is what looks, or what runs after it. */
  probed(node: string): keyof typeof probedTaskNames | undefined;
}

/**
 * The paths of a run. The compiler has names for tasks that it adds, and changes some that Argo cannot have; in a manifest that
 * somebody wrote these are names like any other.
 */
export function taskPaths(manifest: Manifest, run: string): TaskPaths {
  if (!isCompiled(manifest)) {
    const none = (): undefined => undefined;
    return { of: (node) => nodePath(run, node), isAdded: () => false, iterationAround: none, probed: none };
  }
  const of = (node: string): string => taskPath(run, node);
  return {
    of,
    isAdded,
    iterationAround: (node) => (isIterationNode(node) ? parentPath(of(node)) : undefined),
    probed,
  };
}

/** A pod with the launcher records itself under the path that the compiler's names give, whoever wrote what is around it. */
function isCompiled({ annotations, spec }: Manifest): boolean {
  return Object.hasOwn(annotations, pipelineAnnotation) || spec.templates.some(isLauncherTemplate);
}

function isAdded(node: string): boolean {
  const [, name = '', suffix = ''] = /([^.()]*)(\([^)]*\))?$/.exec(node) ?? [];
  const isIteration = suffix.includes(':');
  return !isIteration && irTaskKey(name) === undefined;
}

function probed(node: string): ReturnType<TaskPaths['probed']> {
  if (node.endsWith(`.${probedTaskNames.probe}`)) return 'probe';
  return node.endsWith(`.${probedTaskNames.run}`) ? 'run' : undefined;
}
