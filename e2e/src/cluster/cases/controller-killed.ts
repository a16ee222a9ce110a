import { strict as assert } from 'node:assert';
import type { ClusterCase } from '../case.ts';
import { openLatch } from '../latch.ts';
import { untilPod } from '../pods.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import { createManifest, endOfWorkflow, nodesOf, untilWorkflow } from '../workflows.ts';

/** The controller is killed while a task runs, and starts when the task has ended: the run goes on, and no task runs twice. */
export const controllerKilled: ClusterCase = {
  name: 'fault/controller-killed',
  alone: true,
  run: async (bed) => {
    const latch = await openLatch();
    try {
      const pipeline = shellPipeline({
        name: 'controller-killed',
        tasks: {
          first: { script: 'printf 1 > "$0"', outputs: ['out'] },
          second: {
            script: `wget -qO- ${latch.url}/second; printf "$1"2 > "$0"`,
            outputs: ['out'],
            parameters: { text: { task: 'first', output: 'out' } },
          },
          third: { script: '[ "$0" = 12 ]', parameters: { text: { task: 'second', output: 'out' } } },
        },
      });
      const workflow = await createManifest(bed.api, await bed.compile(pipeline));
      await latch.arrived('second');
      await bed.parts.controller.stop(0);
      latch.release('second');
      await untilPod(bed.api, { workflow, task: 'second' }, 'the end', ({ status }) =>
        status.phase === 'Succeeded' ? true : undefined,
      );
      bed.parts.controller.start();
      const end = await endOfWorkflow(bed.api, workflow);
      assert.equal(end.phase, 'Succeeded', end.message);
      const pods = await untilWorkflow(bed.api, workflow, 'its nodes', 10, (seen) =>
        nodesOf(seen).filter(({ type }) => type === 'Pod'),
      );
      assert.equal(pods.length, 3);
    } finally {
      latch.close();
    }
    return undefined;
  },
};
