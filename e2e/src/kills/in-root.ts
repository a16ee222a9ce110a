import { join } from 'node:path';
import { mapBounded, openStore } from '@tiphys/storage';
import { withDirectory } from '../../../packages/runtime/src/testing/task-fixture.ts';
import type { Scene } from './announced.ts';
import type { PodPlan, RanPod, Surroundings } from './run-pod.ts';
import { runPod } from './run-pod.ts';

/** Runs a pod in a directory of its own. */
type RunOne = (plan: Omit<PodPlan, 'root' | 'directory'>) => Promise<RanPod & { readonly directory: string }>;

/** Gives a round a pipeline root and pods, and removes all of it afterwards. */
export async function inRoot<T>(
  around: Surroundings,
  name: string,
  body: (scene: Scene, pod: RunOne) => Promise<T>,
): Promise<T> {
  const { host, pathname, username: accessKey, password: secretKey } = new URL(around.address);
  const root = `minio:/${pathname}/rounds/${name}`;
  const store = openStore({ root, endpoint: host }, { accessKey, secretKey });
  const result: T[] = [];
  await withDirectory(async (base) => {
    let pods = 0;
    const pod: RunOne = async (plan) => {
      const directory = join(base, `pod-${++pods}`);
      return { ...(await runPod(around, { ...plan, root, directory })), directory };
    };
    result.push(await body({ store, task: around.task, scratch: join(base, 'read'), read: new Map() }, pod));
    const uris: string[] = [];
    for await (const { uri } of store.list(`${root}/`)) uris.push(uri);
    await mapBounded(uris, 16, async (uri) => store.delete(uri));
  });
  return result[0] as T;
}
