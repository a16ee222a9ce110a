import { readFile } from 'node:fs/promises';
import type { ParameterType } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { parseJson, TaskError } from '@tiphys/diagnostics';
import { describe } from './coerce-parameter.ts';

const truths: readonly string[] = ['1', 't', 'T', 'TRUE', 'true', 'True'];
const falsehoods: readonly string[] = ['0', 'f', 'F', 'FALSE', 'false', 'False'];
const int64 = { least: -(2n ** 63n), most: 2n ** 63n - 1n };

/** Reads the file that user code wrote an output parameter to; `undefined` when there is none. Throws `TaskError`. */
export async function readOutputParameter(
  name: string,
  type: ParameterType,
  path: string,
): Promise<JsonValue | undefined> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(path);
  } catch (error) {
    if ((error as { code?: string }).code === 'ENOENT') {
      return undefined;
    }
    throw new TaskError(`The output parameter "${name}" cannot be read from ${path}: ${(error as Error).message}`);
  }
  try {
    return parseOutputParameter(type, new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes));
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is not UTF-8 text' : (error as Error).message;
    throw new TaskError(`The output parameter "${name}" of type ${type} cannot be read from ${path}: ${reason}.`);
  }
}

/**
 * Reads an output parameter's text by its type (kfp-semantics 4.1). Integers beyond 2^53 stay exact, which KFP's do not. Throws
 * an `Error` that says what is wrong, without a full stop.
 */
export function parseOutputParameter(type: ParameterType, text: string): JsonValue {
  const trimmed = text.trim();
  switch (type) {
    case 'STRING':
      return text;
    case 'NUMBER_INTEGER':
      return parseInteger(trimmed);
    case 'NUMBER_DOUBLE':
      return parseDouble(trimmed);
    case 'BOOLEAN':
      if (truths.includes(trimmed) || falsehoods.includes(trimmed)) {
        return truths.includes(trimmed);
      }
      throw new Error(`${quoted(trimmed)} is not a boolean; write true or false`);
    case 'LIST':
    case 'STRUCT':
      return parseShape(type, text);
    case 'TASK_FINAL_STATUS':
      throw new Error('a status cannot be an output');
  }
}

function parseInteger(text: string): JsonValue {
  if (!/^[+-]?\d{1,400}$/.test(text)) {
    throw new Error(`${quoted(text)} is not a whole number in decimal digits`);
  }
  const exact = BigInt(text.replace(/^\+/, ''));
  if (exact < int64.least || exact > int64.most) {
    throw new Error(`${quoted(text)} does not fit in 64 bits`);
  }
  const number = Number(exact);
  return Number.isSafeInteger(number) ? number : exact;
}

function parseDouble(text: string): JsonValue {
  if (/^[+-]?(inf|infinity|nan)$/i.test(text)) {
    throw new Error(`${quoted(text)} cannot be passed to another task: JSON has no such number`);
  }
  if (!/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) {
    throw new Error(`${quoted(text)} is not a number`);
  }
  const number = Number(text);
  if (!Number.isFinite(number)) {
    throw new Error(`${quoted(text)} is too large for a double`);
  }
  return Object.is(number, -0) ? 0 : number;
}

function parseShape(type: 'LIST' | 'STRUCT', text: string): JsonValue {
  let value: JsonValue;
  try {
    value = parseJson(text);
  } catch (error) {
    throw new Error(`it is not JSON: ${(error as Error).message}`, { cause: error });
  }
  if (type === 'LIST' ? !Array.isArray(value) : typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`it is ${describe(value)}, not ${type === 'LIST' ? 'a list' : 'a struct'}`);
  }
  return value;
}

function quoted(text: string): string {
  return text === '' ? 'an empty text' : JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
