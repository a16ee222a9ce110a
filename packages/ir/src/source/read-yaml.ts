import { FAILSAFE_SCHEMA, loadAll, Type, YAMLException, type State } from 'js-yaml';
import { AmbiguousList, composeNode, type Composed, type ParserState } from './compose-node.ts';
import { skipProperties } from './skip-blank.ts';
import type { SourceNode } from './source-node.ts';
import type { SyntaxFault } from './syntax-fault.ts';

/** Takes every tag, so that unknown ones become diagnostics with a place and not a thrown parser error. */
const anyTag = (['scalar', 'sequence', 'mapping'] as const).map(
  (kind) => new Type('', { kind, multi: true, resolve: () => true, construct: (data: unknown) => data }),
);
/** No implicit types: the parser leaves all scalars as text, and this package gives them meaning. */
const schema = FAILSAFE_SCHEMA.extend(anyTag);

/**
 * Reads a YAML stream into one tree per document. The parser is js-yaml, watched through its listener: the values that it
 * makes are thrown away, and the nodes that it saw are kept with their places.
 */
export function readYaml(text: string): { documents: SourceNode[] } | { fault: SyntaxFault } {
  const documents: SourceNode[] = [];
  const frames: { readonly open: number; readonly children: Composed[] }[] = [];
  const anchors = new Map<string, SourceNode>();
  const listener = (event: 'open' | 'close', state: State): void => {
    if (event === 'open') {
      frames.push({ open: state.position, children: [] });
      return;
    }
    const frame = frames.pop();
    if (frame === undefined) {
      return;
    }
    const composed = composeNode(text, frame.open, frame.children, state as State & ParserState, anchors);
    const parent = frames.at(-1);
    if (parent === undefined) {
      documents.push(composed.node);
      anchors.clear();
    } else {
      parent.children.push(composed);
    }
  };
  try {
    loadAll(text, null, { schema, listener, json: true });
  } catch (error) {
    if (error instanceof YAMLException) {
      return { fault: toFault(error, text, frames.at(-1)?.open) };
    }
    if (error instanceof AmbiguousList) {
      return { fault: { reason: error.message, offset: error.offset } };
    }
    throw error;
  }
  return { documents };
}

/** What never ends is shown where it starts: the end of the file says nothing. */
function toFault(error: YAMLException, text: string, open: number | undefined): SyntaxFault {
  const unended = /^unexpected end of the stream within (.*)$/.exec(error.reason)?.[1];
  if (unended !== undefined && open !== undefined) {
    return { reason: `${unended} starts here and never ends`, offset: skipProperties(text, open) };
  }
  return { reason: error.reason, offset: error.mark.position };
}
