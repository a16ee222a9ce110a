/**
 * A record with the same keys in the order of their names, so that a plan never depends on the order in a file. Has no
 * prototype: an IR may call a task `constructor`.
 */
export function mapRecord<T, U>(
  record: Readonly<Record<string, T>>,
  map: (value: T, key: string) => U,
): Readonly<Record<string, U>> {
  const result = Object.create(null) as Record<string, U>;
  for (const [key, value] of sortedEntries(record)) result[key] = map(value, key);
  return result;
}

/** The entries of a record, by name (UTF-16 order, as `Array.prototype.sort`). */
export function sortedEntries<T>(record: Readonly<Record<string, T>>): readonly (readonly [string, T])[] {
  return Object.entries(record).sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}
