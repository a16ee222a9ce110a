import fc from 'fast-check';
import { expect, test } from 'vitest';
import { plainDecimal } from '../value-text.ts';
import { parsePlaceholders } from './parse-placeholders.ts';
import { renderText } from './render-argument.ts';
import type { PlaceholderValues } from './render-argument.ts';

const nothing: Omit<PlaceholderValues, 'parameter'> = {
  executorInput: () => '{}',
  inputArtifacts: () => undefined,
  outputArtifacts: () => undefined,
  outputFile: () => undefined,
  outputMetadataFile: () => '',
  job: () => undefined,
  isPresent: () => false,
};
const noBraces = fc.string().filter((text) => !text.includes('{') && !text.includes('}'));

test('text around a placeholder and its value arrive unchanged', () => {
  fc.assert(
    fc.property(noBraces, fc.string(), noBraces, (before, value, after) => {
      const argument = parsePlaceholders(`${before}{{$.inputs.parameters['x']}}${after}`);
      expect(renderText(argument, { ...nothing, parameter: () => value })).toBe(before + value + after);
    }),
  );
});

test('a text without placeholders is itself', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('{', '}', '$', '.', 'a', '"', "'", '[') }), (text) => {
      fc.pre(!text.includes('{{$'));
      expect(parsePlaceholders(text)).toBe(text);
    }),
  );
});

test('a plain decimal has no exponent and is the same number', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
      const text = plainDecimal(value);
      expect(text).toMatch(/^-?\d+(\.\d+)?$/);
      expect(Number(text) === value).toBe(true);
    }),
  );
});
