import type { AnyValue, ConditionTree } from '../model.ts';

declare const usableIn: unique symbol;

/** Marks conditions, whichever copy of this package made them. */
export const conditionBrand: unique symbol = Symbol.for('tiphys.sdk.condition') as never;

/** A condition as the builder sees it. */
export interface AnyCondition {
  readonly [conditionBrand]: ConditionTree;
}

/** Something that is true or false once its values are there. */
export interface Condition<in Scope> extends AnyCondition {
  readonly [usableIn]: (scope: Scope) => void;
  and<S extends Scope>(other: Condition<S>): Condition<S>;
  or<S extends Scope>(other: Condition<S>): Condition<S>;
  not(): Condition<Scope>;
}

/** Makes a condition of its data. */
export function createCondition<Scope>(tree: ConditionTree): Condition<Scope> {
  const join = (kind: 'and' | 'or', other: AnyCondition): ConditionTree => ({
    kind,
    of: [tree, other[conditionBrand]],
  });
  const condition: AnyCondition & Record<'and' | 'or' | 'not', unknown> = {
    [conditionBrand]: tree,
    and: (other: AnyCondition) => createCondition(join('and', other)),
    or: (other: AnyCondition) => createCondition(join('or', other)),
    not: () => createCondition({ kind: 'not', of: tree }),
  };
  return Object.freeze(condition) as unknown as Condition<Scope>;
}

/** The values that a condition compares. */
export function valuesOfCondition(tree: ConditionTree): readonly AnyValue[] {
  switch (tree.kind) {
    case 'compare':
      return typeof tree.right === 'object' ? [tree.left, tree.right] : [tree.left];
    case 'not':
      return valuesOfCondition(tree.of);
    case 'and':
    case 'or':
      return tree.of.flatMap(valuesOfCondition);
  }
}
