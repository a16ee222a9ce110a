import { parseJson } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { pickMember } from './pick-member.ts';

test.each([
  ['{"a":1}', 'a', 1],
  ['{"a":1}', 'toString', undefined],
  ['{"0":1}', 0, 1],
  ['[5,6]', 1, 6],
  ['[5,6]', 2, undefined],
  ['[5,6]', -1, undefined],
  ['[5,6]', 'length', undefined],
  ['[5,6]', '0', undefined],
  ['"[5,6]"', 'length', undefined],
  ['"{\\"length\\":3}"', 'length', 3],
  ['"abc"', 0, undefined],
  ['null', 'a', undefined],
])('of %s the member %j is %j', (json, key, member) => {
  expect(pickMember(parseJson(json), key)).toEqual(member);
});
