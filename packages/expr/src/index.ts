export type { BinaryOperator, Condition, ConditionFunction, ConditionMethod } from './condition.ts';
export { parsePlaceholders } from './placeholders/parse-placeholders.ts';
export type { ReportUnknown } from './placeholders/parse-placeholders.ts';
export { referencedInputs } from './placeholders/referenced-inputs.ts';
export type { ReferencedInputs } from './placeholders/referenced-inputs.ts';
export { renderArguments, renderText } from './placeholders/render-argument.ts';
export type { PlaceholderArtifact, PlaceholderValues } from './placeholders/render-argument.ts';
export { plainDecimal, valueText } from './value-text.ts';
