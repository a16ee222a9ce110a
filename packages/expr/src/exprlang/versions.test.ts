import { expect, test } from 'vitest';
import cases from './fixtures/cases.json' with { type: 'json' };
import older from './fixtures/v1.15.3.json' with { type: 'json' };
import old from './fixtures/v1.16.0.json' with { type: 'json' };
import latest from './fixtures/v1.17.7.json' with { type: 'json' };

// What not to emit: these do not give the same in Argo 3.5.0 (1.15.3), 3.5.8 (1.16.0) and 3.7.14 (1.17.7). All the others
// that are recorded do, among them every expression of the manifest dialect.
const different = [
  // Syntax that came later.
  '`raw\\n`',
  "'hello'[1:3]",
  "'héllo'[1:3]",
  'map([1],#,)',
  "{'a':1}?.['a']",
  "'\\u{41}'",
  '0b11',
  '0o17',
  '1 < 2 < 3',
  // Functions that came later, or were other functions.
  'count([true,false])',
  'min([3,1])',
  'floor(1.5)',
  'round(1.5)',
  'ceil(1.2)',
  'reverse([1,2])',
  'uniq([1,1])',
  'flatten([[1],[2]])',
  'concat([1],[2])',
  'sortBy([2,1], #)',
  // Bytes, then characters.
  "len('héllo')",
  "len('😀')",
  `len(fromJSON('"é"'))`,
  // Lists were compared with the types of their elements.
  '[1] == [1.0]',
  '[1, 2.5] == [1.0, 2.5]',
  '1..3 == [1,2,3]',
  "fromJSON('[1]') == [1]",
  // More is known before it runs.
  'string(1) == 1',
  "map([1,2], # == '1')",
  "filter(['a'], # == 1)",
  '[nil][0]?.a',
  'nil in {}',
  '$env.x',
  // Only the Go type of the integer.
  "asInt(inputs.parameters['n'])",
  "asInt('5')",
  'asInt(5.7)',
];

/** Whether an expression failed before or while it ran is no difference. */
function comparable(outcome: { readonly error?: string } | undefined): unknown {
  return outcome?.error === undefined ? outcome : 'error';
}

test('the versions of the engine differ in these only', () => {
  const found = (cases as readonly { readonly expression: string }[])
    .filter((_, index) => {
      const [first, ...rest] = [older, old, latest].map((outcomes) => JSON.stringify(comparable(outcomes[index])));
      return rest.some((outcome) => outcome !== first);
    })
    .map(({ expression }) => expression);
  expect(found.sort()).toEqual([...different].sort());
});
