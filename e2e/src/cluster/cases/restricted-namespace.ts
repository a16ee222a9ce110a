import { strict as assert } from 'node:assert';
import path from 'node:path';
import { REPOSITORY } from '../../find-pipelines.ts';
import { prepareNamespace } from '../argo.ts';
import type { ClusterCase } from '../case.ts';
import { compareRuns } from '../compare-runs.ts';
import { listExecutions } from '@tiphys/metadata';

/** A namespace that enforces the restricted standard, whose service account may only write task results: runs what any other runs. */
export const restrictedNamespace: ClusterCase = {
  name: 'security/restricted-namespace',
  run: async (bed) => {
    const space = 'restricted';
    await prepareNamespace(bed.api, space, {
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'latest',
    });
    const file = path.join(REPOSITORY, 'examples/training/pipeline.yaml');
    const [real, local] = await Promise.all([bed.run(await bed.compile(file), space), bed.runLocally(file)]);
    assert.equal(real.phase, 'Succeeded', real.message);
    assert.deepEqual(compareRuns(local, real, await listExecutions(bed.store, real.uid)), []);
    return undefined;
  },
};
