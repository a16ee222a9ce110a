import { ExpressionError } from '../expression-error.ts';
import { literalKey, toParseError } from './parse-condition.ts';
import type { ParseError } from './parse-condition.ts';
import { parseSyntax } from './parse-syntax.ts';
import type { Syntax } from './syntax.ts';

/**
 * Parses a `parameterExpressionSelector` (kfp-semantics 5.4) into the keys that it takes, from the outside in. Only
 * `parseJson(string_value)["a"]["b"]` is one: nothing else comes out of the SDK.
 */
export function parseSelector(text: string): { readonly path: readonly string[] } | { readonly error: ParseError } {
  try {
    return { path: toPath(parseSyntax(text)) };
  } catch (error) {
    return { error: toParseError(error) };
  }
}

function toPath(syntax: Syntax): readonly string[] {
  const path: string[] = [];
  let at = syntax;
  while (at.kind === 'member' || at.kind === 'index') {
    const key = literalKey(at);
    if (typeof key === 'number') {
      throw new ExpressionError('parse', 'a selector takes members of objects, not elements of lists', at.offset);
    }
    path.unshift(key);
    at = at.of;
  }
  const [argument] = at.kind === 'call' && at.name === 'parseJson' && at.on === undefined ? at.arguments : [];
  if (path.length === 0 || argument?.kind !== 'name' || argument.name !== 'string_value') {
    throw new ExpressionError('parse', 'only parseJson(string_value)["key"] is supported', at.offset);
  }
  return path;
}
