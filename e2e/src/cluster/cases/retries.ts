import { strict as assert } from 'node:assert';
import { listExecutions } from '@tiphys/metadata';
import type { ClusterCase } from '../case.ts';
import { shellPipeline } from '../shell-pipeline.ts';

/** The number of the attempt is the end of the node's name, which Argo writes on the pod. */
const NODE = {
  fieldPathAsEnv: [{ name: 'NODE', fieldPath: "metadata.annotations['workflows.argoproj.io/node-name']" }],
};

/** One task succeeds with its third attempt; another uses all of its attempts up. Each attempt is recorded. */
export const retries: ClusterCase = {
  name: 'ends/retries',
  run: async (bed) => {
    const third = 'case "$NODE" in *"(2)") printf third > "$0";; *) exit 4;; esac';
    const pipeline = shellPipeline({
      name: 'retries',
      tasks: {
        third: { script: third, outputs: ['out'], retries: 3, kubernetes: NODE },
        reads: { script: '[ "$0" = third ]', parameters: { value: { task: 'third', output: 'out' } } },
        never: { script: 'exit 5', retries: 1 },
      },
    });
    const end = await bed.run(await bed.compile(pipeline));
    const phases = Object.fromEntries(Object.entries(end.tasks).map(([task, { phase }]) => [task, phase]));
    assert.deepEqual(phases, { third: 'Succeeded', reads: 'Succeeded', never: 'Failed' });
    assert.equal(end.phase, 'Failed');
    const records = await listExecutions(bed.store, end.uid);
    const attempts = (task: string): unknown =>
      records.filter(({ path }) => path === task).map(({ attempt, exitCode }) => [attempt, exitCode]);
    assert.deepEqual(attempts('third'), [
      [0, 4],
      [1, 4],
      [2, 0],
    ]);
    assert.deepEqual(attempts('never'), [
      [0, 5],
      [1, 5],
    ]);
    return undefined;
  },
};
