import type { DocumentPath, SourceRange } from '@tiphys/diagnostics';
import { toSnakeCase } from './field-name.ts';
import type { LineMap } from './line-map.ts';
import { dereference, type MappingNode, type NodePair, type SourceNode } from './source-node.ts';

/** Finds places in one document. Paths use the canonical (camelCase) names, whatever the file uses. */
export interface Locator {
  /**
   * Where the value at `path` is: the value itself if it is a scalar, else the key that names it. If there is nothing at
   * `path`, the nearest thing around it.
   */
  readonly value: (path: DocumentPath) => SourceRange;
  /** Where the key at the end of `path` is; `occurrence` tells equal keys apart, the first being 0. */
  readonly key: (path: DocumentPath, occurrence?: number) => SourceRange;
}

/** `base` is the node that the empty path means. */
export function createLocator(base: SourceNode, lines: LineMap): Locator {
  const value = (path: DocumentPath): SourceRange => {
    const place = walk(base, path);
    const target = place.key !== undefined && isCollection(place.node) ? place.key : place.node;
    return lines.range(target.start, isCollection(target) ? firstEnd(target) : target.end);
  };
  return {
    value,
    key: (path, occurrence = 0) => {
      const parent = dereference(walk(base, path.slice(0, -1)).node);
      const key =
        parent?.kind === 'mapping' ? findPairs(parent, path.at(-1) ?? '', occurrence + 1)[occurrence]?.key : undefined;
      return key === undefined ? value(path) : lines.range(key.start, isCollection(key) ? firstEnd(key) : key.end);
    },
  };
}

interface Found {
  readonly node: SourceNode;
  readonly key?: SourceNode;
}

function walk(base: SourceNode, path: DocumentPath): Found {
  let found: Found = { node: base };
  for (const step of path) {
    const next = descend(found.node, step);
    if (next === undefined) {
      return found;
    }
    found = next;
  }
  return found;
}

function descend(from: SourceNode, step: string | number): Found | undefined {
  const node = dereference(from);
  if (node?.kind === 'sequence') {
    const item = typeof step === 'number' ? node.items[step] : undefined;
    return item === undefined ? undefined : { node: item };
  }
  if (node?.kind === 'mapping') {
    const pair = findPairs(node, step).at(-1);
    return pair === undefined ? findMerged(node, step, new Set()) : { node: pair.value, key: pair.key };
  }
  return undefined;
}

/** The pairs of a name as it is; without any, or with fewer than asked for, also in the proto's spelling of the name. */
function findPairs({ pairs }: MappingNode, step: string | number, atLeast = 1): readonly NodePair[] {
  const name = String(step);
  const byKey = indexOf(pairs);
  const exact = byKey.get(name) ?? [];
  const snake = toSnakeCase(name);
  if (exact.length >= atLeast || snake === name) {
    return exact;
  }
  return [...exact, ...(byKey.get(snake) ?? [])].sort((left, right) => left.key.start - right.key.start);
}

/** A file with thousands of faults asks for thousands of places in one mapping. */
const indexes = new WeakMap<readonly NodePair[], ReadonlyMap<string, readonly NodePair[]>>();

function indexOf(pairs: readonly NodePair[]): ReadonlyMap<string, readonly NodePair[]> {
  const known = indexes.get(pairs);
  if (known !== undefined) {
    return known;
  }
  const index = Map.groupBy(pairs, ({ key }) => (key.kind === 'scalar' ? key.text : ''));
  indexes.set(pairs, index);
  return index;
}

/** A key that came in through `<<`. */
function findMerged(mapping: MappingNode, step: string | number, searched: Set<MappingNode>): Found | undefined {
  for (const { value } of findPairs(mapping, '<<')) {
    const source = dereference(value);
    for (const item of source?.kind === 'sequence' ? source.items : [value]) {
      const merged = dereference(item);
      if (merged?.kind === 'mapping' && !searched.has(merged)) {
        searched.add(merged);
        const pair = findPairs(merged, step).at(-1);
        const found = pair === undefined ? findMerged(merged, step, searched) : { node: pair.value, key: pair.key };
        if (found !== undefined) {
          return found;
        }
      }
    }
  }
  return undefined;
}

function isCollection(node: SourceNode): boolean {
  return node.kind === 'mapping' || node.kind === 'sequence';
}

/** A collection that no key names is marked by its first character: the whole of it would be too much. */
function firstEnd(node: SourceNode): number {
  return node.start + 1;
}
