import { strict as assert } from 'node:assert';
import { mustRun, runProcess } from '../../run-process.ts';
import { namespace } from '../addresses.ts';
import type { ClusterCase } from '../case.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import { endOfWorkflow } from '../workflows.ts';

/** The real `kubectl create`, with its own strict validation on this side. */
export const kubectlCreate: ClusterCase = {
  name: 'submit/kubectl-create',
  run: async (bed) => {
    const found = await runProcess('kubectl', ['version', '--client']).catch(() => undefined);
    if (found?.code !== 0) return { word: 'skipped', note: 'there is no kubectl' };
    const manifest = await bed.compile(shellPipeline({ name: 'kubectl', tasks: { say: { script: 'echo hello' } } }));
    const args = ['create', '--namespace', namespace.workflows, '--validate=strict', '--output=name', '--filename=-'];
    const created = await mustRun('kubectl', args, { env: { KUBECONFIG: bed.kubeconfig }, input: manifest });
    const end = await endOfWorkflow(bed.api, created.trim().split('/').at(-1) ?? '');
    assert.equal(end.phase, 'Succeeded', end.message);
    return undefined;
  },
};
