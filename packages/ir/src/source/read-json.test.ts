import { type JsonValue, parseJson, printJson } from '@tiphys/diagnostics';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { json } from '../decode/primitives.ts';
import { startDecoding } from '../decode/decoding.ts';
import { createLineMap } from './line-map.ts';
import { createLocator } from './locate.ts';
import { readJson } from './read-json.ts';
import type { SourceNode } from './source-node.ts';

function parse(text: string): SourceNode {
  const parsed = readJson(text);
  if ('fault' in parsed) {
    throw new Error(parsed.fault.reason);
  }
  const [node] = parsed.documents;
  if (node === undefined) {
    throw new Error('no document');
  }
  return node;
}

function valueOf(text: string): JsonValue {
  const node = parse(text);
  return json(node, startDecoding(createLocator(node, createLineMap(text, 'f')), 1e6)) ?? null;
}

/** Every node's text is JSON of its own, and says the same as the node. */
function checkPlaces(node: SourceNode, text: string): void {
  const part = text.slice(node.start, node.end);
  expect(() => JSON.parse(part) as unknown).not.toThrow();
  if (node.kind === 'scalar' && node.style === 'quoted') {
    expect(JSON.parse(part)).toBe(node.text);
  } else if (node.kind === 'mapping') {
    node.pairs.forEach(({ key, value }) => {
      checkPlaces(key, text);
      checkPlaces(value, text);
    });
  } else if (node.kind === 'sequence') {
    node.items.forEach((item) => checkPlaces(item, text));
  }
}

test('gives the values and the places of any JSON text', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.constantFrom('', '  ', '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent);
      expect(printJson(valueOf(text))).toBe(printJson(parseJson(text)));
      checkPlaces(parse(text), text);
    }),
  );
});

test('reads numbers by the rules of JSON', () => {
  expect(valueOf('[1e3, -0.5, 12345678901234567890, 1E-2]')).toEqual([1000, -0.5, 12345678901234567890n, 0.01]);
});

test('has a limit for nesting', () => {
  const deep = '['.repeat(5000) + ']'.repeat(5000);
  expect(readJson(deep)).toEqual({ fault: { reason: 'nesting is deeper than 200 levels', offset: 200 } });
});
