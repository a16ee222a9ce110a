import { invariant } from '@tiphys/diagnostics';
import type { BinaryOperator, Expr } from './tree.ts';

/** A constant. Integers become ints, other numbers floats. */
export function literal(value: string | number | bigint | boolean | null): Expr {
  if (value === null) {
    return { kind: 'nil' };
  }
  if (typeof value === 'string') {
    return { kind: 'string', value };
  }
  if (typeof value === 'boolean') {
    return { kind: 'bool', value };
  }
  if (typeof value === 'bigint') {
    return { kind: 'int', value };
  }
  invariant(Number.isFinite(value), `an expression has no number ${value}`);
  return Number.isSafeInteger(value) ? { kind: 'int', value: BigInt(value) } : { kind: 'float', value };
}

/** A list of values. */
export function listOf(...items: readonly Expr[]): Expr {
  return { kind: 'list', items };
}

/** A variable, such as `inputs`. */
export function variable(name: string): Expr {
  return { kind: 'name', name };
}

/** `of.a.b`, for keys that are identifiers. */
export function dot(of: Expr, ...keys: readonly string[]): Expr {
  return keys.reduce<Expr>((inner, key) => ({ kind: 'member', of: inner, key: literal(key), dot: true }), of);
}

/** `of['key']` or `of[0]` or `of[<expression>]`. */
export function at(of: Expr, key: string | number | Expr): Expr {
  return { kind: 'member', of, key: typeof key === 'object' ? key : literal(key) };
}

/** `inputs.parameters['name']` */
export function inputParameter(name: string): Expr {
  return at(dot(variable('inputs'), 'parameters'), name);
}

/** `workflow.parameters['name']` */
export function workflowParameter(name: string): Expr {
  return at(dot(variable('workflow'), 'parameters'), name);
}

/** `tasks['task'].outputs.parameters['name']` */
export function taskOutput(task: string, name: string): Expr {
  return at(dot(at(variable('tasks'), task), 'outputs', 'parameters'), name);
}

/** `tasks['task'].status` */
export function taskStatus(task: string): Expr {
  return dot(at(variable('tasks'), task), 'status');
}

/** `name(a, b)` */
export function call(name: string, ...given: readonly Expr[]): Expr {
  return { kind: 'call', name, arguments: given };
}

/** `left <operator> right` */
export function binary(left: Expr, operator: BinaryOperator, right: Expr): Expr {
  return { kind: 'binary', operator, left, right };
}

/** `!of` */
export function not(of: Expr): Expr {
  return { kind: 'unary', operator: '!', of };
}

/** `test ? then : otherwise` */
export function ternary(test: Expr, then: Expr, otherwise: Expr): Expr {
  return { kind: 'ternary', test, then, else: otherwise };
}

/** `#`: the element that a predicate is asked about. */
export const element: Expr = { kind: 'element' };
