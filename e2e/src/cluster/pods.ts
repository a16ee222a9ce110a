import { taskPath } from '@tiphys/contract';
import { namespace } from './addresses.ts';
import type { Api } from './api.ts';
import { untilObject } from './observe.ts';

/** A pod, as far as the suites look at it. */
export interface Pod {
  readonly metadata: {
    readonly name: string;
    readonly uid: string;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly phase?: string;
    readonly containerStatuses?: readonly {
      readonly name: string;
      readonly state?: { readonly running?: object; readonly terminated?: { readonly exitCode: number } };
    }[];
  };
}

/** The pod of a task, by the path of IR task keys. */
export interface TaskOfWorkflow {
  readonly workflow: string;
  readonly task: string;
  readonly space?: string;
}

/** Path of a namespace's pods. */
export function podsPath(space: string = namespace.workflows): string {
  return `/api/v1/namespaces/${space}/pods`;
}

/** Waits until a pod of a task satisfies a condition. */
export function untilPod<T>(
  api: Api,
  { workflow, task, space }: TaskOfWorkflow,
  what: string,
  ready: (pod: Pod) => T | undefined,
  seconds = 180,
): Promise<T> {
  const objects = { path: podsPath(space), labels: `workflows.argoproj.io/workflow=${workflow}` };
  return untilObject(api, objects, `${what} of the pod of ${task}`, seconds, (pod: Pod, type) => {
    const node = pod.metadata.annotations?.['workflows.argoproj.io/node-name'] ?? '';
    return type !== 'DELETED' && taskPath(workflow, node) === task ? ready(pod) : undefined;
  });
}

/**
 * Waits until the command of a task has printed a text, and gives what it printed so far. Follows the log, so that nothing has to
 * be asked twice.
 */
export async function untilLogged(api: Api, task: TaskOfWorkflow, text: string, seconds = 180): Promise<string> {
  const name = await untilPod(api, task, 'the start', startedPod, seconds);
  const stop = new AbortController();
  let log = '';
  const over = AbortSignal.any([AbortSignal.timeout(seconds * 1000), stop.signal]);
  await api.stream(
    `${podsPath(task.space)}/${name}/log?container=main&follow=true`,
    (chunk) => {
      log += chunk;
      if (log.includes(text)) stop.abort();
    },
    over,
  );
  if (!log.includes(text)) throw new Error(`${task.task} never printed ${JSON.stringify(text)}: ${log.slice(-2000)}`);
  return log;
}

/** The name of a pod whose command has been started. */
function startedPod({ metadata, status }: Pod): string | undefined {
  const main = status.containerStatuses?.find(({ name }) => name === 'main')?.state;
  return main?.running !== undefined || main?.terminated !== undefined ? metadata.name : undefined;
}
