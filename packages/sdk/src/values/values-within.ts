import type { AnyValue } from '../model.ts';
import { isValue } from '../model.ts';

/** Values at any depth of what was given. */
export function valuesWithin(given: unknown): readonly AnyValue[] {
  if (isValue(given)) return [given];
  if (Array.isArray(given)) return given.flatMap(valuesWithin);
  if (typeof given === 'object' && given !== null) return Object.values(given).flatMap(valuesWithin);
  return [];
}
