import fc from 'fast-check';
import { CORE_SCHEMA, load } from 'js-yaml';
import { parse } from 'yaml';
import { expect, test } from 'vitest';
import type { Manifest } from './manifest.ts';
import { printManifest } from './print-manifest.ts';

/** Texts that some reader of YAML takes for something else when they stand bare. */
const traps = [
  'n', 'y', 'N', 'Y', 'no', 'yes', 'on', 'off', 'True', 'NULL', '~', '.', '-.', '', ' ', '1e3', '1E5', '089', '0o17', '0x1F', '0b11',
  '017', '1_000', '12:30:45', '1:30', '.inf', '-.INF', '.nan', '+1', '-0', '1.', '.5', '1.5e+3', '2026-11-21',
  '2026-11-21T10:00:00Z', '2026-11-21 10:00:00', '=', '<<', '- a', '? a', ': a', 'a: b', 'a #b', '#a', '&a', '*a', '!a',
  '|', '>', '@a', '`a', '%a', '{a}', '[a]', '"a', "'a", '{{=1+1}}', 'a\nb', 'a\n', '\ta', '\u2028', '\u0085', '\u00a0', '---',
]; // prettier-ignore

const text = fc.oneof(
  fc.constantFrom(...traps),
  fc.string({ unit: 'grapheme' }),
  fc.string({ unit: 'binary' }).filter((value) => value.isWellFormed()),
);

/** Strings in every position that a manifest has for them. */
function manifestOf(value: string, key: string): Manifest {
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: { annotations: { [key]: value } },
    spec: { entrypoint: value, arguments: { parameters: [{ name: value, value }] } },
  };
}

test.each([
  ['js-yaml, YAML 1.2', (yaml: string): unknown => load(yaml, { schema: CORE_SCHEMA })],
  ['js-yaml, its default schema', (yaml: string): unknown => load(yaml)],
  ['yaml, YAML 1.1', (yaml: string): unknown => parse(yaml, { version: '1.1', merge: true })],
  ['yaml, YAML 1.2', (yaml: string): unknown => parse(yaml, { version: '1.2' })],
])('every string is read back as itself by %s', (_, read) => {
  fc.assert(
    fc.property(
      text,
      text.filter((key) => key !== '__proto__'),
      (value, key) => {
        const manifest = manifestOf(value, key);
        expect(read(printManifest(manifest))).toEqual(manifest);
      },
    ),
  );
});

test('quotes nothing that needs no quotes', () => {
  const printed = printManifest(manifestOf('hello-world', 'tiphys.dev/pipeline'));
  expect(printed).not.toMatch(/['"]/);
});
