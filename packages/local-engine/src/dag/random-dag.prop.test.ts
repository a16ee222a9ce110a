import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Dag, Task, Template } from '../manifest/manifest.ts';
import type { Engine } from '../run/engine.ts';
import { createIdleNode } from '../run/engine.ts';
import type { NodePhase, NodeStatus } from '../run/node-status.ts';
import { silentJournal } from '../run/journal.ts';
import { noReplay } from '../run/replay.ts';
import { createSlots } from '../run/slots.ts';
import { argoRules, defaultArgoVersion } from '../rules/argo-rules.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import { executeDag } from './execute-dag.ts';

/* Random DAGs against an evaluation that is as plain as can be: repeat until nothing changes. */

const results = ['Succeeded', 'Failed', 'Errored', 'Skipped', 'Omitted'] as const;

interface RandomTask {
  /** What the task's template comes to, if it runs. */
  readonly outcome: 'Succeeded' | 'Failed' | 'Error';
  readonly when: boolean;
  /** A disjunction of conjunctions over earlier tasks; empty is no `depends`. */
  readonly depends: readonly (readonly { readonly task: number; readonly result: number; readonly not: boolean }[])[];
}

const randomTask = fc.record({
  outcome: fc.constantFrom('Succeeded' as const, 'Succeeded' as const, 'Failed' as const, 'Error' as const),
  when: fc.constantFrom(true, true, true, false),
  depends: fc.array(
    fc.array(fc.record({ task: fc.nat(), result: fc.nat(results.length - 1), not: fc.boolean() }), {
      minLength: 1,
      maxLength: 2,
    }),
    { maxLength: 3 },
  ),
});

function nameOf(index: number): string {
  return `task-${index}`;
}

function dependsText({ depends }: RandomTask, index: number): string | undefined {
  if (index === 0 || depends.length === 0) {
    return undefined;
  }
  return depends
    .map((terms) =>
      terms.map(({ task, result, not }) => `${not ? '!' : ''}${nameOf(task % index)}.${results[result]}`).join(' && '),
    )
    .map((text) => `(${text})`)
    .join(' || ');
}

function referencePhases(tasks: readonly RandomTask[]): readonly NodePhase[] {
  const phases: NodePhase[] = [];
  tasks.forEach((task, index) => {
    const holds = ({ task: of, result, not }: { task: number; result: number; not: boolean }): boolean =>
      (phases[of % index]?.replace(/^Error$/, 'Errored') === results[result]) !== not;
    const wanted =
      index === 0 || task.depends.length === 0 || task.depends.some((terms) => terms.every((term) => holds(term)));
    phases.push(!wanted ? 'Omitted' : task.when ? task.outcome : 'Skipped');
  });
  return phases;
}

function createEngine(
  workflow: string,
  outcomes: ReadonlyMap<string, 'Succeeded' | 'Failed' | 'Error'>,
  seen: Map<string, NodePhase>,
): Engine {
  const engine: Engine = {
    workflow,
    templates: new Map(),
    rules: argoRules(defaultArgoVersion) as ArgoRules,
    globals: new Map(),
    arguments: { arguments: new Map() },
    startedAt: 0,
    journal: silentJournal,
    replay: noReplay,
    execute: async (_engine, { nodeName }): Promise<NodeStatus> => {
      const phase = outcomes.get(nodeName) ?? 'Error';
      // A task takes a while: others end before it.
      await Promise.resolve();
      return { ...createIdleNode(engine, nodeName, phase, ''), kind: 'Pod', outbound: [phase] };
    },
    executePod: () => Promise.reject(new Error('no pods here')),
    processes: createSlots(1),
    signal: new AbortController().signal,
    finalSignal: new AbortController().signal,
    now: () => 0,
    sleep: () => Promise.resolve(),
    observe: (event) => {
      if (event.kind === 'ended') {
        expect(seen.has(event.node)).toBe(false);
        seen.set(event.node, event.status.phase);
      }
    },
  };
  return engine;
}

test('every task of a random DAG ends as its depends, when and outcome say, and the DAG as its targets', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(randomTask, { minLength: 1, maxLength: 12 }),
      fc.option(fc.nat(3), { nil: undefined }),
      async (tasks, parallelism) => {
        const dag: Dag = {
          failFast: false,
          target: tasks.map((_, index) => nameOf(index)).join(' '),
          tasks: tasks.map((task, index): Task => {
            const depends = dependsText(task, index);
            return {
              name: nameOf(index),
              template: 't',
              ...(task.when ? {} : { when: 'false' }),
              ...(depends === undefined ? {} : { depends }),
            };
          }),
        };
        const template: Template = {
          name: 'root',
          dag,
          ...(parallelism === undefined ? {} : { parallelism: parallelism + 1 }),
        };
        const seen = new Map<string, NodePhase>();
        const outcomes = new Map(tasks.map(({ outcome }, index) => [`wf.${nameOf(index)}`, outcome] as const));
        const call = { nodeName: 'wf', template: 'root', arguments: new Map<string, string>(), depth: 0, attempt: 0 };
        const node = await executeDag(createEngine('wf', outcomes, seen), call, template, dag);

        const expected = referencePhases(tasks);
        expect(tasks.map((_, index) => seen.get(`wf.${nameOf(index)}`))).toEqual(expected);
        // Omitted targets inherit failures of targets, so that only failures among the tasks themselves count.
        const failures = expected.filter((phase) => phase === 'Failed' || phase === 'Error');
        expect(node.phase === 'Succeeded').toBe(failures.length === 0);
        expect(['Succeeded', ...failures]).toContain(node.phase);
      },
    ),
    { numRuns: 300 },
  );
});
