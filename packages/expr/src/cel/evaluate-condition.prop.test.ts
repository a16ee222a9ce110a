import { isCelError, isCelList, isCelMap, run } from '@bufbuild/cel';
import type { JsonValue } from '@tiphys/diagnostics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { evaluateCondition } from './evaluate-condition.ts';
import { parseCondition } from './parse-condition.ts';

// The reference is Buf's CEL, an implementation of its own that is checked against the language's conformance suite.

const parameters = { s: 'a', t: '12', n: 5, d: 0.75, b: true, l: [1, 'a'], m: { k: 'a', n: 2 }, z: null };

const atom = fc.oneof(
  fc.constantFrom(...Object.keys(parameters).map((name) => `inputs.parameter_values['${name}']`)),
  fc.constantFrom('true', 'false', 'null', '1', '-1', '5', '0', '1.5', '5.0', '1e3', '.5', '0x10'),
  // No empty string: Buf's int('') is 0, where cel-go has an error.
  fc.constantFrom("'a'", '"a"', "'12'", "'\\u0061'", "r'\\n'", "'''a'b'''", "'0.75'", "'true'"),
  fc.constantFrom("inputs.parameter_values.m['k']", "inputs.parameter_values['missing']", '[1, 2]', '[]', "['a',]"),
  // No double() of just anything: Buf's double('a') is NaN, where cel-go has an error.
  fc.constantFrom('double(5)', "double('12')", "double(inputs.parameter_values['d'])", 'double(null)', 'double(0)'),
);

const expression = fc.letrec<{ node: string }>((tie) => ({
  node: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    atom,
    fc
      .tuple(
        tie('node'),
        fc.constantFrom('==', '!=', '<', '<=', '>', '>=', '&&', '||', 'in', '+', '-', '*', '/', '%'),
        tie('node'),
      )
      .map((parts) => parts.join(' ')),
    tie('node').map((of) => `(${of})`),
    tie('node').map((of) => `!${of}`),
    tie('node').map((of) => `-${of}`),
    tie('node').map((of) => `!(${of})`),
    fc.tuple(fc.constantFrom('int', 'size', 'bool'), tie('node')).map(([name, of]) => `${name}(${of})`),
    fc
      .tuple(tie('node'), fc.constantFrom('startsWith', 'endsWith', 'contains'), tie('node'))
      .map(([of, name, argument]) => `(${of}).${name}(${argument})`),
    fc.tuple(tie('node'), fc.constantFrom('k', 'n')).map(([of, key]) => `(${of}).${key}`),
    fc.tuple(tie('node'), fc.constantFrom("'k'", '0', '5')).map(([of, key]) => `(${of})[${key}]`),
    fc.tuple(tie('node'), tie('node'), tie('node')).map(([a, b, c]) => `${a} ? ${b} : ${c}`),
  ),
})).node;

type Outcome = { readonly value: JsonValue } | 'error';

function ours(text: string): Outcome {
  const parsed = parseCondition(text);
  if ('error' in parsed) {
    return 'error';
  }
  try {
    return { value: evaluateCondition(parsed.condition, parameters) };
  } catch {
    return 'error';
  }
}

function reference(text: string): Outcome {
  const value = run(text, { inputs: { parameter_values: parameters } });
  return isCelError(value) ? 'error' : { value: plain(value) };
}

function plain(value: unknown): JsonValue {
  if (typeof value === 'bigint') {
    return Number.isSafeInteger(Number(value)) ? Number(value) : value;
  }
  if (isCelList(value)) {
    return [...value].map(plain);
  }
  if (isCelMap(value)) {
    return Object.fromEntries([...value.entries()].map(([key, member]) => [String(key), plain(member)]));
  }
  return value as JsonValue;
}

test('the same value as another CEL, or an error in both', () => {
  fc.assert(
    fc.property(expression, (text) => {
      // Two negations cancel out there even with parentheses between them, which is so in no other CEL.
      fc.pre(!/!\(+!|-\(+-/.test(text));
      expect({ text, outcome: ours(text) }).toEqual({ text, outcome: reference(text) });
    }),
    { numRuns: 2000 },
  );
});
