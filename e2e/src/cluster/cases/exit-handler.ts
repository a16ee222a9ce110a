import { strict as assert } from 'node:assert';
import type { ClusterCase } from '../case.ts';
import { shellPipeline } from '../shell-pipeline.ts';

/** An exit task runs after a failure, and the failure stays the run's end; what depends on the failed task is left out. */
export const exitHandler: ClusterCase = {
  name: 'ends/exit-handler',
  run: async (bed) => {
    const pipeline = shellPipeline({
      name: 'exit-handler',
      tasks: {
        fails: { script: 'echo broken >&2; exit 3' },
        next: { script: 'echo next', after: ['fails'] },
        exit: { script: 'echo exit', after: ['fails', 'next'], exit: true },
      },
    });
    const end = await bed.run(await bed.compile(pipeline));
    const phases = Object.fromEntries(Object.entries(end.tasks).map(([task, { phase }]) => [task, phase]));
    assert.deepEqual(phases, { fails: 'Failed', next: 'Omitted', exit: 'Succeeded' });
    assert.equal(end.phase, 'Failed', end.message);
    assert.match(end.tasks['fails']?.message ?? '', /broken|code 3/);
    return undefined;
  },
};
