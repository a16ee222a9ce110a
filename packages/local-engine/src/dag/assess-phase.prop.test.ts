import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { NodePhase, NodeStatus } from '../run/node-status.ts';
import { assessDagPhase } from './assess-phase.ts';

/* Against Argo's own algorithm: a breadth-first walk over pairs of node and inherited phase. */

interface RandomNode {
  readonly phase: NodePhase;
  readonly parents: readonly number[];
}

function walkAsArgo(nodes: readonly RandomNode[], targets: readonly number[], failFast: boolean): string {
  const isRoot = ({ parents }: RandomNode, index: number): boolean => index === 0 || parents.length === 0;
  const children = (of: number): number[] =>
    nodes.flatMap((node, index) =>
      !isRoot(node, index) && node.parents.some((parent) => parent % index === of) ? [index] : [],
    );
  const targetPhases = new Map<number, NodePhase | ''>(targets.map((target) => [target, '']));
  const queue: (readonly [number, NodePhase])[] = nodes.flatMap((node, index) =>
    isRoot(node, index) ? [[index, 'Succeeded'] as const] : [],
  );
  const visited = new Set<string>();
  for (const [index, inherited] of queue) {
    if (visited.has(`${index} ${inherited}`)) {
      continue;
    }
    visited.add(`${index} ${inherited}`);
    const own = nodes[index]!.phase;
    const phase = own === 'Skipped' || own === 'Omitted' ? inherited : own;
    const known = targetPhases.get(index);
    if (known !== undefined && known !== 'Failed' && known !== 'Error') {
      targetPhases.set(index, phase);
    }
    queue.push(...children(index).map((child) => [child, phase] as const));
  }
  let result = 'Succeeded';
  for (const target of targets) {
    const phase = targetPhases.get(target) ?? '';
    if (phase === 'Failed' || phase === 'Error') {
      result = phase;
      if (failFast) {
        break;
      }
    }
  }
  return result;
}

const phase = fc.constantFrom<NodePhase>('Succeeded', 'Failed', 'Skipped', 'Omitted');

test("a DAG has the phase that Argo's walk gives it", () => {
  fc.assert(
    fc.property(
      fc.array(fc.record({ phase, parents: fc.array(fc.nat(), { maxLength: 3 }) }), { minLength: 1, maxLength: 10 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 5 }),
      fc.boolean(),
      (nodes, picks, failFast) => {
        const targets = [...new Set(picks.map((pick) => pick % nodes.length))];
        const assessed = nodes.map(({ phase: own, parents }, index) => ({
          task: { name: `t${index}`, template: 't' },
          dependencies: index === 0 ? [] : [...new Set(parents.map((parent) => `t${parent % index}`))],
          node: {
            name: `t${index}`,
            kind: 'Pod',
            phase: own,
            startedAt: 0,
            finishedAt: 0,
            attempts: 1,
            outbound: own === 'Succeeded' || own === 'Failed' ? [own] : [],
          } satisfies NodeStatus,
        }));
        const names = targets.map((target) => `t${target}`);
        expect(assessDagPhase(assessed, names, failFast).phase).toBe(walkAsArgo(nodes, targets, failFast));
      },
    ),
    { numRuns: 1000 },
  );
});
