import fc from 'fast-check';
import { expect, test } from 'vitest';
import { groupTasks } from './group-tasks.ts';
import type { GroupableTask, Grouped } from './group-tasks.ts';

function task(name: string, after: readonly string[] = [], more: Partial<GroupableTask> = {}): GroupableTask {
  return { name, after, isPinned: false, maySkip: false, ...more };
}

function range(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index);
}

function namesOf(member: Grouped): readonly string[] {
  return typeof member === 'string' ? [member] : member.members.flatMap(namesOf);
}

function widths(members: readonly Grouped[]): readonly number[] {
  return [members.length, ...members.flatMap((member) => (typeof member === 'string' ? [] : widths(member.members)))];
}

/** For each task all that have succeeded when it starts: its dependencies and theirs. */
function originalWaits(tasks: readonly GroupableTask[]): ReadonlyMap<string, ReadonlySet<string>> {
  const waits = new Map<string, Set<string>>();
  for (const { name, after } of tasks)
    waits.set(name, new Set(after.flatMap((other) => [other, ...(waits.get(other) ?? [])])));
  return waits;
}

/** The same in nested DAGs, where a group starts as one and ends as one. */
function groupedWaits(
  tasks: readonly GroupableTask[],
  grouped: readonly Grouped[],
): ReadonlyMap<string, ReadonlySet<string>> {
  const after = new Map(tasks.map((one) => [one.name, one.after]));
  const waits = new Map<string, Set<string>>();
  const visit = (members: readonly Grouped[], outside: ReadonlySet<string>): void => {
    const owner = new Map(members.flatMap((member) => namesOf(member).map((name) => [name, member] as const)));
    const done = new Map<Grouped, ReadonlySet<string>>();
    const start = (member: Grouped): ReadonlySet<string> => {
      const known = done.get(member);
      if (known !== undefined) return known;
      const before = namesOf(member)
        .flatMap((name) => after.get(name) ?? [])
        .map((name) => owner.get(name))
        .filter((other) => other !== undefined && other !== member);
      const waited = new Set([
        ...outside,
        ...[...new Set(before)].flatMap((other) => (other === undefined ? [] : [...namesOf(other), ...start(other)])),
      ]);
      done.set(member, waited);
      return waited;
    };
    for (const member of members) {
      const waited = start(member);
      if (typeof member === 'string') waits.set(member, new Set(waited));
      else visit(member.members, waited);
    }
  };
  visit(grouped, new Set());
  return waits;
}

test.each([
  ['a chain', range(1000).map((n) => task(`t${n}`, n === 0 ? [] : [`t${n - 1}`]))],
  ['tasks that wait for nobody', range(1000).map((n) => task(`t${n}`))],
  [
    'a fan out and in',
    [
      task('s'),
      ...range(300).map((n) => task(`t${n}`, ['s'])),
      task(
        'e',
        range(300).map((n) => `t${n}`),
      ),
    ],
  ],
  [
    'pairs with a common start',
    [task('s'), ...range(300).flatMap((n) => [task(`a${n}`, ['s']), task(`b${n}`, [`a${n}`, 's'])])],
  ],
  [
    'layers that wait for the whole layer before',
    range(60).flatMap((n) =>
      range(10).map((m) => task(`t${n}-${m}`, n === 0 ? [] : range(10).map((o) => `t${n - 1}-${o}`))),
    ),
  ],
  [
    'a chain with a branch that may be skipped',
    [...range(300).map((n) => task(`t${n}`, n === 0 ? [] : [`t${n - 1}`])), task('if', ['t100'], { maySkip: true })],
  ],
])('%s fits, and waits as before', (_name, tasks) => {
  const grouped = groupTasks(tasks, 200);
  expect(Math.max(...widths(grouped))).toBeLessThanOrEqual(200);
  expect(groupedWaits(tasks, grouped)).toEqual(originalWaits(tasks));
});

test('50,000 tasks take two levels', () => {
  const tasks = range(50_000).map((n) => task(`t${n}`));
  const grouped = groupTasks(tasks, 200);
  expect(Math.max(...widths(grouped))).toBeLessThanOrEqual(200);
  expect(grouped.flatMap(namesOf)).toHaveLength(50_000);
});

const randomTasks: fc.Arbitrary<readonly GroupableTask[]> = fc
  .array(
    fc.record({
      picks: fc.array(fc.nat(), { maxLength: 3 }),
      near: fc.boolean(),
      isPinned: fc.integer({ max: 9, min: 0 }).map((n) => n === 0),
      maySkip: fc.integer({ max: 5, min: 0 }).map((n) => n === 0),
    }),
    { minLength: 1, maxLength: 40 },
  )
  .map((rows) =>
    rows.map(({ picks, near, ...flags }, index) => {
      const from = near ? Math.max(0, index - 3) : 0;
      const after = index === 0 ? [] : picks.map((pick) => `t${from + (pick % (index - from))}`);
      return task(`t${index}`, [...new Set(after)], flags);
    }),
  );

test('whatever is grouped, each task waits for what it waited for, and no skipped task hides in a group', () => {
  fc.assert(
    fc.property(randomTasks, fc.integer({ min: 2, max: 8 }), (tasks, limit) => {
      const grouped = groupTasks(tasks, limit);
      expect(grouped.flatMap(namesOf).sort()).toEqual(tasks.map(({ name }) => name).sort());
      expect(groupedWaits(tasks, grouped)).toEqual(originalWaits(tasks));
      for (const member of grouped.filter((one) => typeof one !== 'string')) {
        expect(Math.max(...widths(member.members))).toBeLessThanOrEqual(limit);
        const inside = new Set(namesOf(member));
        const flags = tasks.filter(({ name }) => inside.has(name));
        expect(flags.some(({ isPinned }) => isPinned)).toBe(false);
        const isAwaited = tasks.some(
          ({ name, after }) => !inside.has(name) && after.some((other) => inside.has(other)),
        );
        if (isAwaited) expect(flags.some(({ maySkip }) => maySkip)).toBe(false);
      }
    }),
    { numRuns: 500 },
  );
});
