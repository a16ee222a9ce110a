import { strict as assert } from 'node:assert';
import { listExecutions } from '@tiphys/metadata';
import type { ClusterCase } from '../case.ts';
import { shellPipeline } from '../shell-pipeline.ts';

/** A probe that has a hit keeps the pod of its task from being made at all, and its outputs reach those that read them. */
export const cacheProbe: ClusterCase = {
  name: 'cache/probe',
  run: async (bed) => {
    const pipeline = shellPipeline({
      name: 'cache-probe',
      // The time makes the first of the two runs a miss, whatever ran before.
      inputs: { salt: String(Date.now()) },
      tasks: {
        train: {
          script: 'printf "%s" "$2" > "$0"; echo weights > "$1"',
          outputs: ['out'],
          artifacts: ['model'],
          parameters: { salt: { input: 'salt' } },
          cache: true,
        },
        reads: {
          script: 'grep -q weights "$1" && [ -n "$0" ]',
          parameters: { value: { task: 'train', output: 'out' } },
          inputs: { model: { task: 'train', output: 'model' } },
        },
      },
    });
    const manifest = await bed.compile(pipeline, '--cache-probe', 'always');
    const states = async (): Promise<unknown> => {
      const end = await bed.run(manifest);
      assert.equal(end.phase, 'Succeeded', end.message);
      const records = await listExecutions(bed.store, end.uid);
      return records.map(({ path, node, state }) => [path, node.split('.').at(-1)?.replace('(0)', ''), state]);
    };
    const reads = ['reads', 'reads', 'SUCCEEDED'];
    assert.deepEqual(await states(), [['train', 'cache--run', 'SUCCEEDED'], reads]);
    assert.deepEqual(await states(), [['train', 'cache--probe', 'CACHED'], reads]);
    return undefined;
  },
};
