import { expect, test } from 'vitest';
import type { Task } from '../manifest/manifest.ts';
import type { NodeStatus } from '../run/node-status.ts';
import { evaluateDepends, readDependencies } from './depends.ts';

function tasksNamed(...tasks: readonly Task[]): ReadonlyMap<string, Task> {
  return new Map(tasks.map((task) => [task.name, task]));
}

function ended(phase: NodeStatus['phase'], more: Partial<NodeStatus> = {}): NodeStatus {
  return { name: 'n', kind: 'Pod', phase, startedAt: 0, finishedAt: 0, attempts: 1, outbound: [], ...more };
}

function evaluate(depends: string, nodes: Readonly<Record<string, NodeStatus>>): boolean {
  const tasks = tasksNamed(...Object.keys(nodes).map((name) => ({ name, template: 't' })));
  const { logic } = readDependencies({ name: 'x', template: 't', depends }, tasks);
  return evaluateDepends(logic!, (name) => nodes[name]);
}

test('every result is asked of the task that it names', () => {
  expect(evaluate('a.Succeeded && b.Failed', { a: ended('Succeeded'), b: ended('Failed') })).toBe(true);
  expect(evaluate('a.Errored', { a: ended('Error') })).toBe(true);
  expect(evaluate('a.Errored', { a: ended('Failed') })).toBe(false);
  expect(evaluate('a.Skipped || a.Omitted', { a: ended('Omitted') })).toBe(true);
  expect(evaluate('!a.Succeeded', { a: ended('Succeeded') })).toBe(false);
  expect(evaluate('a.Daemoned', { a: ended('Succeeded') })).toBe(false);
});

test('a bare name means succeeded or skipped', () => {
  expect(evaluate('a', { a: ended('Succeeded') })).toBe(true);
  expect(evaluate('a', { a: ended('Skipped') })).toBe(true);
  expect(evaluate('a', { a: ended('Omitted') })).toBe(false);
  expect(evaluate('a', { a: ended('Failed') })).toBe(false);
});

test('and binds tighter than or, parentheses tighter than both', () => {
  const nodes = { 'a-1': ended('Succeeded'), b: ended('Failed'), c: ended('Failed') };
  expect(evaluate('a-1.Succeeded || b.Succeeded && c.Succeeded', nodes)).toBe(true);
  expect(evaluate('(a-1.Succeeded || b.Succeeded) && c.Succeeded', nodes)).toBe(false);
});

test('AnySucceeded and AllFailed are about the iterations of a loop', () => {
  const mixed = ended('Failed', { kind: 'TaskGroup', children: [ended('Succeeded'), ended('Failed')] });
  const failed = ended('Failed', { kind: 'TaskGroup', children: [ended('Failed'), ended('Failed')] });
  expect(evaluate('l.AnySucceeded', { l: mixed })).toBe(true);
  expect(evaluate('l.AllFailed', { l: mixed })).toBe(false);
  expect(evaluate('l.AllFailed', { l: failed })).toBe(true);
});

test('dependencies are bare names, widened by continueOn', () => {
  const tasks = tasksNamed({ name: 'a', template: 't', continueOn: { failed: true } }, { name: 'b', template: 't' });
  const { tasks: names, logic } = readDependencies({ name: 'x', template: 't', dependencies: ['a', 'b'] }, tasks);
  expect(names).toEqual(['a', 'b']);
  const nodes: Record<string, NodeStatus> = { a: ended('Failed'), b: ended('Succeeded') };
  expect(evaluateDepends(logic!, (name) => nodes[name])).toBe(true);
  nodes['b'] = ended('Failed');
  expect(evaluateDepends(logic!, (name) => nodes[name])).toBe(false);
});

test.each(['a.Succeeded &&', '(a.Succeeded', 'a.Done', 'in.Succeeded', 'a.Succeeded b.Succeeded'])(
  'what Argo cannot evaluate is an error that waits for the tasks it names: %s',
  (depends) => {
    const tasks = tasksNamed({ name: 'a', template: 't' }, { name: 'in', template: 't' });
    const { error } = readDependencies({ name: 'x', template: 't', depends }, tasks);
    expect(error).toContain(`unable to evaluate expression '${depends}'`);
  },
);
