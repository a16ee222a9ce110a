import type { Condition, ConditionFunction } from '@tiphys/expr';
import type { Task } from '@tiphys/compiler';
import { invariant } from '@tiphys/diagnostics';
import { decode, member, quote } from '../expression.ts';
import { convertedSource, parameterSource } from '../scope/source.ts';
import type { ScopeView } from '../scope/scope-view.ts';

/** CEL's conversions, as Argo's expression language calls them (argo-facts 4). */
const functions: Readonly<Record<Exclude<ConditionFunction, 'parseJson'>, string>> = {
  int: 'int',
  double: 'float',
  string: 'string',
  bool: 'bool',
  size: 'len',
};

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
      return member(lower(condition.of), typeof key === 'string' ? quote(key) : String(key));
    }
    case 'not':
      return `!(${lower(condition.of)})`;
    case 'negate':
      return `-(${lower(condition.of)})`;
    case 'binary':
      return `(${lower(condition.left)} ${condition.operator} ${lower(condition.right)})`;
    case 'ternary':
      return `(${lower(condition.test)} ? ${lower(condition.then)} : ${lower(condition.else)})`;
    case 'call':
      if (condition.function === 'parseJson') return decode(lower(condition.of));
      return `${functions[condition.function]}(${lower(condition.of)})`;
    case 'method':
      return `(${lower(condition.of)} ${condition.method} ${lower(condition.argument)})`;
  }
}

function parameter(view: ScopeView, task: Task, name: string): string {
  const binding = task.inputs.parameters[name];
  invariant(binding !== undefined, `the condition of ${task.name} reads ${name}, which it is not given`);
  return convertedSource(parameterSource(view, task, binding), view.targetType(task, name)).value;
}

function literal(value: string | number | boolean | null): string {
  if (value === null) return 'nil';
  return typeof value === 'string' ? quote(value) : String(value);
}
