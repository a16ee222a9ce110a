import type { InputParameterSpec, ParameterType } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { expect, test } from 'vitest';
import { coerceParameter, finalStatus } from './coerce-parameter.ts';

test.each([
  ['x', 'x'],
  ['', ''],
  [3, '3'],
  [2.5, '2.5'],
  [1e-7, '0.0000001'],
  [9007199254740993n, '9007199254740993'],
  [true, 'true'],
  [[1, 'a'], '[1,"a"]'],
  [{ b: 1, a: '<' }, String.raw`{"a":"\u003c","b":1}`],
] as const)('a STRING takes %s as text', (value, text) => {
  expect(coerceParameter('p', { type: 'STRING' }, value)).toBe(text);
});

const kinds: Readonly<Record<string, JsonValue>> = {
  text: '5',
  number: 5,
  big: 9007199254740993n,
  boolean: false,
  list: [],
  struct: {},
};
const accepted: Readonly<Record<ParameterType, readonly string[]>> = {
  STRING: Object.keys(kinds),
  NUMBER_INTEGER: ['number', 'big'],
  NUMBER_DOUBLE: ['number', 'big'],
  BOOLEAN: ['boolean'],
  LIST: ['list'],
  STRUCT: ['struct'],
  TASK_FINAL_STATUS: ['struct'],
};

test.each(Object.keys(accepted) as ParameterType[])('%s takes its own kinds of JSON and no others', (type) => {
  for (const [kind, value] of Object.entries(kinds)) {
    const coerce = (): unknown => coerceParameter('p', { type }, value);
    if (!accepted[type].includes(kind)) {
      expect(coerce).toThrow(`The input parameter "p" is of type ${type}, but its value is a`);
    } else if (type !== 'STRING') {
      expect(coerce()).toBe(value);
    }
  }
});

const absent: readonly (readonly [InputParameterSpec, JsonValue | undefined])[] = [
  [{ type: 'LIST', optional: true }, undefined],
  [{ type: 'LIST', optional: true, default: [1] }, [1]],
  [{ type: 'NUMBER_DOUBLE', default: 2.5 }, 2.5],
  [{ type: 'STRING', default: 'd' }, 'd'],
  [{ type: 'STRING', optional: true, default: '' }, ''],
];

test.each(absent)('no value for %j', (spec, result) => {
  expect(coerceParameter('p', spec, undefined)).toEqual(result);
  expect(coerceParameter('p', spec, null)).toEqual(result);
});

test('a value that is needed', () => {
  expect(() => coerceParameter('p', { type: 'STRING' }, undefined)).toThrow('The input parameter "p" has no value');
  expect(() => coerceParameter('p', { type: 'LIST' }, null)).toThrow('The input parameter "p" has no value');
});

test('long values are cut in messages', () => {
  expect(() => coerceParameter('p', { type: 'LIST' }, 'x'.repeat(1000))).toThrow(/: "x{99}\.\.\.$/);
});

test.each([
  ['Succeeded', 'SUCCEEDED'],
  ['Failed', 'FAILED'],
  ['Error', 'FAILED'],
  ['Skipped', 'CANCELLED'],
  ['Omitted', 'CANCELLED'],
  ['SUCCEEDED', 'SUCCEEDED'],
])('a status %s is %s to the SDK', (state, translated) => {
  expect(finalStatus({ state, pipelineTaskName: 't' }, 'run-1')).toEqual({
    state: translated,
    pipelineJobResourceName: 'run-1',
    pipelineTaskName: 't',
    error: {},
  });
});
