import { strict as assert } from 'node:assert';
import { nodeName } from '../addresses.ts';
import type { ClusterCase } from '../case.ts';
import { openLatch } from '../latch.ts';
import { untilNone, untilObject } from '../observe.ts';
import { podsPath, untilPod, type Pod } from '../pods.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import type { TestBed } from '../test-bed.ts';
import { createManifest, endOfWorkflow } from '../workflows.ts';

interface Node {
  readonly status: { readonly allocatable: { readonly pods: string } };
}

/** The node takes no more pods: a task waits, as the pod's condition says, and runs when there is room again. */
export const nodeFull: ClusterCase = {
  name: 'fault/node-out-of-pods',
  alone: true,
  run: async (bed) => {
    const latch = await openLatch();
    try {
      const pipeline = shellPipeline({
        name: 'node-full',
        tasks: { a: { script: `wget -qO- ${latch.url}/run` }, b: { script: `wget -qO- ${latch.url}/run` } },
      });
      // Pods of others that are still ending would take the place.
      await untilNone(bed.api, { path: podsPath() }, 'the end of all pods', 180, isLiving);
      await setPods(bed, 1);
      const workflow = await createManifest(bed.api, await bed.compile(pipeline));
      await latch.arrived('run');
      const pods = { path: podsPath(), labels: `workflows.argoproj.io/workflow=${workflow}` };
      const why = await untilObject(
        bed.api,
        pods,
        'a pod without a node',
        120,
        (pod: Waiting) =>
          pod.status.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False')?.message,
      );
      assert.match(why, /Too many pods/);
      await setPods(bed, undefined);
      latch.release('run');
      const end = await endOfWorkflow(bed.api, workflow);
      assert.equal(end.phase, 'Succeeded', end.message);
      await untilPod(bed.api, { workflow, task: 'b' }, 'the end', () => true);
      return why;
    } finally {
      latch.close();
      await setPods(bed, undefined);
    }
  },
};

function isLiving({ status }: Pod): boolean {
  return status.phase !== 'Succeeded' && status.phase !== 'Failed';
}

interface Waiting {
  readonly status: {
    readonly conditions?: readonly { readonly type: string; readonly status: string; readonly message?: string }[];
  };
}

/** Restarts the kubelet with another number of pods, and waits until the scheduler can see it. */
async function setPods(bed: TestBed, most: number | undefined): Promise<void> {
  await bed.parts.kubelet.restartWithPods(most);
  const node = { path: '/api/v1/nodes', name: nodeName };
  await untilObject(bed.api, node, 'the number of pods', 120, ({ status }: Node) =>
    (status.allocatable.pods === '1') === (most === 1) ? true : undefined,
  );
}
