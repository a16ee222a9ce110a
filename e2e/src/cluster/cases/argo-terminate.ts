import { strict as assert } from 'node:assert';
import type { ClusterCase } from '../case.ts';
import { openLatch } from '../latch.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import { argo, createManifest, endOfWorkflow } from '../workflows.ts';

/** `argo terminate`: the workflow fails at once, and exit tasks do not run. */
export const argoTerminate: ClusterCase = {
  name: 'ends/terminate',
  run: async (bed) => {
    const latch = await openLatch();
    try {
      const pipeline = shellPipeline({
        name: 'terminate',
        tasks: {
          work: { script: `wget -qO- ${latch.url}/work & trap "exit 7" TERM; wait $!; sleep 3600 & wait $!` },
          exit: { script: 'echo exit', after: ['work'], exit: true },
        },
      });
      const name = await createManifest(bed.api, await bed.compile(pipeline));
      await latch.arrived('work');
      await argo(bed, ['terminate', name]);
      const end = await endOfWorkflow(bed.api, name);
      assert.equal(end.phase, 'Failed', end.message);
      assert.equal(end.tasks['work']?.phase, 'Failed');
      assert.notEqual(end.tasks['exit']?.phase, 'Succeeded');
    } finally {
      latch.close();
    }
    return undefined;
  },
};
