/** Expressions that the real engine evaluates and ours refuses on purpose; each is an error here, never another value. */
export const refused: ReadonlySet<string> = new Set([
  // The engine drops the constant, and with it the check of the other side.
  "fromJSON(inputs.parameters['n']) && true",
  // Strings are UTF-8 there, and cut between bytes.
  "'héllo'[1:3]",
  `fromJSON('"a"')[0]`,
  // Not the same in all supported versions.
  '1 < 2 < 3',
  "'\\u{41}'",
  'let x = 1; x + 1',
  '$env.x',
  'map([1], #index)',
  // Functions that no manifest of ours uses.
  'abs(-1)',
  'max(1,2)',
  'min([3,1])',
  'sum([1,2])',
  'round(1.5)',
  'floor(1.5)',
  'ceil(1.2)',
  "repeat('ab',2)",
  'reverse([1,2])',
  'sort([2,1])',
  'uniq([1,1])',
  'flatten([[1],[2]])',
  'concat([1],[2])',
  'reduce([1,2], #acc + #, 0)',
  'sortBy([2,1], #)',
  'take([1,2],1)',
  "toPairs({'a':1})",
  "splitAfter('a,b', ',')",
]);
