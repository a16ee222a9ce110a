import { quoteExpression } from '@tiphys/expr';
import type { Condition, ConditionFunction } from '@tiphys/expr';
import type { Task } from '@tiphys/compiler';
import { invariant } from '@tiphys/diagnostics';
import { asText, decode, member, namedMember } from '../expression.ts';
import { parameterSource } from '../scope/source.ts';
import type { ScopeView } from '../scope/scope-view.ts';
import { convertedSource, isAwayText } from '../scope/untyped-source.ts';

type Binary = Extract<Condition, { readonly kind: 'binary' }>;

/** The expression that says whether a task's condition holds. */
export function lowerCondition(view: ScopeView, task: Task, condition: Condition): string {
  const lower = (inner: Condition): string => lowerCondition(view, task, inner);
  switch (condition.kind) {
    case 'literal':
      return literal(condition.value);
    case 'list':
      return `[${condition.items.map(lower).join(', ')}]`;
    case 'parameter':
      return parameter(view, task, condition.name);
    case 'index': {
      const { key } = condition;
      const holder = lower(condition.of);
      return typeof key === 'string' ? namedMember(holder, key) : member(holder, String(key));
    }
    case 'not':
      return `!(${lower(condition.of)})`;
    case 'negate':
      return `-(${lower(condition.of)})`;
    case 'binary':
      return binary(condition, lower);
    case 'ternary':
      return `(${lower(condition.test)} ? ${lower(condition.then)} : ${lower(condition.else)})`;
    case 'call':
      return conversion(condition.function, lower(condition.of));
    case 'method':
      return `(${lower(condition.of)} ${condition.method} ${lower(condition.argument)})`;
  }
}

/** CEL's conversions in Argo's expression language (argo-facts 4), which has no `bool` and prints large numbers as 1e+06. */
function conversion(name: ConditionFunction, value: string): string {
  switch (name) {
    case 'int':
      return `int(${value})`;
    case 'double':
      return `float(${value})`;
    case 'size':
      return `len(${value})`;
    case 'string':
      return asText(value);
    case 'bool':
      return `(${value} == true || ${value} == 'true')`;
    case 'parseJson':
      return decode(value);
  }
}

/** Argo divides integers to a fraction, and takes the rest of integers only. */
function binary(condition: Binary, lower: (inner: Condition) => string): string {
  const { operator, left, right } = condition;
  if (operator === '%') return `(int(${lower(left)}) % int(${lower(right)}))`;
  const text = `(${lower(left)} ${operator} ${lower(right)})`;
  return operator === '/' && isInteger(left) && isInteger(right) ? `int(${text})` : text;
}

function isInteger(condition: Condition): boolean {
  if (condition.kind === 'literal') return condition.integer === true;
  if (condition.kind === 'call') return condition.function === 'int' || condition.function === 'size';
  if (condition.kind === 'negate') return isInteger(condition.of);
  return condition.kind === 'binary' && isInteger(condition.left) && isInteger(condition.right);
}

function parameter(view: ScopeView, task: Task, name: string): string {
  const binding = task.inputs.parameters[name];
  invariant(binding !== undefined, `the condition of ${task.name} reads ${name}, which it is not given`);
  const source = parameterSource(view, task, binding);
  const { value } = convertedSource(source, view.targetType(task, name), true);
  const whole = source.item?.read ?? source.part?.whole ?? source.text;
  const isContainer = source.part !== undefined || ['LIST', 'STRUCT'].includes(view.typeOf(binding) ?? '');
  return whole !== undefined && isContainer ? value.replaceAll(decode(whole), decode(presentText(whole))) : value;
}

/**
 * The text of a value that has to be here. Of one that went through the store there is a reference, whose members and size
 * are others: that is an error, in words that Argo shows with the expression (see docs/kfp-differences.md).
 */
function presentText(text: string): string {
  const notice = quoteExpression('>48 KiB: no condition can look into this value');
  return `(${isAwayText(text)} ? ${notice} : ${text})`;
}

function literal(value: string | number | boolean | null): string {
  if (value === null) return 'nil';
  return typeof value === 'string' ? quoteExpression(value) : String(value);
}
