import { evaluateExpression, evaluateWhen, ExpressionError, parseExpression } from '@tiphys/expr';
import type { Expr, Value, ValueMap } from '@tiphys/expr';

/** Expressions that were read before; a manifest has few, and every task reads them again. */
const parsed = new Map<string, Expr>();
const parsedLimit = 10_000;

/**
 * The value of an expr-lang expression.
 *
 * @throws ExpressionError when it cannot be read or evaluated
 */
export function evaluate(text: string, environment: ValueMap): Value {
  return evaluateExpression(parse(text), environment);
}

/**
 * Whether a task with this `when`, all substituted, runs.
 *
 * @throws ExpressionError when it is no condition, in the words of Argo, which show all of it (`workflow/controller/steps.go`)
 */
export function shouldExecute(when: string): boolean {
  if (when === '') return true;
  try {
    return evaluateWhen(when);
  } catch (error) {
    if (!(error instanceof ExpressionError)) throw error;
    throw new ExpressionError(error.phase, `Invalid 'when' expression '${when}': ${error.message}`, error.offset);
  }
}

/**
 * Variables that an expression uses and that are not there: names and paths of literal keys. What `??` or `?.` guards does
 * not count with `honoursGuards` (Argo's missingVarsInEnv). Undefined when the expression cannot be read.
 */
export function missingIdentifiers(
  text: string,
  environment: ValueMap,
  honoursGuards: boolean,
): readonly string[] | undefined {
  let expression: Expr;
  try {
    expression = parse(text);
  } catch {
    return undefined;
  }
  const guarded = new Set<Expr>();
  if (honoursGuards) walk(expression, (node) => guard(node, guarded));
  const missing = new Set<string>();
  walk(expression, (node) => {
    const path = guarded.has(node) ? undefined : pathOf(node);
    if (path !== undefined && !has(environment, path)) {
      missing.add(path.join('.'));
    }
  });
  return [...missing];
}

function parse(text: string): Expr {
  let expression = parsed.get(text);
  if (expression === undefined) {
    expression = parseExpression(text);
    if (parsed.size >= parsedLimit) {
      parsed.clear();
    }
    parsed.set(text, expression);
  }
  return expression;
}

/** Marks members that may be missing: all on the left of a `??`, and what a `?.` looks into. */
function guard(node: Expr, guarded: Set<Expr>): void {
  if (node.kind === 'binary' && node.operator === '??') {
    walk(node.left, (inner) => {
      if (inner.kind === 'member') {
        guarded.add(inner);
      }
    });
  }
  if (node.kind === 'member' && node.optional === true && node.of.kind === 'member') {
    guarded.add(node.of);
  }
}

/** `tasks['a'].status` as a path; undefined for what is no variable, or depends on values. */
function pathOf(node: Expr): readonly string[] | undefined {
  if (node.kind === 'name') {
    return [node.name];
  }
  if (node.kind !== 'member' || node.key.kind !== 'string' || node.optional === true) {
    return undefined;
  }
  const path = pathOf(node.of);
  return path === undefined ? undefined : [...path, node.key.value];
}

function has(environment: ValueMap, path: readonly string[]): boolean {
  let value: Value | undefined = environment;
  for (const part of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, part)) {
      return false;
    }
    value = (value as ValueMap)[part];
  }
  return true;
}

function walk(node: Expr, visit: (node: Expr) => void): void {
  visit(node);
  for (const child of childrenOf(node)) {
    walk(child, visit);
  }
}

function childrenOf(node: Expr): readonly Expr[] {
  switch (node.kind) {
    case 'list':
      return node.items;
    case 'map':
      return node.entries.flatMap(({ key, value }) => [key, value]);
    case 'member':
      return [node.of, node.key];
    case 'chain':
    case 'unary':
      return [node.of];
    case 'slice':
      return [node.of, node.from, node.to].filter((child) => child !== undefined);
    case 'binary':
      return [node.left, node.right];
    case 'ternary':
      return [node.test, node.then, node.else];
    case 'call':
      return node.arguments;
    default:
      return [];
  }
}
