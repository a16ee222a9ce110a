import { parseJson, printJson, type JsonValue } from '@tiphys/diagnostics';
import type { Outcome } from './outcome.ts';

/** An outcome whose texts name files below `folder` by no more than the last part of their paths: the rest differs in every run. */
export function withoutPlaces(outcome: Outcome, folder: string): Outcome {
  const text = printJson(outcome as unknown as JsonValue);
  const place = new RegExp(`${folder.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')}(/[^/\\s"'\\\\]+)*/`, 'g');
  return parseJson(text.replaceAll(place, '.../')) as unknown as Outcome;
}
