import type { NodePair, SourceNode } from './source-node.ts';
import type { SyntaxFault } from './syntax-fault.ts';

/** Deeper than any pipeline, shallow enough for any stack. */
const maxDepth = 200;

/**
 * Reads a JSON text into a tree with places. The text must be valid JSON (`JSON.parse` has taken it): this only finds where
 * things are. Nesting deeper than 200 levels is a fault.
 */
export function readJson(text: string): { documents: SourceNode[] } | { fault: SyntaxFault } {
  const reader = { text, position: 0, depth: 0 };
  try {
    return { documents: [readValue(reader)] };
  } catch (error) {
    if (error instanceof TooDeep) {
      return { fault: { reason: `nesting is deeper than ${maxDepth} levels`, offset: reader.position } };
    }
    throw error;
  }
}

interface Reader {
  readonly text: string;
  position: number;
  depth: number;
}

class TooDeep extends Error {}

const blank = /[ \t\n\r]*/y;
const bareToken = /[^\s,\]}]+/y;

function match(reader: Reader, token: RegExp): string {
  token.lastIndex = reader.position;
  const found = token.exec(reader.text)?.[0] ?? '';
  reader.position += found.length;
  return found;
}

function peek(reader: Reader): string | undefined {
  match(reader, blank);
  return reader.text[reader.position];
}

function readValue(reader: Reader): SourceNode {
  const next = peek(reader);
  if (next === '{' || next === '[') {
    reader.depth += 1;
    if (reader.depth > maxDepth) {
      throw new TooDeep();
    }
    const node = next === '{' ? readObject(reader) : readArray(reader);
    reader.depth -= 1;
    return node;
  }
  return readScalar(reader);
}

function readScalar(reader: Reader): SourceNode {
  const start = reader.position;
  if (reader.text[start] === '"') {
    reader.position = stringEnd(reader.text, start);
    const text = JSON.parse(reader.text.slice(start, reader.position)) as string;
    return { kind: 'scalar', text, style: 'quoted', start, end: reader.position };
  }
  const text = match(reader, bareToken);
  return { kind: 'scalar', text, style: 'json', start, end: reader.position };
}

/** The offset after the string that starts at `start`. No regular expression: those run out of stack on long strings. */
function stringEnd(text: string, start: number): number {
  let quote = start;
  for (;;) {
    quote = text.indexOf('"', quote + 1);
    let slashes = 0;
    while (text[quote - 1 - slashes] === '\\') {
      slashes += 1;
    }
    if (slashes % 2 === 0) {
      return quote + 1;
    }
  }
}

function readObject(reader: Reader): SourceNode {
  const start = reader.position;
  const pairs: NodePair[] = [];
  reader.position += 1;
  while (peek(reader) !== '}') {
    const key = readScalar(reader);
    peek(reader);
    reader.position += 1; // the colon
    pairs.push({ key, value: readValue(reader) });
    skipComma(reader);
  }
  reader.position += 1;
  return { kind: 'mapping', pairs, start, end: reader.position };
}

function readArray(reader: Reader): SourceNode {
  const start = reader.position;
  const items: SourceNode[] = [];
  reader.position += 1;
  while (peek(reader) !== ']') {
    items.push(readValue(reader));
    skipComma(reader);
  }
  reader.position += 1;
  return { kind: 'sequence', items, start, end: reader.position };
}

function skipComma(reader: Reader): void {
  if (peek(reader) === ',') {
    reader.position += 1;
  }
}
