import { environmentName } from '@tiphys/contract';
import { contractEnvironment } from '../../../packages/runtime/src/testing/task-fixture.ts';
import type { KillPoint, Phase } from './moments.ts';
import { countMoments } from './moments.ts';
import { startPod } from './pod.ts';
import { openStoreView } from './store-view.ts';
import type { KilledTask } from './task.ts';

/** What all pods of this check have in common. */
export interface Surroundings {
  readonly task: KilledTask;
  /** The bundled launcher. */
  readonly launcher: string;
  /** `http://key:secret@host:port/bucket` of MinIO. */
  readonly address: string;
}

/** One pod. */
export interface PodPlan {
  readonly root: string;
  /** Its own. */
  readonly directory: string;
  readonly run: string;
  readonly attempt: number;
  readonly kill?: { readonly point: KillPoint; readonly onlyLauncher: boolean };
}

/** What became of it. */
export interface RanPod {
  readonly wasKilled: boolean;
  readonly code: number | undefined;
  readonly stderr: string;
  readonly counts: ReadonlyMap<Phase, number>;
  readonly milliseconds: number;
}

/** Runs the task in a pod, to its end or to where it is killed. */
export async function runPod({ task, launcher, address }: Surroundings, plan: PodPlan): Promise<RanPod> {
  const { root, directory, run, attempt, kill } = plan;
  const { host, username, password } = new URL(address);
  const began = performance.now();
  let wasKilled = false;
  const end = (): void => {
    wasKilled = true;
    pod.kill();
  };
  const moments = countMoments(kill?.point, end);
  const view = await openStoreView(host, moments);
  const context = { uid: `uid-${run}`, name: run, node: `${run}.main.task(${attempt})`, pod: `${run}-pod-${attempt}` };
  const pod = startPod({
    launcher,
    directory,
    onlyLauncher: kill?.onlyLauncher ?? false,
    onLine: () => moments.pass('command'),
    env: {
      ...contractEnvironment(task.spec, task.input, { ...context, attempt: String(attempt) }),
      [environmentName.store]: JSON.stringify({ root, endpoint: view.endpoint }),
      [environmentName.accessKey]: username,
      [environmentName.secretKey]: password,
    },
  });
  const timer = kill?.point.phase === 'any time' ? setTimeout(end, kill.point.milliseconds) : undefined;
  try {
    const { code, stderr } = await pod.ended;
    return { wasKilled, code, stderr, counts: moments.counts, milliseconds: performance.now() - began };
  } finally {
    clearTimeout(timer);
    view.close();
  }
}
