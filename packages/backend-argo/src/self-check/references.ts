/** What a text with tags, or an expression, refers to. */
export interface References {
  readonly inputs: readonly string[];
  /** `output` is absent where only the status is read. */
  readonly tasks: readonly { readonly task: string; readonly output?: string }[];
}

const tag = /\{\{(.*?)\}\}/gs;
/** String literals that are values; those in `x['key']` are names. */
const valueLiteral = /(?<![\w\])]\[)'(?:[^'\\]|\\.)*'/g;
const inputReference = /\binputs\.parameters(?:\.|\[')([-a-zA-Z0-9_]+)/g;
const taskReference =
  /\btasks(?:\.|\[')([-a-zA-Z0-9]+)(?:'\])?\.(?:status|outputs\.parameters(?:\.|\[')([-a-zA-Z0-9_]+))/g;

/** The references in the tags of a text; the rest of it is data. */
export function tagReferences(text: string): References {
  const tags = [...text.matchAll(tag)].map(([, inner = '']) => (inner.startsWith('=') ? inner : `${inner} `));
  return expressionReferences(tags.join('\n'));
}

/** The references in an expression. */
export function expressionReferences(expression: string): References {
  const code = expression.replace(valueLiteral, "''");
  return {
    inputs: [...code.matchAll(inputReference)].map(([, name = '']) => name),
    tasks: [...code.matchAll(taskReference)].map(([, task = '', output]) =>
      output === undefined ? { task } : { task, output },
    ),
  };
}
