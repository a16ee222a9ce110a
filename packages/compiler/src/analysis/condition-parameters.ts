import type { Condition } from '@tiphys/expr';

/** Names of the parameters that a condition reads, each once, in the order of their first mention. */
export function conditionParameters(condition: Condition): readonly string[] {
  return [...new Set(mentions(condition))];
}

function mentions(condition: Condition): readonly string[] {
  if (condition.kind === 'parameter') return [condition.name];
  return children(condition).flatMap(mentions);
}

function children(condition: Condition): readonly Condition[] {
  switch (condition.kind) {
    case 'literal':
    case 'parameter':
      return [];
    case 'list':
      return condition.items;
    case 'index':
    case 'not':
    case 'negate':
    case 'call':
      return [condition.of];
    case 'binary':
      return [condition.left, condition.right];
    case 'ternary':
      return [condition.test, condition.then, condition.else];
    case 'method':
      return [condition.of, condition.argument];
  }
}
