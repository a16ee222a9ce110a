import type { Diagnostic } from '@tiphys/diagnostics';
import type { Site } from '../diagnostics.ts';
import { tooManyNodes } from '../diagnostics.ts';
import type { Locator } from '../source/locate.ts';
import type { SourceNode } from '../source/source-node.ts';

/** More faults than this in one document are not told apart from each other by anybody. */
const faultLimit = 1000;

/** The state of reading one document: where we are, and what was wrong so far. */
export interface Decoding {
  readonly locator: Locator;
  /** The path of the node at hand. Changes while reading. */
  readonly path: (string | number)[];
  readonly faults: Diagnostic[];
  /** How many nodes may still be read. Aliases make a small file large; this ends it. */
  budget: number;
}

/** Reads one node; `undefined` if a fault was reported instead. */
export type Decoder<T> = (node: SourceNode, decoding: Decoding) => T | undefined;

/** Starts reading a document. `budget` bounds the nodes that are read, aliases counted as often as they are used. */
export function startDecoding(locator: Locator, budget: number): Decoding {
  return { locator, path: [], faults: [], budget };
}

/** The place of the node at hand. */
export function here({ path, locator }: Decoding): Site {
  return { path: [...path], range: locator.value(path) };
}

/** Notes a fault, unless there are far too many already. */
export function report(decoding: Decoding, fault: Diagnostic): undefined {
  if (decoding.faults.length < faultLimit) {
    decoding.faults.push(fault);
  }
  return undefined;
}

/** Reads a child node, one step further down. */
export function decodeChild<T>(
  decode: Decoder<T>,
  node: SourceNode,
  step: string | number,
  decoding: Decoding,
): T | undefined {
  decoding.budget -= 1;
  if (decoding.budget < 0) {
    if (decoding.budget === -1) {
      report(decoding, tooManyNodes(here(decoding)));
    }
    return undefined;
  }
  decoding.path.push(step);
  const value = decode(node, decoding);
  decoding.path.pop();
  return value;
}
