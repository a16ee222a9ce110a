import type { InputParameterSpec, ParameterType } from '@tiphys/contract';
import type { JsonObject, JsonValue } from '@tiphys/diagnostics';
import { TaskError } from '@tiphys/diagnostics';
import { valueText } from '@tiphys/expr';

/**
 * Applies the type rules of an input parameter (kfp-semantics 4.2; B18 is ours to get right: a default holds whenever there is no
 * value). `undefined` means that the input is left out. `producer` is the
 * task that should have made it, where that may have failed. Throws `TaskError` naming the parameter.
 */
export function coerceParameter(
  name: string,
  spec: InputParameterSpec,
  given: JsonValue | undefined,
  producer?: string,
): JsonValue | undefined {
  const value = given ?? spec.default;
  if (value === undefined || value === null) {
    if (spec.optional === true) {
      return undefined;
    }
    const reason =
      producer === undefined
        ? 'it is neither given nor optional, and has no default'
        : `the task "${producer}" did not succeed, and the input is not optional and has no default`;
    throw new TaskError(`The input parameter "${name}" has no value: ${reason}.`);
  }
  if (spec.type === 'STRING') {
    return valueText(value) ?? '';
  }
  if (!matches(spec.type, value)) {
    throw new TaskError(
      `The input parameter "${name}" is of type ${spec.type}, but its value is ${describe(value)}: ${shortened(value)}`,
    );
  }
  return value;
}

function matches(type: ParameterType, value: JsonValue): boolean {
  switch (type) {
    case 'NUMBER_INTEGER':
    case 'NUMBER_DOUBLE':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'BOOLEAN':
      return typeof value === 'boolean';
    case 'LIST':
      return Array.isArray(value);
    case 'STRUCT':
    case 'TASK_FINAL_STATUS':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    case 'STRING':
      return typeof value === 'string';
  }
}

/** The kind of a JSON value, in words. */
export function describe(value: JsonValue): string {
  if (value === null) {
    return 'null';
  }
  if (typeof value === 'object') {
    return Array.isArray(value) ? 'a list' : 'a struct';
  }
  return (
    { string: 'a text', number: 'a number', bigint: 'a number', boolean: 'a boolean' }[typeof value as string] ?? ''
  );
}

function shortened(value: JsonValue): string {
  const text = typeof value === 'string' ? JSON.stringify(value) : (valueText(value) ?? 'null');
  return text.length > 100 ? `${text.slice(0, 100)}...` : text;
}

const finalStates: Readonly<Record<string, string>> = {
  Succeeded: 'SUCCEEDED',
  Failed: 'FAILED',
  Error: 'FAILED',
  Skipped: 'CANCELLED',
  Omitted: 'CANCELLED',
};

/** Translates a task's status from Argo's words to those that the SDK documents for `PipelineTaskFinalStatus`. */
export function finalStatus(value: JsonValue, runName: string): JsonValue {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return value;
  }
  const { state, pipelineTaskName, pipelineJobResourceName, error } = value as JsonObject;
  return {
    state: typeof state === 'string' ? (finalStates[state] ?? state) : 'STATE_UNSPECIFIED',
    pipelineJobResourceName: pipelineJobResourceName ?? runName,
    pipelineTaskName: pipelineTaskName ?? '',
    error: error ?? {},
  };
}
