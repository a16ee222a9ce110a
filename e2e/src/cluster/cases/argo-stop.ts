import { strict as assert } from 'node:assert';
import { listExecutions } from '@tiphys/metadata';
import type { ClusterCase } from '../case.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import { untilLogged } from '../pods.ts';
import { argo, createManifest, endOfWorkflow } from '../workflows.ts';

/** `argo stop`: the command gets one TERM, its exit code is kept, the attempt is recorded, exit tasks get no pod. */
export const argoStop: ClusterCase = {
  name: 'ends/stop',
  run: async (bed) => {
    const pipeline = shellPipeline({
      name: 'stop',
      tasks: {
        work: { script: 'trap "echo got TERM; exit 7" TERM; echo started; while :; do sleep 1 & wait $!; done' },
        exit: { script: 'echo exit', after: ['work'], exit: true },
      },
    });
    const name = await createManifest(bed.api, await bed.compile(pipeline));
    await untilLogged(bed.api, { workflow: name, task: 'work' }, 'started');
    await argo(bed, ['stop', name]);
    const end = await endOfWorkflow(bed.api, name);
    assert.equal(end.phase, 'Failed', end.message);
    const log = await untilLogged(bed.api, { workflow: name, task: 'work' }, 'got TERM');
    assert.equal(log.match(/got TERM/g)?.length, 1, log);
    assert.notEqual(end.tasks['exit']?.phase, 'Succeeded');
    const [record] = await listExecutions(bed.store, end.uid);
    assert.equal(record?.path, 'work');
    return undefined;
  },
};
