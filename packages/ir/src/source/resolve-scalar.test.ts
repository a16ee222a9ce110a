import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { repositoryFolder } from '../testing/corpus.ts';
import { findPython } from '../testing/python.ts';
import { readYaml } from './read-yaml.ts';
import { resolveScalar } from './resolve-scalar.ts';

/** How PyYAML reads each text as a list item; recorded by `testing/pyyaml.py`. */
type Row = readonly [text: string, kind: string, value: string];

const recorded = JSON.parse(readFileSync(repositoryFolder('packages/ir/src/testing/scalars.json'), 'utf8')) as Row[];

/** How we read it, in the same words. */
function read(text: string): readonly [kind: string, value: string] {
  const parsed = readYaml(`- ${text}\n`);
  const list = 'documents' in parsed ? parsed.documents[0] : undefined;
  const item = list?.kind === 'sequence' ? list.items[0] : undefined;
  const value = item?.kind === 'scalar' ? resolveScalar(item) : undefined;
  switch (typeof value) {
    case 'undefined':
      return ['error', ''];
    case 'string':
      return ['text', value];
    case 'boolean':
      return ['bool', String(value)];
    case 'object':
      return ['null', ''];
    case 'bigint':
      return ['int', String(value)];
    default:
      return ['number', numberText(value)];
  }
}

function numberText(value: number): string {
  return Object.is(value, -0) ? '-0' : String(value);
}

/** PyYAML's answer in our terms: a date stays the text that it is, and a number has no separate type for integers. */
function translate([text, kind, value]: Row): readonly [kind: string, value: string] {
  switch (kind) {
    case 'date':
      return ['text', text];
    case 'int':
      return Number.isSafeInteger(Number(value)) ? ['number', value] : ['int', value];
    case 'float':
      return ['number', numberText(Number(value.replace('inf', 'Infinity').replace('nan', 'NaN')))];
    default:
      return [kind, value];
  }
}

test('reads scalars as PyYAML does', () => {
  // PyYAML refuses `=` and `<<` as values, and dates that are none; to us they are text.
  const comparable = recorded.filter(([, kind]) => kind !== 'error');
  expect(comparable.length).toBeGreaterThan(1000);
  expect(comparable.map(([text]) => [text, ...read(text)])).toEqual(
    comparable.map((row) => [row[0], ...translate(row)]),
  );
});

test.each([
  ['n', 'text', 'n'],
  ['1e3', 'text', '1e3'],
  ['089', 'text', '089'],
  ['0o17', 'text', '0o17'],
  ['yes', 'bool', 'true'],
  ['017', 'number', '15'],
  ['1:30', 'number', '90'],
  ['2024-01-02', 'text', '2024-01-02'],
  ['9007199254740993', 'int', '9007199254740993'],
  ['=', 'text', '='],
  ['!!int abc', 'error', ''],
])('%s is %s %s', (text, ...expected) => {
  expect(read(text)).toEqual(expected);
});

test('the recorded answers are those of the real PyYAML', ({ skip }) => {
  const python = findPython();
  skip(python === undefined, 'skipped: no python3 with kfp');
  const script = repositoryFolder('packages/ir/src/testing/pyyaml.py');
  const candidates = execFileSync(python ?? '', [script, 'candidates'], { encoding: 'utf8' });
  expect(JSON.parse(execFileSync(python ?? '', [script], { input: candidates, encoding: 'utf8' }))).toEqual(recorded);
});
