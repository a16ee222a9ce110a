import type { BinaryOperator, Condition } from '@tiphys/expr';

/** Gives the readable name of an input parameter, such as `evaluate.score`. */
export type NameParameter = (name: string) => string;

/** How tightly an operator binds: the higher, the tighter (CEL's grammar). */
const strength: Record<BinaryOperator, number> = {
  '||': 1,
  '&&': 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  in: 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
};
const unary = 6;
const words: Partial<Record<BinaryOperator, string>> = { '&&': 'and', '||': 'or' };

/** A condition as a person would write it: `evaluate.score >= 0.5 and not (mode == "dry")`. */
export function describeCondition(condition: Condition, name: NameParameter): string {
  return print(condition, 0, name);
}

function print(condition: Condition, outer: number, name: NameParameter): string {
  const inner = (part: Condition, least = 0): string => print(part, least, name);
  switch (condition.kind) {
    case 'literal':
      return JSON.stringify(condition.value);
    case 'list':
      return `[${condition.items.map((item) => inner(item)).join(', ')}]`;
    case 'parameter':
      return name(condition.name);
    case 'index':
      return typeof condition.key === 'string' && /^[A-Za-z_]\w*$/.test(condition.key)
        ? `${inner(condition.of, unary)}.${condition.key}`
        : `${inner(condition.of, unary)}[${JSON.stringify(condition.key)}]`;
    case 'not':
      return wrap(`not ${inner(condition.of, unary)}`, strength['&&'] + 0.5, outer);
    case 'negate':
      return `-${inner(condition.of, unary)}`;
    case 'binary': {
      const own = strength[condition.operator];
      const sign = words[condition.operator] ?? condition.operator;
      return wrap(`${inner(condition.left, own)} ${sign} ${inner(condition.right, own + 0.5)}`, own, outer);
    }
    case 'ternary':
      return wrap(`${inner(condition.test, 1)} ? ${inner(condition.then)} : ${inner(condition.else)}`, 0, outer);
    case 'call':
      return `${condition.function}(${inner(condition.of)})`;
    case 'method':
      return `${inner(condition.of, unary)}.${condition.method}(${inner(condition.argument)})`;
  }
}

function wrap(text: string, own: number, outer: number): string {
  return own < outer ? `(${text})` : text;
}
