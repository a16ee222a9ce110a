import type { DocumentPath } from '@tiphys/diagnostics';
import type { BuildContext } from '../build/build-context.ts';
import { findEntrypoint } from '../entrypoint.ts';
import type { Task } from '../plan.ts';
import { checkExtras } from './check-extras.ts';
import { matchesTask } from './matches-task.ts';
import { mergeExtras } from './merge-extras.ts';
import type { PodExtras } from './pod-extras.ts';
import { probeExtras } from './probe-extras.ts';

/**
 * Gives a task what the configuration's rules and the platform `tiphys` say of its pod: the defaults first, then the rules in
 * their order, then the pipeline's own; of two that say the same the later one wins. `path` is the task's place in the IR.
 */
export function addPodExtras(context: BuildContext, task: Task, path: DocumentPath): Task {
  if (task.target.kind !== 'executor') return task;
  const name = task.target.executor;
  const component = context.component(name);
  const label = component.executorLabel ?? '';
  const own = ownExtras(context, label);
  const kubernetes = context.pipeline.platform?.platforms.kubernetes?.deploymentSpec?.executors[label];
  const labels = { ...own?.labels, ...kubernetes?.podMetadata?.labels };
  const { defaults, tasks = [] } = context.options.pods ?? {};
  const matching = tasks
    .filter(({ match }) => matchesTask(match, { name: task.name, component: name, labels }))
    .map(({ match: _match, ...extras }): PodExtras => extras);
  const all = [defaults, ...matching, own].filter((extras) => extras !== undefined);
  if (all.length === 0) return task;
  // A plan is plain data; a configuration may have members that are undefined.
  const plain = JSON.parse(JSON.stringify(all.reduce(mergeExtras, {}))) as PodExtras;
  const extras = withCommands(context, plain);
  checkExtras(context, task, extras, component, path);
  if (Object.keys(extras).length === 0) return task;
  const probe =
    task.cache === undefined ? {} : probeExtras(JSON.parse(JSON.stringify(defaults ?? {})) as PodExtras, extras);
  return { ...task, extras, ...(Object.keys(probe).length > 0 && { probeExtras: probe }) };
}

/** What the pipeline itself says of the pod; the runtime of its program is nothing of the pod. */
function ownExtras(context: BuildContext, label: string): PodExtras | undefined {
  if (!Object.hasOwn(context.tiphys, label)) return undefined;
  const { runtime: _, ...extras } = context.tiphys[label] ?? {};
  return Object.keys(extras).length === 0 ? undefined : extras;
}

/** Argo starts sidecars through a program of its own, which has to be told what to run. */
function withCommands(context: BuildContext, extras: PodExtras): PodExtras {
  if (extras.sidecars === undefined) return extras;
  const sidecars = extras.sidecars.map((sidecar) => {
    if (sidecar.command !== undefined && sidecar.command.length > 0) return sidecar;
    const entrypoint = findEntrypoint(context.options.entrypoints ?? {}, sidecar.image);
    if (entrypoint === undefined) return sidecar;
    const args = sidecar.args ?? entrypoint.args;
    return { ...sidecar, command: entrypoint.command, ...(args !== undefined && { args }) };
  });
  return { ...extras, sidecars };
}
