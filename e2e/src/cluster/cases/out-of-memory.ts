import { strict as assert } from 'node:assert';
import type { ClusterCase } from '../case.ts';
import { shellPipeline } from '../shell-pipeline.ts';

/** A command that takes more memory than its task may have: the failure says so. */
export const outOfMemory: ClusterCase = {
  name: 'fault/out-of-memory',
  run: async (bed) => {
    const pipeline = shellPipeline({
      name: 'out-of-memory',
      tasks: {
        // One line without an end, which tail keeps in memory.
        greedy: {
          script: 'head -c 600000000 /dev/zero | tail -n 1 > /dev/null',
          container: { resources: { resourceMemoryLimit: '256Mi' } },
        },
      },
    });
    const end = await bed.run(await bed.compile(pipeline));
    assert.equal(end.phase, 'Failed', end.message);
    assert.match(end.tasks['greedy']?.message ?? '', /memory|OOM/i);
    return end.tasks['greedy']?.message;
  },
};
