import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ParameterType } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseOutputParameter, readOutputParameter } from './read-output-parameter.ts';
import { withDirectory } from './testing/task-fixture.ts';

const good: readonly (readonly [ParameterType, string, JsonValue])[] = [
  ['STRING', '', ''],
  ['STRING', ' a\n', ' a\n'],
  ['STRING', '\ufeffx', '\ufeffx'],
  ['NUMBER_INTEGER', ' 42\n', 42],
  ['NUMBER_INTEGER', '-0', 0],
  ['NUMBER_INTEGER', '+7', 7],
  ['NUMBER_INTEGER', '007', 7],
  ['NUMBER_INTEGER', '9007199254740991', 9007199254740991],
  ['NUMBER_INTEGER', '9007199254740993', 9007199254740993n],
  ['NUMBER_INTEGER', '-9223372036854775808', -9223372036854775808n],
  ['NUMBER_DOUBLE', '1e-3\n', 0.001],
  ['NUMBER_DOUBLE', '.5', 0.5],
  ['NUMBER_DOUBLE', '5.', 5],
  ['NUMBER_DOUBLE', '-2', -2],
  ['NUMBER_DOUBLE', '-0.0', 0],
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((text) => ['BOOLEAN', `${text}\n`, true] as const),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((text) => ['BOOLEAN', ` ${text}`, false] as const),
  ['LIST', ' [1, "a", null]\n', [1, 'a', null]],
  ['LIST', '[9007199254740993]', [9007199254740993n]],
  ['STRUCT', '{"a": {"b": 1.5}}', { a: { b: 1.5 } }],
];

test.each(good)('%s %j', (type, text, value) => {
  expect(parseOutputParameter(type, text)).toEqual(value);
});

test.each([
  ['NUMBER_INTEGER', '1.0', '"1.0" is not a whole number in decimal digits'],
  ['NUMBER_INTEGER', '1e3', '"1e3" is not a whole number in decimal digits'],
  ['NUMBER_INTEGER', '', 'an empty text is not a whole number in decimal digits'],
  ['NUMBER_INTEGER', '0x10', '"0x10" is not a whole number in decimal digits'],
  ['NUMBER_INTEGER', '9223372036854775808', '"9223372036854775808" does not fit in 64 bits'],
  ['NUMBER_DOUBLE', 'abc', '"abc" is not a number'],
  ['NUMBER_DOUBLE', '', 'an empty text is not a number'],
  ['NUMBER_DOUBLE', '1,5', '"1,5" is not a number'],
  ['NUMBER_DOUBLE', 'NaN', '"NaN" cannot be passed to another task: JSON has no such number'],
  ['NUMBER_DOUBLE', '-inf', '"-inf" cannot be passed to another task: JSON has no such number'],
  ['NUMBER_DOUBLE', '1e999', '"1e999" is too large for a double'],
  ['BOOLEAN', 'yes', '"yes" is not a boolean; write true or false'],
  ['BOOLEAN', '', 'an empty text is not a boolean; write true or false'],
  ['LIST', '{}', 'it is a struct, not a list'],
  ['STRUCT', '[]', 'it is a list, not a struct'],
  ['STRUCT', 'null', 'it is null, not a struct'],
  ['LIST', '[1', /^it is not JSON: /],
  ['STRUCT', "{'a': 1}", /^it is not JSON: /],
  ['TASK_FINAL_STATUS', '{}', 'a status cannot be an output'],
] as const)('%s %j is refused', (type, text, message) => {
  expect(() => parseOutputParameter(type, text)).toThrow(message);
});

test('every 64-bit integer arrives exactly', () => {
  fc.assert(
    fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (value) => {
      expect(BigInt(parseOutputParameter('NUMBER_INTEGER', `${value}`) as number)).toBe(value);
    }),
  );
});

test('an error names the parameter, its type and the file', async () => {
  await withDirectory(async (directory) => {
    const path = join(directory, 'n');
    expect(await readOutputParameter('n', 'STRING', path)).toBeUndefined();
    await writeFile(path, 'x');
    await expect(readOutputParameter('n', 'NUMBER_INTEGER', path)).rejects.toThrow(
      `The output parameter "n" of type NUMBER_INTEGER cannot be read from ${path}: "x" is not a whole number in decimal digits.`,
    );
    await writeFile(path, Buffer.from([0xff, 0xfe]));
    await expect(readOutputParameter('n', 'STRING', path)).rejects.toThrow('it is not UTF-8 text');
    await mkdir(join(directory, 'd'));
    await expect(readOutputParameter('n', 'STRING', join(directory, 'd'))).rejects.toThrow('cannot be read from');
  });
});
