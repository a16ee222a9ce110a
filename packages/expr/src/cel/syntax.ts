/** A CEL expression as it is written, before anything is known of its names. */
export type Syntax = { readonly offset: number } & (
  | { readonly kind: 'literal'; readonly value: string | number | boolean | null; readonly integer?: true }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'list'; readonly items: readonly Syntax[] }
  | { readonly kind: 'member'; readonly of: Syntax; readonly name: string }
  | { readonly kind: 'index'; readonly of: Syntax; readonly key: Syntax }
  | { readonly kind: 'call'; readonly name: string; readonly on?: Syntax; readonly arguments: readonly Syntax[] }
  | { readonly kind: 'unary'; readonly operator: '!' | '-'; readonly of: Syntax }
  | { readonly kind: 'binary'; readonly operator: string; readonly left: Syntax; readonly right: Syntax }
  | { readonly kind: 'ternary'; readonly test: Syntax; readonly then: Syntax; readonly else: Syntax }
);
