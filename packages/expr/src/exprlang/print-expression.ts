import { invariant } from '@tiphys/diagnostics';
import { quoteExpression } from './string-literal.ts';
import { precedence, predicateFunctions, unaryPrecedence } from './tree.ts';
import type { Expr } from './tree.ts';

const word = /^[A-Za-z_]\w*$/;

/** Words that all supported versions of the engine take for operators, also after a dot. */
const keywords: ReadonlySet<string> = new Set(
  'not in and or matches contains startsWith endsWith let if else true false nil'.split(' '),
);

/**
 * Prints an expression in one line of ASCII, for any engine from 1.15.3 on. The text never contains `{{` or `}}` and does
 * not end with `}`, so that it may stand in an Argo tag: `{{=` + text + `}}`.
 */
export function printExpression(expr: Expr): string {
  const text = print(expr);
  return text.endsWith('}') ? `(${text})` : text;
}

function print(expr: Expr): string {
  switch (expr.kind) {
    case 'nil':
      return 'nil';
    case 'bool':
    case 'int':
      return String(expr.value);
    case 'float':
      return printFloat(expr.value);
    case 'string':
      return quoteExpression(expr.value);
    case 'list':
      return `[${expr.items.map(print).join(', ')}]`;
    case 'map':
      return printMap(expr);
    case 'name':
      return expr.name;
    case 'element':
      return '#';
    case 'member':
      return printMember(expr);
    case 'chain':
      return print(expr.of);
    case 'slice':
      return `${base(expr.of)}[${expr.from ? print(expr.from) : ''}:${expr.to ? print(expr.to) : ''}]`;
    case 'unary':
      return `${expr.operator}${isPostfix(expr.of) ? print(expr.of) : `(${print(expr.of)})`}`;
    case 'binary':
      return printBinary(expr);
    case 'ternary': {
      const [test, then, otherwise] = [expr.test, expr.then, expr.else].map((part) =>
        part.kind === 'ternary' ? `(${print(part)})` : print(part),
      );
      return `${test} ? ${then} : ${otherwise}`;
    }
    case 'call':
      return printCall(expr);
  }
}

function printFloat(value: number): string {
  invariant(Number.isFinite(value), `an expression has no number ${value}`);
  const text = Object.is(value, -0) ? '-0' : String(value);
  return /^-?\d+$/.test(text) ? `${text}.0` : text;
}

function printMap(expr: Expr & { readonly kind: 'map' }): string {
  const entries = expr.entries.map(({ key, value }) => {
    const name = key.kind === 'string' ? quoteExpression(key.value) : `(${print(key)})`;
    return `${name}: ${print(value)}`;
  });
  return `{${unpaired(entries.join(', '))}}`;
}

function printCall({ name, arguments: given }: Expr & { readonly kind: 'call' }): string {
  const texts = given.map(print);
  const [list, body] = texts;
  if (predicateFunctions.has(name) && list !== undefined && body?.startsWith('{') === true) {
    // A brace there would open a block.
    return `${name}(${list}, { ${body} })`;
  }
  return `${name}(${texts.join(', ')})`;
}

/** Keeps a closing brace away from the one that follows. */
function unpaired(text: string): string {
  return text.endsWith('}') ? `${text} ` : text;
}

function printMember(expr: Expr & { readonly kind: 'member' }): string {
  const { of, key } = expr;
  const optional = expr.optional === true ? '?.' : '';
  // Not after a chain: the dot would join it.
  const joins = of.kind === 'chain' && optional === '';
  if (key.kind === 'string' && expr.dot === true && word.test(key.value) && !keywords.has(key.value) && !joins) {
    return `${base(of)}${optional === '' ? '.' : optional}${key.value}`;
  }
  return `${base(of)}${optional}[${print(key)}]`;
}

/** What stands before a dot or a bracket. */
function base(of: Expr): string {
  const plain = isPostfix(of) && of.kind !== 'nil' && of.kind !== 'bool' && of.kind !== 'int' && of.kind !== 'float';
  return plain ? print(of) : `(${print(of)})`;
}

/** Whether it binds tighter than any operator. */
function isPostfix(expr: Expr): boolean {
  const isNegative = (expr.kind === 'int' && expr.value < 0n) || (expr.kind === 'float' && !(expr.value > 0));
  return expr.kind !== 'unary' && expr.kind !== 'binary' && expr.kind !== 'ternary' && !isNegative;
}

function printBinary({ operator, left, right }: Expr & { readonly kind: 'binary' }): string {
  const own = precedence[operator];
  const isRight = operator === '**';
  // Comparisons do not chain, and `??` does not mix, so neither relies on its neighbours.
  const strict = own === precedence['=='] || operator === '??';
  const side = (of: Expr, needs: number): string => {
    const inner = tightness(of);
    const mixes = of.kind === 'binary' && of.operator === '??';
    return inner < needs || mixes ? `(${print(of)})` : print(of);
  };
  return `${side(left, isRight || strict ? own + 1 : own)} ${operator} ${side(right, isRight ? own : own + 1)}`;
}

function tightness(expr: Expr): number {
  switch (expr.kind) {
    case 'ternary':
      return 0;
    case 'binary':
      return precedence[expr.operator];
    case 'unary':
      return unaryPrecedence[expr.operator];
    default:
      return isPostfix(expr) ? Number.POSITIVE_INFINITY : unaryPrecedence['-'];
  }
}
