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
 * attempt succeeds. The same for a pod that is gone at once, without a grace period.
 */
export const podDeleted: ClusterCase = {
  name: 'fault/pod-deleted',
  run: async (bed) => {
    const ends = await Promise.all(
      [30, 0].flatMap((grace) => [deleteRunningPod(bed, grace, 0), deleteRunningPod(bed, grace, 1)]),
    );
    const messages: string[] = [];
    for (const [index, end] of ends.entries()) {
      const retried = index % 2 === 1;
      const records = await listExecutions(bed.store, end.uid);
      assert.equal(end.tasks['exit']?.phase, 'Succeeded');
      if (retried) {
        assert.equal(end.phase, 'Succeeded', end.message);
        assert.equal(records.findLast(({ path }) => path === 'work')?.state, 'SUCCEEDED');
      } else {
        assert.match(end.phase, /^(Failed|Error)$/);
        const message = end.tasks['work']?.message ?? '';
        assert.match(message, /delet|signal|terminat|exit code|code 143/i);
        messages.push(message);
      }
    }
    return messages.join(' | ');
  },
};

async function deleteRunningPod(bed: TestBed, grace: number, retries: number): Promise<EndedWorkflow> {
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
