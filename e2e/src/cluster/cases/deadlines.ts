import { strict as assert } from 'node:assert';
import { parse, stringify } from 'yaml';
import type { ClusterCase } from '../case.ts';
import { shellPipeline } from '../shell-pipeline.ts';

/** Ends at the first TERM; would run for an hour. */
const LONG = 'trap "exit 9" TERM; sleep 3600 & wait $!';

/** A task with a time limit is ended and fails; exit tasks run; the message says what happened. */
export const taskDeadline: ClusterCase = {
  name: 'ends/deadline-of-a-task',
  run: async (bed) => {
    const pipeline = shellPipeline({
      name: 'task-deadline',
      tasks: {
        long: { script: LONG, kubernetes: { activeDeadlineSeconds: '8' } },
        exit: { script: 'echo exit', after: ['long'], exit: true },
      },
    });
    const end = await bed.run(await bed.compile(pipeline));
    assert.equal(end.phase, 'Failed', end.message);
    assert.match(end.tasks['long']?.message ?? '', /active on the node longer than the specified deadline/);
    assert.equal(end.tasks['exit']?.phase, 'Succeeded');
    return undefined;
  },
};

/** A time limit that somebody puts on the workflow ends the running task and starts no other. */
export const workflowDeadline: ClusterCase = {
  name: 'ends/deadline-of-the-workflow',
  run: async (bed) => {
    const pipeline = shellPipeline({
      name: 'workflow-deadline',
      tasks: { long: { script: LONG }, next: { script: 'echo next', after: ['long'] } },
    });
    const workflow = parse(await bed.compile(pipeline)) as { spec: { activeDeadlineSeconds?: number } };
    workflow.spec.activeDeadlineSeconds = 12;
    const end = await bed.run(stringify(workflow));
    assert.equal(end.phase, 'Failed', end.message);
    assert.equal(end.tasks['long']?.phase, 'Failed');
    assert.notEqual(end.tasks['next']?.phase, 'Succeeded');
    return undefined;
  },
};
