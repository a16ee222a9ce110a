import type { JsonValue } from '@tiphys/diagnostics';
import type { ParameterTypeName } from '../pipeline-spec.ts';

/** A parameter type in words. */
export const typeWords: Readonly<Record<ParameterTypeName, string>> = {
  STRING: 'text (STRING)',
  NUMBER_INTEGER: 'whole number (NUMBER_INTEGER)',
  NUMBER_DOUBLE: 'number (NUMBER_DOUBLE)',
  BOOLEAN: 'boolean (BOOLEAN)',
  LIST: 'list (LIST)',
  STRUCT: 'map (STRUCT)',
  TASK_FINAL_STATUS: 'task status (TASK_FINAL_STATUS)',
  TASK_CONFIG: 'task configuration (TASK_CONFIG)',
  PARAMETER_TYPE_ENUM_UNSPECIFIED: 'value of any type',
};

/** A JSON value in words. */
export function describeJson(value: JsonValue): string {
  if (value === null || typeof value === 'boolean') {
    return String(value);
  }
  if (typeof value === 'string') {
    return `the text ${JSON.stringify(value.length > 60 ? `${value.slice(0, 60)}…` : value)}`;
  }
  if (typeof value === 'object') {
    return Array.isArray(value) ? 'a list' : 'a map';
  }
  return `the number ${value}`;
}

/**
 * Whether an input of this type takes this JSON value. Anything can become text; numbers are not checked for being whole, as
 * the SDK writes integers as `9.0` and KFP takes any number.
 */
export function takesJson(type: ParameterTypeName, value: JsonValue): boolean {
  switch (type) {
    case 'NUMBER_INTEGER':
    case 'NUMBER_DOUBLE':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'BOOLEAN':
      return typeof value === 'boolean';
    case 'LIST':
      return Array.isArray(value);
    case 'STRUCT':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return true;
  }
}
