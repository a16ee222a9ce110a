import { strict as assert } from 'node:assert';
import type { ClusterCase } from '../case.ts';
import { shellPipeline, type ShellTask } from '../shell-pipeline.ts';
import { createManifest, endOfWorkflow } from '../workflows.ts';
import { untilObject } from '../observe.ts';
import { podsPath, type Pod } from '../pods.ts';
import type { TestBed } from '../test-bed.ts';

/** How many chains there are. */
const CHAINS = 10;

/**
 * Many tasks in one pipeline, in chains that cross: a task comes after the one that is ten before it, and every fourth also after the
 * one before that, of the next chain. So about ten pods run at a time, and one that is late holds others up.
 */
function manyTasks(count: number, full: boolean): ClusterCase {
  return {
    name: `size/${String(count)}-tasks`,
    // So many pods take all that the machine has, and would make other cases late.
    ...(full && { full: true, alone: true }),
    run: async (bed) => {
      const tasks = Array.from({ length: count }, (_, n): readonly [string, ShellTask] => {
        const before = [n - CHAINS, ...(n % 4 === 0 ? [n - CHAINS - 1] : [])].filter((other) => other >= 0);
        // No two alike, so that each has a template of its own.
        return [`t${String(n)}`, { script: `true ${String(n)}`, after: before.map((other) => `t${String(other)}`) }];
      });
      const pipeline = shellPipeline({ name: `many-${String(count)}`, tasks: Object.fromEntries(tasks) });
      const end = await bed.run(await bed.compile(pipeline));
      assert.equal(end.phase, 'Succeeded', end.message);
      assert.equal(Object.keys(end.tasks).length, count);
      return `${(count / end.seconds).toFixed(2)} pods/s`;
    },
  };
}

/** A wide loop with a limit of iterations that run at once; the limit is held at every moment. */
function wideLoop(count: number, parallelism: number, full: boolean): ClusterCase {
  return {
    name: `size/loop-of-${String(count)}`,
    ...(full && { full: true, alone: true }),
    run: async (bed) => {
      const items = Array.from({ length: count }, (_, n) => `item ${String(n)}`);
      const pipeline = shellPipeline({
        name: `wide-${String(count)}`,
        tasks: { each: { script: 'echo "$0"', forEach: items, parallelism } },
      });
      const name = await createManifest(bed.api, await bed.compile(pipeline));
      const [end, most] = await Promise.all([endOfWorkflow(bed.api, name), mostAtOnce(bed, name, count)]);
      assert.equal(end.phase, 'Succeeded', end.message);
      assert.equal(Object.keys(end.tasks).filter((task) => /\]\/each$/.test(task)).length, count);
      assert.ok(most <= parallelism, `${String(most)} pods at once`);
      return `${String(most)} at once, ${(count / end.seconds).toFixed(2)} pods/s`;
    },
  };
}

/** The largest number of pods of a workflow that had not ended at the same time; all of them are seen. */
async function mostAtOnce(bed: TestBed, workflow: string, count: number): Promise<number> {
  const living = new Set<string>();
  const ended = new Set<string>();
  let most = 0;
  const pods = { path: podsPath(), labels: `workflows.argoproj.io/workflow=${workflow}` };
  return untilObject(bed.api, pods, `${String(count)} ended pods`, 1200, ({ metadata, status }: Pod) => {
    if (status.phase === 'Succeeded' || status.phase === 'Failed') {
      living.delete(metadata.name);
      ended.add(metadata.name);
    } else if (!ended.has(metadata.name)) living.add(metadata.name);
    most = Math.max(most, living.size);
    return ended.size === count ? most : undefined;
  });
}

export const manyTasksCases: readonly ClusterCase[] = [
  manyTasks(40, false),
  manyTasks(300, true),
  wideLoop(24, 6, false),
  wideLoop(200, 20, true),
];
