import { skipBlank, skipProperties, blankComments } from './skip-blank.ts';
import type { NodePair, ScalarNode, SourceNode } from './source-node.ts';

/** What the parser knows when it has finished a node; js-yaml's `State`, as far as it is used here. */
export interface ParserState {
  readonly position: number;
  readonly kind: string | null;
  readonly tag: string | null;
  readonly anchor: string | null;
  readonly result: unknown;
}

/** A finished node, with what its parent needs to tell it from the parser's false starts. */
export interface Composed {
  readonly node: SourceNode;
  /** Where the parser began to look for it. */
  readonly open: number;
  /** Nothing was there, not even a tag. */
  readonly empty: boolean;
  /** The parser's own value for it. */
  readonly result: unknown;
}

/**
 * Builds the node that the parser has just finished from the nodes that were finished inside it. The parser tries a block
 * mapping before anything else: what turned out not to be a key stays behind as the only child, and *is* the node.
 */
export function composeNode(
  text: string,
  open: number,
  children: readonly Composed[],
  state: ParserState,
  anchors: Map<string, SourceNode>,
): Composed {
  const node = build(text, open, children, state, anchors);
  if (state.anchor !== null) {
    anchors.set(state.anchor, node);
  }
  const empty = state.kind === null && state.tag === null && state.anchor === null && node.kind !== 'alias';
  return { node, open, empty, result: state.result };
}

function build(
  text: string,
  open: number,
  children: readonly Composed[],
  state: ParserState,
  anchors: ReadonlyMap<string, SourceNode>,
): SourceNode {
  const start = Math.min(skipProperties(text, open), state.position);
  const tag = state.tag === null || state.tag === '?' ? {} : { tag: state.tag };
  const last = children.at(-1);
  switch (state.kind) {
    case 'mapping':
    case 'sequence': {
      if (last !== undefined && last.result === state.result && last.node.kind === state.kind) {
        return { ...last.node, ...tag };
      }
      const flow = text[start] === '{' || text[start] === '[';
      const end = flow ? state.position : Math.max(start, last?.node.end ?? start);
      return state.kind === 'mapping'
        ? { kind: 'mapping', pairs: toPairs(text, children), start, end, ...tag }
        : { kind: 'sequence', items: toItems(text, start, children, state, flow), start, end, ...tag };
    }
    case 'scalar':
      if (last?.node.kind === 'scalar' && !last.empty) {
        return { ...last.node, ...tag };
      }
      return { ...scalar(text, start, state), ...tag };
    default:
      return text[start] === '*' && state.position > start
        ? alias(text, start, anchors)
        : { kind: 'scalar', text: '', style: 'plain', start: open, end: open, ...tag };
  }
}

function scalar(text: string, start: number, state: ParserState): ScalarNode {
  const style = /['"|>]/.test(text[start] ?? '') ? 'quoted' : 'plain';
  return { kind: 'scalar', text: String(state.result), style, start, end: trimEnd(text, start, state.position) };
}

function alias(text: string, start: number, anchors: ReadonlyMap<string, SourceNode>): SourceNode {
  const name = /^[^\s,[\]{}]*/.exec(text.slice(start + 1, start + 1025))?.[0] ?? '';
  const target = anchors.get(name);
  const place = { start, end: start + 1 + name.length };
  return { kind: 'alias', name, ...(target === undefined ? {} : { target }), ...place };
}

function trimEnd(text: string, start: number, position: number): number {
  let end = position;
  while (end > start && /\s/.test(text[end - 1] ?? '')) {
    end -= 1;
  }
  return end;
}

function isFollowedByColon(text: string, child: Composed): boolean {
  return text[skipBlank(text, child.node.end)] === ':';
}

/** A key that no colon follows has no value: `? key`, or `{key}`. */
function toPairs(text: string, children: readonly Composed[]): NodePair[] {
  const pairs: NodePair[] = [];
  let index = 0;
  while (index < children.length) {
    const key = children[index] as Composed;
    const value = isFollowedByColon(text, key) ? children[index + 1] : undefined;
    index += value === undefined ? 1 : 2;
    if (value !== undefined || !key.empty) {
      pairs.push({ key: key.node, value: value?.node ?? nullAt(key.node.end) });
    }
  }
  return pairs;
}

function toItems(
  text: string,
  start: number,
  children: readonly Composed[],
  state: ParserState,
  flow: boolean,
): SourceNode[] {
  return flow ? toFlowItems(text, children) : toBlockItems(text, start, children, state);
}

/** Inside `[...]`, `key: value` without braces is a mapping of one pair. */
function toFlowItems(text: string, children: readonly Composed[]): SourceNode[] {
  const items: SourceNode[] = [];
  let index = 0;
  while (index < children.length) {
    const { node } = children[index] as Composed;
    const value = isFollowedByColon(text, children[index] as Composed) ? children[index + 1]?.node : undefined;
    index += value === undefined ? 1 : 2;
    items.push(
      value === undefined
        ? node
        : { kind: 'mapping', pairs: [{ key: node, value }], start: node.start, end: value.end },
    );
  }
  return items;
}

/** The parser opens no node for an item that is nothing but a dash, so the dashes are counted. */
function toBlockItems(text: string, start: number, children: readonly Composed[], state: ParserState): SourceNode[] {
  const total = Array.isArray(state.result) ? state.result.length : children.length;
  if (total === children.length) {
    return children.map((child) => child.node);
  }
  const items: SourceNode[] = [];
  const column = columnOf(text, start);
  let from = start;
  for (const child of children) {
    addBareItems(items, text, from, child.open, 1, column);
    items.push(child.node);
    from = child.node.end;
  }
  addBareItems(items, text, from, state.position, 0, column);
  return items;
}

/** @param own how many dashes belong to the node that follows. */
function addBareItems(items: SourceNode[], text: string, from: number, to: number, own: number, column: number): void {
  const dashes = [...blankComments(text.slice(from, to)).matchAll(/-/g)].map((match) => from + match.index);
  const stray = dashes.find((offset) => columnOf(text, offset) !== column);
  if (stray !== undefined) {
    // The parser takes the item after a bare dash for one of the same list, whatever its indentation.
    throw new AmbiguousList(stray);
  }
  for (const offset of dashes.slice(0, dashes.length - own)) {
    items.push(nullAt(offset));
  }
}

/** Thrown where the parser would give an item to the wrong list. */
export class AmbiguousList extends Error {
  readonly offset: number;

  constructor(offset: number) {
    super('an empty item before this one must be written as "null"');
    this.offset = offset;
  }
}

function columnOf(text: string, offset: number): number {
  let start = offset;
  while (start > 0 && text[start - 1] !== '\n' && text[start - 1] !== '\r') {
    start -= 1;
  }
  return offset - start;
}

function nullAt(offset: number): ScalarNode {
  return { kind: 'scalar', text: '', style: 'plain', start: offset, end: offset };
}
