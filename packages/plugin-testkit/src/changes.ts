/** A place where two plain objects differ. */
export interface Change {
  /** Members by name, list items by their `name` or index: `spec.templates[greet].container.image`. */
  readonly path: string;
  /** `undefined` when there was nothing. */
  readonly before: unknown;
  /** `undefined` when nothing is left. */
  readonly after: unknown;
}

/** Every smallest place where two plain objects differ, in the order of the first one. */
export function changes(before: unknown, after: unknown, path = ''): readonly Change[] {
  if (Object.is(before, after)) return [];
  const left = membersOf(before, after);
  const right = membersOf(after, before);
  if (left === undefined || right === undefined) return [{ path, before, after }];
  const keys = [...new Set([...left.keys(), ...right.keys()])];
  const found = keys.flatMap((key) =>
    changes(left.get(key), right.get(key), path === '' ? key.replace(/^[.]/, '') : `${path}${key}`),
  );
  // The same named items in another order.
  return found.length === 0 &&
    left.size > 0 &&
    [...left.keys()].join() !== [...right.keys()].join() &&
    Array.isArray(before)
    ? [{ path: `${path}.order`, before: [...left.keys()], after: [...right.keys()] }]
    : found;
}

/** A change in one line: `spec.priority: nothing, now 5`. */
export function formatChange({ path, before, after }: Change): string {
  return `${path}: ${shortText(before)}, now ${shortText(after)}`;
}

/**
 * Whether a pattern covers a path: `*` stands for one name or index, and what is below a covered place is covered.
 * `spec.templates[*].container` covers `spec.templates[greet].container.image`.
 */
export function covers(pattern: string, path: string): boolean {
  const wanted = segments(pattern);
  const found = segments(path);
  return wanted.length <= found.length && wanted.every((one, index) => one === '*' || one === found[index]);
}

/** Names in brackets may have dots in them. */
function segments(path: string): readonly string[] {
  return [...path.matchAll(/\[([^\]]*)\]|([^.[\]]+)/g)].map(([, item, member]) => item ?? member ?? '');
}

/** The members of an object or a list by how a path names them; undefined for what is compared as a whole. */
function membersOf(value: unknown, other: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (!Array.isArray(value)) {
    if (typeof other !== 'object' || other === null || Array.isArray(other)) return undefined;
    return new Map(Object.entries(value).map(([key, member]) => [/[.[\]]/.test(key) ? `[${key}]` : `.${key}`, member]));
  }
  if (!Array.isArray(other)) return undefined;
  const named = namesOf(value) !== undefined && namesOf(other) !== undefined;
  const names = named ? namesOf(value) : undefined;
  return new Map(value.map((item: unknown, index) => [`[${names?.[index] ?? String(index)}]`, item]));
}

/** The names of the items of a list, when each has one of its own. */
function namesOf(list: readonly unknown[]): readonly string[] | undefined {
  const names = list.flatMap((item) =>
    typeof item === 'object' && item !== null && 'name' in item && typeof item.name === 'string' ? [item.name] : [],
  );
  return names.length === list.length && new Set(names).size === names.length ? names : undefined;
}

const longest = 80;

function shortText(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value, (_, member: unknown) => (typeof member === 'bigint' ? String(member) : member));
  return text.length <= longest ? text : `${text.slice(0, longest)}...`;
}
