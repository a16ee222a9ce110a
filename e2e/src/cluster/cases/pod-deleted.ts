import { strict as assert } from 'node:assert';
import { listExecutions } from '@tiphys/metadata';
import type { ClusterCase } from '../case.ts';
import { openLatch } from '../latch.ts';
import { podsPath, untilPod } from '../pods.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import { createManifest, endOfWorkflow, type EndedWorkflow } from '../workflows.ts';
import type { TestBed } from '../test-bed.ts';

/** A pod that somebody deletes fails its task, in words that say so; exit tasks run. With a retry the next attempt succeeds. */
export const podDeleted: ClusterCase = {
  name: 'fault/pod-deleted',
  // Not settled: a script that ends within the grace period lets the pod count as succeeded.
  full: true,
  run: async (bed) => {
    const [once, again] = await Promise.all([deleteRunningPod(bed, 0), deleteRunningPod(bed, 1)]);
    assert.match(once.phase, /^(Failed|Error)$/);
    assert.match(once.tasks['work']?.message ?? '', /delet|signal|terminat|exit code|code 143/i);
    assert.equal(once.tasks['exit']?.phase, 'Succeeded');
    assert.equal(again.phase, 'Succeeded', again.message);
    const records = await listExecutions(bed.store, again.uid);
    assert.equal(records.findLast(({ path }) => path === 'work')?.state, 'SUCCEEDED');
    return once.tasks['work']?.message;
  },
};

async function deleteRunningPod(bed: TestBed, retries: number): Promise<EndedWorkflow> {
  const latch = await openLatch();
  try {
    const pipeline = shellPipeline({
      name: `pod-deleted-${String(retries)}`,
      tasks: {
        work: { script: `wget -qO- ${latch.url}/work`, ...(retries > 0 && { retries }) },
        exit: { script: 'echo exit', after: ['work'], exit: true },
      },
    });
    const workflow = await createManifest(bed.api, await bed.compile(pipeline));
    await latch.arrived('work');
    const pod = await untilPod(bed.api, { workflow, task: 'work' }, 'a start', ({ metadata }) => metadata.name);
    await bed.api.delete(`${podsPath()}/${pod}`);
    latch.release('work');
    return await endOfWorkflow(bed.api, workflow);
  } finally {
    latch.close();
  }
}
