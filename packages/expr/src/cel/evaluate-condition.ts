import type { JsonValue } from '@tiphys/diagnostics';
import type { Condition } from '../condition.ts';
import { ExpressionError } from '../expression-error.ts';
import { applyBinary } from './operators.ts';
import { convert, fromCel, select, toCel, typeName } from './values.ts';
import type { CelValue } from './values.ts';

type Parameters = Readonly<Record<string, JsonValue>>;

/**
 * The value that CEL gives a condition (kfp-semantics 5.6): all numbers in parameters are doubles, a missing parameter or
 * key is an error. A task runs when the value is `true` and not when it is `false`; any other value is an error, which
 * is up to the caller.
 *
 * @throws ExpressionError when the condition has no value
 */
export function evaluateCondition(condition: Condition, parameters: Parameters): JsonValue {
  return fromCel(evaluate(condition, parameters));
}

function evaluate(condition: Condition, parameters: Parameters): CelValue {
  const value = (of: Condition): CelValue => evaluate(of, parameters);
  switch (condition.kind) {
    case 'literal':
      return condition.integer === true ? BigInt(Number(condition.value)) : condition.value;
    case 'list':
      return condition.items.map(value);
    case 'parameter':
      if (!Object.hasOwn(parameters, condition.name)) {
        throw new ExpressionError('run', `there is no input parameter "${condition.name}"`);
      }
      return toCel(parameters[condition.name] ?? null);
    case 'index':
      return select(value(condition.of), condition.key);
    case 'not':
      return !isTrue(value(condition.of), '!');
    case 'negate': {
      const of = value(condition.of);
      if (typeof of !== 'bigint' && typeof of !== 'number') {
        throw new ExpressionError('run', `- does not take ${typeName(of)}`);
      }
      return -of;
    }
    case 'binary':
      return condition.operator === '&&' || condition.operator === '||'
        ? logic(
            condition.operator,
            () => value(condition.left),
            () => value(condition.right),
          )
        : applyBinary(condition.operator, value(condition.left), value(condition.right));
    case 'ternary':
      return isTrue(value(condition.test), '?') ? value(condition.then) : value(condition.else);
    case 'call':
      return convert(condition.function, value(condition.of));
    case 'method':
      return method(condition.method, value(condition.of), value(condition.argument));
  }
}

/** `&&` and `||` ask both sides: one side that decides makes an error of the other unimportant (langdef, "Logical operators"). */
function logic(operator: '&&' | '||', left: () => CelValue, right: () => CelValue): boolean {
  const decisive = operator === '||';
  let failure: ExpressionError | undefined;
  for (const side of [left, right]) {
    try {
      if (isTrue(side(), operator) === decisive) {
        return decisive;
      }
    } catch (error) {
      if (!(error instanceof ExpressionError)) {
        throw error;
      }
      failure ??= error;
    }
  }
  if (failure !== undefined) {
    throw failure;
  }
  return !decisive;
}

function isTrue(value: CelValue, operator: string): boolean {
  if (typeof value !== 'boolean') {
    throw new ExpressionError('run', `${operator} needs a bool, not ${typeName(value)}`);
  }
  return value;
}

function method(name: 'startsWith' | 'endsWith' | 'contains', of: CelValue, argument: CelValue): boolean {
  if (typeof of !== 'string' || typeof argument !== 'string') {
    throw new ExpressionError('run', `.${name}() takes strings, not ${typeName(of)} and ${typeName(argument)}`);
  }
  return { startsWith: of.startsWith(argument), endsWith: of.endsWith(argument), contains: of.includes(argument) }[
    name
  ];
}
