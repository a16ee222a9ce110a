import type { JsonValue } from '@tiphys/diagnostics';
import type { TaskInputParameter } from '../pipeline-spec.ts';
import { message, optional, optionalJson, transform } from './combinators.ts';
import type { Decoder } from './decoding.ts';
import { double, int, json, text } from './primitives.ts';

type RuntimeValue = NonNullable<TaskInputParameter['runtimeValue']>;

/** The old `Value` message: one of three members, for the JSON value that it holds. */
const oldValue: Decoder<JsonValue> = transform(
  message<{ intValue?: number; doubleValue?: number; stringValue?: string }>({
    intValue: optional(int),
    doubleValue: optional(double),
    stringValue: optional(text),
  }),
  ({ intValue, doubleValue, stringValue }) => intValue ?? doubleValue ?? stringValue ?? null,
);

/**
 * `ValueOrRuntimeParameter`. The old member `constantValue` is read as a `constant`; it stays under its own name only
 * where both are given, so that the rule about exactly one source sees them.
 */
export const runtimeValue: Decoder<RuntimeValue> = transform(
  message<RuntimeValue>({
    constant: optionalJson(json),
    runtimeParameter: optional(text),
    constantValue: optional(oldValue),
  }),
  (value) => {
    const { constantValue, ...rest } = value;
    return constantValue === undefined || 'constant' in rest ? value : { ...rest, constant: constantValue };
  },
);
