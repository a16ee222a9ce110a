import { strict as assert } from 'node:assert';
import type { ClusterCase } from '../case.ts';
import { shellPipeline } from '../shell-pipeline.ts';

/** What one task leaves in the workspace of a run, the next one finds there; another run has a workspace of its own. */
export const workspace: ClusterCase = {
  name: 'pod/workspace',
  run: async (bed) => {
    const manifest = await bed.compile(
      shellPipeline({
        name: 'workspace',
        pipelineConfig: { workspace: { size: '1Mi' } },
        tasks: {
          leaves: { script: '[ -z "$(ls /kfp-workspace)" ] && echo here > /kfp-workspace/mark' },
          finds: { script: '[ "$(cat {{$.workspace_path}}/mark)" = here ]', after: ['leaves'] },
        },
      }),
    );
    for (const end of await Promise.all([bed.run(manifest), bed.run(manifest)])) {
      assert.equal(end.phase, 'Succeeded', end.message);
    }
    return undefined;
  },
};
