import { ExpressionError } from '../expression-error.ts';
import { builtins } from './builtins.ts';
import { checkExpression } from './check-expression.ts';
import { applyBinary, toInt } from './operators.ts';
import { predicateFunctions } from './tree.ts';
import type { Expr } from './tree.ts';
import { goText, isList, isMap, typeOf } from './values.ts';
import type { Value, ValueMap } from './values.ts';

/** What names mean in a place. */
interface Scope {
  readonly variables: ValueMap;
  readonly element?: Value;
}

/** What a `?.` gives inside its chain when there was nothing before it. */
const nothing = Symbol('nothing');

/**
 * The value of an expression among nested variables (see `expandVariables`), as expr-lang 1.17 in Argo 3.7 has it: ints are
 * `bigint`, floats `number`, nil `null`. `tagText` and `goText` make text of it.
 *
 * @throws ExpressionError in phase `compile` (unknown names, types that cannot fit) or `run`
 */
export function evaluateExpression(expr: Expr, variables: ValueMap): Value {
  checkExpression(expr, variables);
  return evaluate(expr, { variables });
}

function evaluate(expr: Expr, scope: Scope): Value {
  const value = (of: Expr): Value => evaluate(of, scope);
  if ('value' in expr) {
    return expr.value;
  }
  switch (expr.kind) {
    case 'nil':
      return null;
    case 'list':
      return expr.items.map(value);
    case 'map':
      return Object.fromEntries(expr.entries.map((entry) => [mapKey(value(entry.key)), value(entry.value)]));
    case 'name':
      return scope.variables[expr.name] ?? null;
    case 'element':
      return scope.element ?? null;
    case 'member':
    case 'chain': {
      const result = evaluateChain(expr.kind === 'chain' ? expr.of : expr, scope);
      return result === nothing ? null : result;
    }
    case 'slice':
      return slice(expr, value);
    case 'unary':
      return unary(expr.operator, value(expr.of));
    case 'binary':
      return binary(expr, value);
    case 'ternary':
      return isTrue(value(expr.test)) ? value(expr.then) : value(expr.else);
    case 'call':
      return predicateFunctions.has(expr.name)
        ? predicateCall(expr, scope)
        : callBuiltin(expr, expr.arguments.map(value));
  }
}

function evaluateChain(expr: Expr, scope: Scope): Value | typeof nothing {
  if (expr.kind !== 'member') {
    return evaluate(expr, scope);
  }
  const of = evaluateChain(expr.of, scope);
  if (of === nothing || (of === null && expr.optional === true)) {
    return nothing;
  }
  return member(of, evaluate(expr.key, scope));
}

function member(of: Value, key: Value): Value {
  if (isMap(of) && (typeof key === 'string' || key === null)) {
    return key !== null && Object.hasOwn(of, key) ? (of[key] as Value) : null;
  }
  if (isList(of)) {
    const index = Number(toInt(key));
    const item = of.at(index);
    if (item === undefined) {
      throw new ExpressionError('run', `index out of range: ${index} (array length is ${of.length})`);
    }
    return item;
  }
  throw new ExpressionError('run', `cannot fetch ${goText(key)} from ${typeOf(of)}`);
}

function mapKey(key: Value): string {
  if (typeof key !== 'string') {
    throw new ExpressionError('run', `interface conversion: interface {} is ${typeOf(key)}, not string`);
  }
  return key;
}

function slice(expr: Expr & { readonly kind: 'slice' }, value: (of: Expr) => Value): Value {
  const of = value(expr.of);
  const isText = typeof of === 'string' && !/[^\0-\x7f]/.test(of);
  if (!isText && !isList(of)) {
    // Go would cut between the bytes of UTF-8.
    throw new ExpressionError('run', `cannot slice ${typeof of === 'string' ? 'a text beyond ASCII' : typeOf(of)}`);
  }
  const bound = (one: Expr | undefined, missing: number): number =>
    one === undefined ? missing : Number(toInt(value(one)));
  return of.slice(bound(expr.from, 0), bound(expr.to, of.length));
}

function unary(operator: '!' | '-' | '+', of: Value): Value {
  if (operator === '!') {
    return !isTrue(of);
  }
  if (typeof of !== 'bigint' && typeof of !== 'number') {
    throw new ExpressionError('run', `invalid operation: ${operator} ${typeOf(of)}`);
  }
  return operator === '+' ? of : -of;
}

function binary(expr: Expr & { readonly kind: 'binary' }, value: (of: Expr) => Value): Value {
  const { operator, left, right } = expr;
  switch (operator) {
    case '&&':
      return isTrue(value(left)) && value(right);
    case '||':
      return isTrue(value(left)) || value(right);
    case '??':
      return value(left) ?? value(right);
    default:
      return applyBinary(operator, value(left), value(right));
  }
}

function predicateCall(expr: Expr & { readonly kind: 'call' }, scope: Scope): Value {
  const [listExpr, body] = expr.arguments as [Expr, Expr | undefined];
  const list = evaluate(listExpr, scope);
  if (!isList(list)) {
    throw new ExpressionError('run', `builtin ${expr.name} takes only array (got ${typeOf(list)})`);
  }
  const ask = (element: Value): Value => (body === undefined ? element : evaluate(body, { ...scope, element }));
  const holds = (element: Value): boolean => isTrue(ask(element));
  switch (expr.name) {
    case 'map':
      return list.map(ask);
    case 'filter':
      return list.filter(holds);
    case 'all':
      return list.every(holds);
    case 'any':
      return list.some(holds);
    case 'none':
      return !list.some(holds);
    case 'one':
      return list.filter(holds).length === 1;
    case 'count':
      return BigInt(list.filter(holds).length);
    case 'findIndex': {
      const index = list.findIndex(holds);
      return index < 0 ? null : BigInt(index);
    }
    default:
      return list.find(holds) ?? null;
  }
}

function callBuiltin(expr: Expr & { readonly kind: 'call' }, given: readonly Value[]): Value {
  const builtin = builtins[expr.name];
  if (builtin === undefined) {
    throw new ExpressionError('compile', `unknown name ${expr.name}`, expr.offset);
  }
  return builtin.apply(...given);
}

function isTrue(value: Value): boolean {
  if (typeof value !== 'boolean') {
    throw new ExpressionError('run', `interface conversion: interface {} is ${typeOf(value)}, not bool`);
  }
  return value;
}
