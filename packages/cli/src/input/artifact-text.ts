import { resolve } from 'node:path';
import { parseJson, printJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import type { GivenParameter } from './given-parameter.ts';

/**
 * The text of an input artifact as a manifest takes it: a URI, an object with a `uri`, or a list of both. A path becomes the
 * URI of a file, from `cwd`. Undefined for anything else.
 */
export function artifactText(given: GivenParameter, cwd: string): string | undefined {
  const value = given.from === 'file' ? given.value : parse(given.text);
  if (value === null) return 'null';
  const complete = Array.isArray(value)
    ? value.map((item: JsonValue) => completeArtifact(item, cwd))
    : completeArtifact(value, cwd);
  if (complete === undefined || (Array.isArray(complete) && complete.includes(undefined))) return undefined;
  return typeof complete === 'string' ? complete : printJson(complete as JsonValue);
}

/** The paths of this machine that stand in it, as absolute ones. */
export function artifactPaths(given: GivenParameter, cwd: string): readonly string[] {
  const value = given.from === 'file' ? given.value : parse(given.text);
  return [value].flat().flatMap((item) => {
    const text = (isObject(item) ? item['uri'] : item) ?? '';
    return typeof text !== 'string' || text.trim() === '' || isUri(text.trim()) ? [] : [resolve(cwd, text.trim())];
  });
}

/** Undefined for what begins like JSON and is none. */
function parse(text: string): JsonValue | undefined {
  if (!/^\s*[[{]|^\s*null\s*$/.test(text)) return text;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function completeArtifact(value: JsonValue | undefined, cwd: string): JsonValue | undefined {
  if (typeof value === 'string') return value.trim() === '' ? undefined : uriOf(value.trim(), cwd);
  if (!isObject(value)) return undefined;
  const { uri, ...rest } = value;
  return typeof uri === 'string' && uri !== '' ? { uri: uriOf(uri, cwd), ...rest } : undefined;
}

function isObject(value: JsonValue | undefined): value is Readonly<Record<string, JsonValue>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function uriOf(text: string, cwd: string): string {
  return isUri(text) ? text : `file://${resolve(cwd, text)}`;
}

function isUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:\/\//.test(text);
}
