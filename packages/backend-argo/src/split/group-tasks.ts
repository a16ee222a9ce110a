/** A task as far as grouping is concerned. */
export interface GroupableTask {
  readonly name: string;
  /** The tasks that must have succeeded before it. */
  readonly after: readonly string[];
  /** Never put into a group: its own end, whatever it is, matters to somebody. */
  readonly isPinned: boolean;
  /** Whether it may be skipped. Then what comes after it is skipped too, and a group would hide that. */
  readonly maySkip: boolean;
}

/** A task by name, or a group of such. */
export type Grouped = string | { readonly members: readonly Grouped[] };

interface Item {
  readonly members: readonly Grouped[];
  readonly isPinned: boolean;
  readonly maySkip: boolean;
  readonly before: Set<Item>;
  readonly after: Set<Item>;
}

/**
 * Puts tasks into groups until there are at most `limit` at each level, where it changes nothing: every task waits for
 * exactly the tasks that it waited for before. Two rules do that, over and over: what has the same neighbours before and
 * after may stand side by side in one group, and what follows nothing else, and is followed by nothing else, may stand
 * behind it. Chains, fans and layers of them come out small; a mesh stays as it is.
 *
 * @param tasks each after those that it waits for
 */
export function groupTasks(tasks: readonly GroupableTask[], limit: number): readonly Grouped[] {
  let items = connect(tasks);
  for (;;) {
    if (items.length <= limit) return items.map(unwrap);
    const before = items.length;
    items = merge(items, limit);
    if (items.length === before) return items.map(unwrap);
    // What is still too much is grouped again, with the groups as single members.
    if (items.length > limit) items = wrap(items);
  }
}

function unwrap({ members }: Item): Grouped {
  const [only] = members;
  return members.length === 1 && only !== undefined ? only : { members };
}

function wrap(items: readonly Item[]): readonly Item[] {
  const wrapped = new Map(
    items.map((item) => [item, { ...item, members: [unwrap(item)], before: new Set<Item>(), after: new Set<Item>() }]),
  );
  for (const [item, copy] of wrapped) {
    for (const other of item.before) link(wrapped.get(other), copy);
  }
  return [...wrapped.values()];
}

function link(first: Item | undefined, second: Item): void {
  if (first === undefined) return;
  first.after.add(second);
  second.before.add(first);
}

/** The graph without the edges that others imply. */
function connect(tasks: readonly GroupableTask[]): readonly Item[] {
  const index = new Map(tasks.map(({ name }, position) => [name, position]));
  const words = Math.ceil(tasks.length / 32);
  const ancestors = tasks.map(() => new Uint32Array(words));
  const items = tasks.map(({ name, isPinned, maySkip }): Item => ({
    members: [name],
    isPinned,
    maySkip,
    before: new Set(),
    after: new Set(),
  }));
  tasks.forEach((task, position) => {
    const own = ancestors[position] ?? new Uint32Array(words);
    // The latest first: whatever an earlier one adds then is implied already.
    const direct = task.after.map((name) => index.get(name) ?? -1).sort((a, b) => b - a);
    for (const other of direct) {
      const item = items[position];
      if (other < 0 || item === undefined || ((own[other >> 5] ?? 0) >>> (other & 31)) & 1) continue;
      link(items[other], item);
      own.forEach((word, at) => (own[at] = word | (ancestors[other]?.[at] ?? 0)));
      own[other >> 5] = (own[other >> 5] ?? 0) | (1 << (other & 31));
    }
  });
  return items;
}

/** Applies both rules until nothing changes or there are few enough. */
function merge(items: readonly Item[], limit: number): readonly Item[] {
  let current = items;
  for (;;) {
    const before = current.length;
    current = mergeSideBySide(current, limit);
    current = mergeInRow(current, limit);
    if (current.length === before || current.length <= limit) return current;
  }
}

function mergeSideBySide(items: readonly Item[], limit: number): readonly Item[] {
  const ids = new Map(items.map((item, index) => [item, index]));
  const signature = (others: ReadonlySet<Item>): string =>
    [...others]
      .map((other) => ids.get(other) ?? -1)
      .sort((a, b) => a - b)
      .join();
  const alike = new Map<string, Item[]>();
  for (const item of items) {
    const key = mayJoin(item, item.after)
      ? `${signature(item.before)}|${signature(item.after)}`
      : `alone ${ids.get(item) ?? -1}`;
    const list = alike.get(key) ?? [];
    list.push(item);
    alike.set(key, list);
  }
  return [...alike.values()].flatMap((list) => {
    const joined: Item[] = [];
    for (const item of list) {
      const last = joined.at(-1);
      if (last === undefined || last.members.length + item.members.length > limit) joined.push(item);
      else joined[joined.length - 1] = join(last, item, new Set(last.before), new Set(last.after));
    }
    return joined;
  });
}

function mergeInRow(items: readonly Item[], limit: number): readonly Item[] {
  const gone = new Set<Item>();
  const result: Item[] = [];
  for (const item of items) {
    if (gone.has(item)) continue;
    let head = item;
    for (;;) {
      const [next] = head.after;
      const isRow = head.after.size === 1 && next?.before.size === 1;
      if (!isRow || head.isPinned || !mayJoin(next, next.after) || (head.maySkip && next.after.size > 0)) break;
      if (head.members.length + next.members.length > limit) break;
      gone.add(next);
      gone.add(head);
      head = join(head, next, new Set(head.before), new Set(next.after));
    }
    result.push(head);
  }
  return result.filter((item) => !gone.has(item));
}

/** A group that may hold a skipped task ends well all the same; so nothing may come after it. */
function mayJoin(item: Item, after: ReadonlySet<Item>): boolean {
  return !item.isPinned && !(item.maySkip && after.size > 0);
}

/** One item in place of two; the neighbours are told. */
function join(first: Item, second: Item, before: Set<Item>, after: Set<Item>): Item {
  const joined: Item = {
    members: [...first.members, ...second.members],
    isPinned: false,
    maySkip: first.maySkip || second.maySkip,
    before,
    after,
  };
  for (const other of before) {
    other.after.delete(first);
    other.after.delete(second);
    other.after.add(joined);
  }
  for (const other of after) {
    other.before.delete(first);
    other.before.delete(second);
    other.before.add(joined);
  }
  return joined;
}
