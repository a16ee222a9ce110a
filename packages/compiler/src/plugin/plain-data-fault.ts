/**
 * Says where a value holds something that JSON would lose or change, such as a function, a date, `undefined`, NaN or itself;
 * undefined when it is plain data through and through.
 */
export function plainDataFault(value: unknown, at = '', above: ReadonlySet<unknown> = new Set()): string | undefined {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return undefined;
  if (typeof value === 'number' && Number.isFinite(value)) return undefined;
  // Integers beyond 2^53 are bigints throughout, and printed as JSON numbers.
  if (typeof value === 'bigint') return undefined;
  const where = at === '' ? 'it' : at;
  if (typeof value !== 'object') return `${where} is ${value === undefined ? 'undefined' : `a ${typeof value}`}`;
  if (above.has(value)) return `${where} contains itself`;
  const prototype: unknown = Object.getPrototypeOf(value);
  const isPlain = Array.isArray(value) || prototype === null || Object.getPrototypeOf(prototype) === null;
  if (!isPlain) return `${where} is a ${value.constructor.name}`;
  const inner = new Set([...above, value]);
  for (const [key, member] of Object.entries(value)) {
    const fault = plainDataFault(member, at === '' ? key : `${at}.${key}`, inner);
    if (fault !== undefined) return fault;
  }
  return undefined;
}
