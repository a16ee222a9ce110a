/*
 * The syntax tree of a YAML or JSON document: what was written, and where, before any scalar gets a meaning. Places are
 * offsets in UTF-16 code units.
 */

interface Place {
  readonly start: number;
  /** The first offset after it. */
  readonly end: number;
}

/** A scalar. `text` has quotes, escapes and folding already undone. */
export interface ScalarNode extends Place {
  readonly kind: 'scalar';
  readonly text: string;
  /** `plain` scalars may be numbers and such, by YAML's rules; `json` ones by JSON's; `quoted` ones are always text. */
  readonly style: 'plain' | 'json' | 'quoted';
  /** An explicit tag, such as `tag:yaml.org,2002:str`. */
  readonly tag?: string;
}

export interface MappingNode extends Place {
  readonly kind: 'mapping';
  readonly pairs: readonly NodePair[];
  readonly tag?: string;
}

export interface NodePair {
  readonly key: SourceNode;
  readonly value: SourceNode;
}

export interface SequenceNode extends Place {
  readonly kind: 'sequence';
  readonly items: readonly SourceNode[];
  readonly tag?: string;
}

/** `*name`. `target` is absent if the alias stands inside the very node that it names. */
export interface AliasNode extends Place {
  readonly kind: 'alias';
  readonly name: string;
  readonly target?: SourceNode;
}

export type SourceNode = ScalarNode | MappingNode | SequenceNode | AliasNode;

/** The node that `node` stands for; `undefined` for an alias to a node around itself. */
export function dereference(node: SourceNode): Exclude<SourceNode, AliasNode> | undefined {
  let current: SourceNode | undefined = node;
  while (current?.kind === 'alias') {
    current = current.target;
  }
  return current;
}
