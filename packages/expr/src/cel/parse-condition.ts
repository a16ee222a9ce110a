import type { BinaryOperator, Condition, ConditionFunction, ConditionMethod } from '../condition.ts';
import { ExpressionError } from '../expression-error.ts';
import { parseSyntax } from './parse-syntax.ts';
import type { Syntax } from './syntax.ts';

/** Why a text is no condition, and where, in UTF-16 code units from 0. */
export interface ParseError {
  readonly message: string;
  readonly offset?: number;
}

const functions: readonly string[] = [
  'int',
  'double',
  'string',
  'bool',
  'size',
  'parseJson',
] satisfies ConditionFunction[];

const methods: readonly string[] = ['startsWith', 'endsWith', 'contains'] satisfies ConditionMethod[];

/**
 * Parses the CEL of a `triggerPolicy.condition` (kfp-semantics 5.6). What CEL can say beyond the tree is refused with its
 * place: other variables than input parameters, macros, maps, dates, regular expressions.
 */
export function parseCondition(text: string): { readonly condition: Condition } | { readonly error: ParseError } {
  try {
    return { condition: toCondition(parseSyntax(text)) };
  } catch (error) {
    return { error: toParseError(error) };
  }
}

/** The data of an `ExpressionError`; throws anything else again. */
export function toParseError(error: unknown): ParseError {
  if (!(error instanceof ExpressionError)) {
    throw error;
  }
  const { message, offset } = error;
  return offset === undefined ? { message } : { message, offset };
}

function toCondition(syntax: Syntax): Condition {
  switch (syntax.kind) {
    case 'literal': {
      const { kind, value } = syntax;
      return syntax.integer === true ? { kind, value, integer: true } : { kind, value };
    }
    case 'list':
      return { kind: 'list', items: syntax.items.map(toCondition) };
    case 'name':
      throw refuse(syntax, unknownVariable(syntax.name));
    case 'member':
    case 'index':
      return toIndex(syntax);
    case 'call':
      return toCall(syntax);
    case 'unary':
      return { kind: syntax.operator === '!' ? 'not' : 'negate', of: toCondition(syntax.of) };
    case 'binary':
      return {
        kind: 'binary',
        operator: syntax.operator as BinaryOperator,
        left: toCondition(syntax.left),
        right: toCondition(syntax.right),
      };
    case 'ternary':
      return {
        kind: 'ternary',
        test: toCondition(syntax.test),
        then: toCondition(syntax.then),
        else: toCondition(syntax.else),
      };
  }
}

function toIndex(syntax: Extract<Syntax, { readonly kind: 'member' | 'index' }>): Condition {
  const key = literalKey(syntax);
  const { of } = syntax;
  if (of.kind === 'member' && of.of.kind === 'name' && of.of.name === 'inputs' && of.name === 'parameter_values') {
    if (typeof key === 'number') {
      throw refuse(syntax, 'an input parameter is named by a string');
    }
    return { kind: 'parameter', name: key };
  }
  if (of.kind === 'name' && (of.name === 'inputs' || of.name === 'outputs')) {
    throw refuse(of, unknownVariable(`${of.name}.${key}`));
  }
  return { kind: 'index', of: toCondition(of), key };
}

/** The key of `a.key`, `a['key']` or `a[0]`. */
export function literalKey(syntax: Extract<Syntax, { readonly kind: 'member' | 'index' }>): string | number {
  if (syntax.kind === 'member') {
    return syntax.name;
  }
  const { key } = syntax;
  if (key.kind !== 'literal' || (typeof key.value !== 'string' && key.integer !== true)) {
    throw refuse(key, 'only a string or an integer is supported between [ and ]');
  }
  return key.value as string | number;
}

function toCall(syntax: Extract<Syntax, { readonly kind: 'call' }>): Condition {
  const { name, on, arguments: given } = syntax;
  const [argument] = given;
  if (on === undefined) {
    if (!functions.includes(name)) {
      throw refuse(syntax, `the function ${name}() is not supported`);
    }
    if (argument === undefined || given.length !== 1) {
      throw refuse(syntax, `${name}() takes one argument`);
    }
    return { kind: 'call', function: name as ConditionFunction, of: toCondition(argument) };
  }
  if (name === 'size' && given.length === 0) {
    return { kind: 'call', function: 'size', of: toCondition(on) };
  }
  if (!methods.includes(name)) {
    throw refuse(syntax, `the method .${name}() is not supported`);
  }
  if (argument === undefined || given.length !== 1) {
    throw refuse(syntax, `.${name}() takes one argument`);
  }
  return { kind: 'method', method: name as ConditionMethod, of: toCondition(on), argument: toCondition(argument) };
}

function unknownVariable(name: string): string {
  return `"${name}" is not supported: a condition may use inputs.parameter_values only`;
}

function refuse(syntax: Syntax, message: string): ExpressionError {
  return new ExpressionError('parse', message, syntax.offset);
}
