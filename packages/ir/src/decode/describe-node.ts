import { resolveScalar } from '../source/resolve-scalar.ts';
import { dereference, type SourceNode } from '../source/source-node.ts';

/** What a node is, in words: `a map`, `the number 3`, `the text "x"`. */
export function describeNode(node: SourceNode): string {
  const target = dereference(node);
  switch (target?.kind) {
    case 'mapping':
      return 'a map';
    case 'sequence':
      return 'a list';
    case 'scalar': {
      const value = resolveScalar(target);
      if (typeof value === 'string') {
        return `the text ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)}`;
      }
      return typeof value === 'boolean' || value === null ? String(value) : `the number ${target.text}`;
    }
    case undefined:
      return 'an alias to itself';
  }
}
