/**
 * A CEL condition or selector, parsed (kfp-semantics 5.4, 5.6). A closed tree: what CEL can say beyond it is refused
 * when it is parsed, with its place.
 */
export type Condition =
  /** `integer`: CEL's `5`, as against its `5.0`; they differ in division only. */
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly integer?: true }
  | { readonly kind: 'list'; readonly items: readonly Condition[] }
  /** `inputs.parameter_values['x']` */
  | { readonly kind: 'parameter'; readonly name: string }
  /** `a['key']`, `a.key`, `a[0]` */
  | { readonly kind: 'index'; readonly of: Condition; readonly key: string | number }
  | { readonly kind: 'not'; readonly of: Condition }
  | { readonly kind: 'negate'; readonly of: Condition }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Condition; readonly right: Condition }
  | { readonly kind: 'ternary'; readonly test: Condition; readonly then: Condition; readonly else: Condition }
  /** A conversion, or `size`, or KFP's own `parseJson`. */
  | { readonly kind: 'call'; readonly function: ConditionFunction; readonly of: Condition }
  /** `x.startsWith(y)` and its like. */
  | { readonly kind: 'method'; readonly method: ConditionMethod; readonly of: Condition; readonly argument: Condition };

export type BinaryOperator = '==' | '!=' | '<' | '<=' | '>' | '>=' | '&&' | '||' | 'in' | '+' | '-' | '*' | '/' | '%';

export type ConditionFunction = 'int' | 'double' | 'string' | 'bool' | 'size' | 'parseJson';

export type ConditionMethod = 'startsWith' | 'endsWith' | 'contains';
