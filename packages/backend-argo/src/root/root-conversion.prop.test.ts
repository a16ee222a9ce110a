import { decodeWire } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { parseJson, printJson } from '@tiphys/diagnostics';
import { evaluateExpression, expandVariables, parseExpression, tagText } from '@tiphys/expr';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { rootConversion } from './root-conversion.ts';

type Channel = Parameters<typeof rootConversion>[1];

/** What Argo makes of the raw text of a parameter. */
function convert(raw: string, channel: Omit<Channel & { readonly kind: 'parameter' }, 'kind'>): string {
  return convertAny(raw, { kind: 'parameter', ...channel });
}

function convertAny(raw: string, channel: Channel): string {
  const expression = /^\{\{=(.*)\}\}$/s.exec(rootConversion('x', channel))?.[1] ?? '';
  const result = evaluateExpression(parseExpression(expression), expandVariables({ 'workflow.parameters.x': raw }));
  return tagText(result) ?? '';
}

const traps = [
  '{{workflow.name}}',
  '{{=1+1}}',
  '$(HOME)',
  '$$',
  '{{',
  '{{{',
  '"',
  '\\',
  '\\u007b',
  '\n',
  '\u007f',
  '<&>',
  '\u2028',
];
const text = fc
  .array(fc.oneof(fc.constantFrom(...traps), fc.string({ unit: 'grapheme' })), { maxLength: 4 })
  .map((parts) => parts.join(''));

test('any string argument arrives as itself, inert', () => {
  fc.assert(
    fc.property(text, (raw) => {
      const wire = convert(raw, { type: 'STRING' });
      expect(wire).not.toMatch(/\{\{|\$|\u007f/);
      expect(decodeWire(wire)).toBe(raw);
    }),
  );
});

test.each(['LIST', 'STRUCT'] as const)('any %s argument arrives as itself, inert, however it is laid out', (type) => {
  const container =
    type === 'LIST'
      ? fc.array(fc.jsonValue())
      : fc.dictionary(
          text.filter((key) => key !== '__proto__'),
          fc.jsonValue(),
        );
  fc.assert(
    fc.property(container, fc.constantFrom(undefined, 1), (value, indent) => {
      const raw = ` ${printJson(value as JsonValue, indent)}\n`;
      const wire = convert(raw, { type });
      expect(wire).not.toMatch(/\{\{|\$|\u007f/);
      expect(decodeWire(wire)).toEqual(parseJson(raw));
    }),
  );
});

test('integers keep their digits, and what was not given is null', () => {
  expect(convert(' 9007199254740993 ', { type: 'NUMBER_INTEGER' })).toBe('9007199254740993');
  expect(convert('[9007199254740993]', { type: 'LIST' })).toBe('[9007199254740993]');
  expect(convert('null', { type: 'NUMBER_DOUBLE' })).toBe('null');
  expect(convert('<none>', { type: 'STRING', optional: true })).toBe('null');
  expect(convert('<none>', { type: 'STRING' })).toBe('"\\u003cnone\\u003e"');
});

test('what is no JSON is an error that names it', () => {
  expect(() => convert('abc', { type: 'NUMBER_INTEGER' })).toThrow(/invalid character|JSON/);
});

function convertArtifact(raw: string): JsonValue {
  const wire = convertAny(raw, { kind: 'artifact', type: {} });
  expect(wire).not.toMatch(/\{\{|\$|\u007f/);
  return decodeWire(wire);
}

test('an artifact is a URI, an object, or a list of them', () => {
  fc.assert(
    fc.property(text, (tail) => {
      const uri = `s3://bucket/${tail}`.trim();
      expect(convertArtifact(uri)).toEqual([{ uri }]);
    }),
  );
  expect(convertArtifact('{"uri": "s3://b/x", "metadata": {"n": 9007199254740993}}')).toEqual([
    { uri: 's3://b/x', metadata: { n: 9007199254740993n } },
  ]);
  expect(convertArtifact(' ["s3://b/x", {"uri": "s3://b/{{y}}"}]\n')).toEqual(['s3://b/x', { uri: 's3://b/{{y}}' }]);
  expect(convertArtifact('null')).toBeNull();
  expect(convertArtifact(' ')).toBeNull();
  expect(() => convertArtifact('{"uri": ')).toThrow(/JSON/);
});
