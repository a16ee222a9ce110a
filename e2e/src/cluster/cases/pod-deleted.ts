import { strict as assert } from 'node:assert';
import { listExecutions } from '@tiphys/metadata';
import type { ClusterCase } from '../case.ts';
import { openLatch } from '../latch.ts';
import { untilObject } from '../observe.ts';
import { podsPath, untilPod } from '../pods.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import { createManifest, endOfWorkflow, type EndedWorkflow } from '../workflows.ts';
import type { TestBed } from '../test-bed.ts';

/**
 * A pod that somebody deletes while its command runs fails its task, in words that say so; exit tasks run. With a retry the next
 * attempt succeeds. One that is gone before the controller has seen its end Argo either makes again as if it had never been, or calls deleted.
 */
export const podDeleted: ClusterCase = {
  name: 'fault/pod-deleted',
  run: async (bed) => {
    const [once, retried, forced] = await Promise.all([
      deleteRunningPod(bed, { grace: 30, retries: 0 }),
      deleteRunningPod(bed, { grace: 30, retries: 1 }),
      deleteRunningPod(bed, { grace: 0, retries: 0 }),
    ]);
    await assertSucceeded(bed, retried);
    // A controller that is late sees a pod with a grace period as it sees one without: gone, and nothing of its end.
    for (const end of [once, forced]) {
      if (end.phase === 'Succeeded') await assertSucceeded(bed, end);
      else assert.match(end.tasks['work']?.message ?? '', /delet|signal|terminat|code 143/i);
    }
    for (const { tasks } of [once, retried, forced]) assert.equal(tasks['exit']?.phase, 'Succeeded');
    return once.tasks['work']?.message;
  },
};

async function assertSucceeded(bed: TestBed, end: EndedWorkflow): Promise<void> {
  assert.equal(end.phase, 'Succeeded', end.message);
  const records = await listExecutions(bed.store, end.uid);
  assert.equal(records.findLast(({ path }) => path === 'work')?.state, 'SUCCEEDED');
}

interface Deletion {
  /** Seconds that its containers have to end by themselves. */
  readonly grace: number;
  readonly retries: number;
}

async function deleteRunningPod(bed: TestBed, { grace, retries }: Deletion): Promise<EndedWorkflow> {
  const latch = await openLatch();
  try {
    const pipeline = shellPipeline({
      name: `pod-deleted-${String(grace)}-${String(retries)}`,
      tasks: {
        work: { script: `wget -qO- ${latch.url}/work`, ...(retries > 0 && { retries }) },
        exit: { script: 'echo exit', after: ['work'], exit: true },
      },
    });
    const workflow = await createManifest(bed.api, await bed.compile(pipeline));
    await latch.arrived('work');
    const pod = await untilPod(bed.api, { workflow, task: 'work' }, 'a start', ({ metadata }) => metadata.name);
    await deletePod(bed, pod, grace);
    // Not before: a command that ends well within the grace period is a success.
    latch.release('work');
    return await endOfWorkflow(bed.api, workflow);
  } finally {
    latch.close();
  }
}

/** Ends when the pod is gone, which it is when the controller has taken note. */
async function deletePod(bed: TestBed, name: string, grace: number): Promise<void> {
  let deletion: Promise<unknown> | undefined;
  await untilObject(bed.api, { path: podsPath(), name }, 'its end', 180, (_, type) => {
    if (type === 'DELETED') return true;
    // Once it is watched, so that its end is seen.
    deletion ??= bed.api.delete(`${podsPath()}/${name}?gracePeriodSeconds=${String(grace)}`);
    deletion.catch(() => undefined);
    return undefined;
  });
  await deletion;
}
