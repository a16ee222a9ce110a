/**
 * An expression of expr-lang (https://expr-lang.org/docs/language-definition), the part of it that Tiphys writes and that
 * hand-written manifests commonly use. Build it with the functions of `build.ts`, or parse it.
 */
export type Expr = { readonly offset?: number } & (
  | { readonly kind: 'nil' }
  | { readonly kind: 'bool'; readonly value: boolean }
  | { readonly kind: 'int'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'list'; readonly items: readonly Expr[] }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[] }
  | { readonly kind: 'name'; readonly name: string }
  /** `of[key]`, or `of.key` when `dot` is set; `optional` is `?.` */
  | {
      readonly kind: 'member';
      readonly of: Expr;
      readonly key: Expr;
      readonly dot?: true;
      readonly optional?: true;
    }
  /** Where a `?.` inside that found nil stops: the whole of `of` is nil then. */
  | { readonly kind: 'chain'; readonly of: Expr }
  | { readonly kind: 'slice'; readonly of: Expr; readonly from?: Expr; readonly to?: Expr }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly of: Expr }
  | { readonly kind: 'binary'; readonly operator: BinaryOperator; readonly left: Expr; readonly right: Expr }
  | { readonly kind: 'ternary'; readonly test: Expr; readonly then: Expr; readonly else: Expr }
  /** The last argument of `map`, `filter` and their like is evaluated for each element, as `#`. */
  | { readonly kind: 'call'; readonly name: string; readonly arguments: readonly Expr[] }
  /** `#` */
  | { readonly kind: 'element' }
);

export interface MapEntry {
  readonly key: Expr;
  readonly value: Expr;
}

export type UnaryOperator = '!' | '-' | '+';

export type BinaryOperator =
  | '||'
  | '&&'
  | '=='
  | '!='
  | '<'
  | '<='
  | '>'
  | '>='
  | 'in'
  | 'matches'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | '..'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '**'
  | '??';

/** How tightly operators bind; a higher number binds tighter (expr-lang, parser/operator). */
export const precedence: Readonly<Record<BinaryOperator, number>> = {
  '||': 10,
  '&&': 15,
  '==': 20,
  '!=': 20,
  '<': 20,
  '<=': 20,
  '>': 20,
  '>=': 20,
  in: 20,
  matches: 20,
  contains: 20,
  startsWith: 20,
  endsWith: 20,
  '..': 25,
  '+': 30,
  '-': 30,
  '*': 60,
  '/': 60,
  '%': 60,
  '**': 100,
  '??': 500,
};

/** As `precedence`, for what stands before its operand. */
export const unaryPrecedence: Readonly<Record<UnaryOperator, number>> = { '!': 50, '-': 90, '+': 90 };

/** Functions whose second argument is evaluated for each element of the first. */
export const predicateFunctions: ReadonlySet<string> = new Set([
  'all',
  'any',
  'none',
  'one',
  'filter',
  'map',
  'count',
  'find',
  'findIndex',
]);
