/**
 * Whether two JSON values are the same: types, -0, `__proto__` as a key, the order of members. The matchers of a test
 * runner look at `constructor` and prototypes, which are ordinary keys here.
 */
export function sameJson(left: unknown, right: unknown): boolean {
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return Object.is(left, right);
  }
  if (Array.isArray(left) !== Array.isArray(right)) {
    return false;
  }
  const a = Object.entries(left);
  const b = Object.entries(right);
  return a.length === b.length && a.every(([key, value], i) => key === b[i]?.[0] && sameJson(value, b[i][1]));
}
