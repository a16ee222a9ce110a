import { strict as assert } from 'node:assert';
import { listExecutions } from '@tiphys/metadata';
import type { ClusterCase } from '../case.ts';
import { openLatch } from '../latch.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import { createManifest, endOfWorkflow } from '../workflows.ts';

/** The kubelet is killed while a task runs and ends, and starts again: the task is not run twice, and the run goes on. */
export const kubeletRestarted: ClusterCase = {
  name: 'fault/kubelet-restarted',
  alone: true,
  run: async (bed) => {
    const latch = await openLatch();
    try {
      const pipeline = shellPipeline({
        name: 'kubelet-restarted',
        tasks: {
          work: { script: `wget -qO- ${latch.url}/work; printf done > "$0"`, outputs: ['out'] },
          next: { script: '[ "$0" = done ]', parameters: { text: { task: 'work', output: 'out' } } },
        },
      });
      const workflow = await createManifest(bed.api, await bed.compile(pipeline));
      await latch.arrived('work');
      await bed.parts.kubelet.stop(0);
      latch.release('work');
      bed.parts.kubelet.start();
      const end = await endOfWorkflow(bed.api, workflow);
      assert.equal(end.phase, 'Succeeded', end.message);
      const records = await listExecutions(bed.store, end.uid);
      assert.deepEqual(
        records.map(({ path, state }) => [path, state]),
        [
          ['work', 'SUCCEEDED'],
          ['next', 'SUCCEEDED'],
        ],
      );
    } finally {
      latch.close();
    }
    return undefined;
  },
};
