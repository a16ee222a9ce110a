import { errorMessage } from '@tiphys/diagnostics';
import { ExpressionError } from '../expression-error.ts';
import { builtins } from './builtins.ts';
import { comparable, describe, either, listOfNature, mayBe, natureOf, natures } from './natures.ts';
import type { Nature } from './natures.ts';
import { pattern } from './operators.ts';
import { predicateFunctions } from './tree.ts';
import type { BinaryOperator, Expr } from './tree.ts';
import type { ValueMap } from './values.ts';

/** What names mean in a place: the variables, and `#` inside a predicate. */
interface Scope {
  readonly variables: ValueMap;
  readonly element?: Nature;
}

/**
 * Checks an expression as expr-lang does before it runs: unknown names, and types that cannot fit, also in branches that
 * would not be taken.
 *
 * @throws ExpressionError in phase `compile`
 */
export function checkExpression(expr: Expr, variables: ValueMap): void {
  natureIn(expr, { variables });
}

function natureIn(expr: Expr, scope: Scope): Nature {
  const of = (inner: Expr): Nature => natureIn(inner, scope);
  if ('value' in expr) {
    return natures[expr.kind];
  }
  switch (expr.kind) {
    case 'nil':
      return natures.nil;
    case 'list': {
      const items = expr.items.map(of);
      const [first] = items;
      const alike = first !== undefined && items.every((item) => item.kind === first.kind);
      return alike ? listOfNature(first) : natures.list;
    }
    case 'map':
      for (const { key, value } of expr.entries) {
        of(key);
        of(value);
      }
      return natures.map;
    case 'name':
      return nameNature(expr, scope);
    case 'element':
      return scope.element ?? fail(expr, 'cannot use # outside a predicate');
    case 'member':
      return memberNature(expr, of(expr.of), of(expr.key));
    case 'chain':
      return of(expr.of);
    case 'slice':
      return sliceNature(
        expr,
        of(expr.of),
        [expr.from, expr.to].flatMap((bound) => (bound ? [of(bound)] : [])),
      );
    case 'unary':
      return unaryNature(expr, of(expr.of));
    case 'binary':
      return binaryNature(expr, of(expr.left), of(expr.right));
    case 'ternary': {
      const test = of(expr.test);
      if (!mayBe(test, 'bool')) {
        fail(expr.test, `non-bool expression (type ${describe(test)}) used as condition`);
      }
      return either(of(expr.then), of(expr.else));
    }
    case 'call':
      return predicateFunctions.has(expr.name)
        ? predicateNature(expr, scope)
        : callNature(expr, expr.arguments.map(of));
  }
}

function nameNature(expr: Expr & { readonly kind: 'name' }, { variables }: Scope): Nature {
  if (!Object.hasOwn(variables, expr.name)) {
    fail(expr, `unknown name ${expr.name}`);
  }
  return natureOf(variables[expr.name] ?? null);
}

function memberNature(expr: Expr & { readonly kind: 'member' }, of: Nature, key: Nature): Nature {
  if (of.kind === 'list' && mayBe(key, 'int')) {
    return of.of;
  }
  if (of.kind === 'any' || (of.kind === 'map' && mayBe(key, 'string'))) {
    return natures.any;
  }
  const what =
    expr.key.kind === 'string' ? `has no field ${expr.key.value}` : `has no element of type ${describe(key)}`;
  return fail(expr, `type ${describe(of)} ${what}`);
}

function sliceNature(expr: Expr, of: Nature, bounds: readonly Nature[]): Nature {
  if (!mayBe(of, 'string', 'list')) {
    fail(expr, `cannot slice ${describe(of)}`);
  }
  for (const bound of bounds) {
    if (!mayBe(bound, 'int')) {
      fail(expr, `non-integer slice index ${describe(bound)}`);
    }
  }
  return of;
}

function unaryNature(expr: Expr & { readonly kind: 'unary' }, of: Nature): Nature {
  const fits = expr.operator === '!' ? mayBe(of, 'bool') : mayBe(of, 'int', 'float');
  if (!fits) {
    fail(expr, `invalid operation: ${expr.operator} (mismatched type ${describe(of)})`);
  }
  return expr.operator === '!' ? natures.bool : of;
}

type Kinds = readonly Nature['kind'][];

/** Groups of kinds of which both sides of an operator must be, and what it then gives if they are known. */
const groups: Readonly<Partial<Record<BinaryOperator, readonly Kinds[]>>> = {
  '||': [['bool']],
  '&&': [['bool']],
  '<': [['int', 'float'], ['string']],
  '<=': [['int', 'float'], ['string']],
  '>': [['int', 'float'], ['string']],
  '>=': [['int', 'float'], ['string']],
  matches: [['string']],
  contains: [['string']],
  startsWith: [['string']],
  endsWith: [['string']],
  '..': [['int']],
  '+': [['int', 'float'], ['string']],
  '-': [['int', 'float']],
  '*': [['int', 'float']],
  '/': [['int', 'float']],
  '%': [['int']],
  '**': [['int', 'float']],
};

const fixedResults: Readonly<Partial<Record<BinaryOperator, Nature>>> = {
  '/': natures.float,
  '**': natures.float,
  '%': natures.int,
  '..': listOfNature(natures.int),
};

function binaryNature(expr: Expr & { readonly kind: 'binary' }, left: Nature, right: Nature): Nature {
  const { operator } = expr;
  if (operator === '??') {
    return either(left, right);
  }
  const kinds = groups[operator];
  const fits =
    kinds === undefined
      ? operator === 'in'
        ? mayContain(right, left)
        : comparable(left, right)
      : kinds.some((group) => mayBe(left, ...group) && mayBe(right, ...group));
  if (!fits) {
    fail(expr, `invalid operation: ${operator} (mismatched types ${describe(left)} and ${describe(right)})`);
  }
  if (operator === 'matches' && expr.right.kind === 'string') {
    checkPattern(expr.right, expr.right.value);
  }
  if (operator === '+' || operator === '-' || operator === '*') {
    return sum(left, right);
  }
  return fixedResults[operator] ?? natures.bool;
}

function checkPattern(expr: Expr, text: string): void {
  try {
    pattern(text);
  } catch (error) {
    fail(expr, errorMessage(error));
  }
}

function sum(left: Nature, right: Nature): Nature {
  if (left.kind === right.kind) {
    return left;
  }
  return left.kind === 'any' || right.kind === 'any' ? natures.any : natures.float;
}

function mayContain(list: Nature, item: Nature): boolean {
  switch (list.kind) {
    case 'list':
      return comparable(item, list.of);
    case 'map':
      return mayBe(item, 'string');
    case 'string':
      return item.kind === 'any';
    default:
      return list.kind === 'any';
  }
}

/** Functions whose predicate may give anything. */
const mapping: ReadonlySet<string> = new Set(['map']);

function predicateNature(expr: Expr & { readonly kind: 'call' }, scope: Scope): Nature {
  const { name, arguments: given } = expr;
  const [list, predicate] = given;
  if (list === undefined || given.length > 2 || (predicate === undefined && name !== 'count')) {
    return fail(expr, `expected 2 arguments for ${name}`);
  }
  const of = natureIn(list, scope);
  if (!mayBe(of, 'list')) {
    fail(list, `builtin ${name} takes only array (got ${describe(of)})`);
  }
  const element = of.kind === 'list' ? of.of : natures.any;
  const body = predicate === undefined ? natures.bool : natureIn(predicate, { ...scope, element });
  if (!mapping.has(name) && !mayBe(body, 'bool')) {
    fail(expr, `predicate should return boolean (got ${describe(body)})`);
  }
  switch (name) {
    case 'map':
      return listOfNature(body);
    case 'filter':
      return listOfNature(element);
    case 'find':
      return element;
    case 'count':
    case 'findIndex':
      return natures.int;
    default:
      return natures.bool;
  }
}

function callNature(expr: Expr & { readonly kind: 'call' }, given: readonly Nature[]): Nature {
  const { name } = expr;
  const builtin = Object.hasOwn(builtins, name) ? builtins[name] : undefined;
  if (builtin === undefined) {
    return fail(expr, `unknown name ${name}, or a function that is not supported here`);
  }
  const { takes, optional = 0, gives } = builtin;
  if (given.length > takes.length || given.length < takes.length - optional) {
    fail(expr, `invalid number of arguments for ${name} (got ${given.length})`);
  }
  given.forEach((nature, index) => {
    const kinds = takes[index] ?? [];
    if (kinds.length > 0 && !mayBe(nature, ...kinds)) {
      fail(expr, `invalid argument for ${name} (type ${describe(nature)})`);
    }
  });
  return gives;
}

function fail(expr: Expr, message: string): never {
  throw new ExpressionError('compile', message, expr.offset);
}
