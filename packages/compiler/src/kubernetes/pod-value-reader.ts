import type { DocumentPath, JsonValue } from '@tiphys/diagnostics';
import type { TaskInputParameter } from '@tiphys/ir';
import type { PodValue } from './pod-options.ts';

/** A value of the platform document that only a run knows. */
export interface DynamicValue {
  readonly parameter: TaskInputParameter;
  readonly path: DocumentPath;
}

/** Reads values that may be dynamic, and remembers those that are, by the names that they are given. */
export interface PodValueReader {
  readonly dynamic: ReadonlyMap<string, DynamicValue>;
  /** The constant of a value that is known now; undefined for another. */
  constantOf(parameter: TaskInputParameter): JsonValue | undefined;
  /** A value as it stands; `name` is its name in `Task.podValues` if it is dynamic. */
  read(name: string, parameter: TaskInputParameter, path: DocumentPath): PodValue;
  /** A value in its new form or, where that is left out, in its old one; the new form wins (kfp-semantics 7.1). */
  either(
    name: string,
    parameter: TaskInputParameter | undefined,
    plain: string | undefined,
    path: DocumentPath,
  ): PodValue | undefined;
}

/** A reader that has read nothing yet. */
export function createPodValueReader(): PodValueReader {
  const dynamic = new Map<string, DynamicValue>();
  const reader: PodValueReader = {
    dynamic,
    constantOf,
    read(name, parameter, path) {
      const value = constantOf(parameter);
      if (value !== undefined) return { kind: 'constant', value };
      dynamic.set(name, { parameter, path });
      return { kind: 'dynamic', name };
    },
    either(name, parameter, plain, path) {
      if (parameter !== undefined) return reader.read(name, parameter, path);
      return plain === undefined || plain === '' ? undefined : { kind: 'constant', value: plain };
    },
  };
  return reader;
}

/** A text with placeholders is not known before the run. */
function constantOf({ runtimeValue, parameterExpressionSelector }: TaskInputParameter): JsonValue | undefined {
  const value = runtimeValue?.constant;
  if (value === undefined || parameterExpressionSelector !== undefined) return undefined;
  return typeof value === 'string' && value.includes('{{$') ? undefined : value;
}
