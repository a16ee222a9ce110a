import { strict as assert } from 'node:assert';
import { decodeWire } from '@tiphys/contract';
import { releaseOf } from '../../build-argo.ts';
import type { ClusterCase } from '../case.ts';
import { untilObject } from '../observe.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import { argoPath, createManifest, endOfWorkflow, type Workflow } from '../workflows.ts';

/** A CronWorkflow for each minute: the controller makes a workflow of it, which runs as any other. */
export const cronFires: ClusterCase = {
  name: 'submit/cron',
  run: async (bed) => {
    const pipeline = shellPipeline({
      name: 'cron-fires',
      inputs: { text: 'on time' },
      tasks: { say: { script: 'printf %s "$1" > "$0"', outputs: ['out'], parameters: { text: { input: 'text' } } } },
      outputs: { said: { task: 'say', output: 'out' } },
    });
    const options = ['--kind', 'cron-workflow', '--schedule', '* * * * *', '--concurrency-policy', 'Forbid'];
    // Each version has its own field for the schedule.
    const version = releaseOf(bed.argoVersion);
    const cron = await createManifest(bed.api, await bed.compile(pipeline, ...options, '--argo-version', version));
    const made = { path: argoPath(), labels: `workflows.argoproj.io/cron-workflow=${cron}` };
    const name = await untilObject(bed.api, made, 'a run', 150, ({ metadata }: Workflow) => metadata.name);
    await bed.api.delete(`${argoPath('cronworkflows')}/${cron}?propagationPolicy=Orphan`);
    const end = await endOfWorkflow(bed.api, name);
    assert.equal(end.phase, 'Succeeded', end.message);
    assert.equal(decodeWire(end.outputs['said'] ?? 'null'), 'on time');
    return undefined;
  },
};
