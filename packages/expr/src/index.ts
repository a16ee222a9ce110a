export { evaluateCondition } from './cel/evaluate-condition.ts';
export { parseCondition } from './cel/parse-condition.ts';
export type { ParseError } from './cel/parse-condition.ts';
export { parseSelector } from './cel/parse-selector.ts';
export type { BinaryOperator, Condition, ConditionFunction, ConditionMethod } from './condition.ts';
export { ExpressionError } from './expression-error.ts';
export type { ExpressionPhase } from './expression-error.ts';
export {
  at,
  binary,
  call,
  dot,
  element,
  inputParameter,
  listOf,
  literal,
  not,
  taskOutput,
  taskStatus,
  ternary,
  variable,
  workflowParameter,
} from './exprlang/build.ts';
export { evaluateExpression } from './exprlang/evaluate-expression.ts';
export { expandVariables } from './exprlang/expand-variables.ts';
export { parseExpression } from './exprlang/parse-expression.ts';
export { printExpression } from './exprlang/print-expression.ts';
export type { BinaryOperator as ExprOperator, Expr, MapEntry, UnaryOperator } from './exprlang/tree.ts';
export { quoteExpression } from './exprlang/string-literal.ts';
export { goText, tagText } from './exprlang/values.ts';
export type { Value, ValueMap } from './exprlang/values.ts';
export { parsePlaceholders } from './placeholders/parse-placeholders.ts';
export type { ReportUnknown } from './placeholders/parse-placeholders.ts';
export { referencedInputs } from './placeholders/referenced-inputs.ts';
export type { ReferencedInputs } from './placeholders/referenced-inputs.ts';
export { renderArguments, renderText } from './placeholders/render-argument.ts';
export type { PlaceholderArtifact, PlaceholderValues } from './placeholders/render-argument.ts';
export { plainDecimal, valueText } from './value-text.ts';
export { evaluateWhen } from './when/evaluate-when.ts';
