import type { JsonValue } from '@tiphys/diagnostics';
import { escapeToAscii, escapeUnit, printText } from './json-text.ts';

/** The start of every pair that Argo (`{{`) or the kubelet (`$(`, `$$`) reacts to. */
const activePair = /\{(?=\{)|\$(?=[$(])/g;

/**
 * Prints JSON that Argo's substitution and the kubelet's `$(VAR)` expansion leave alone, and that any JSON parser reads
 * as the same value. Lighter to the eye than a wire value, for what is static and read whole: it may not be pasted.
 *
 * @throws InternalError for a number that JSON does not have
 */
export function printInertJson(value: JsonValue): string {
  return printText(value, {
    protect: (json) => escapeToAscii(json).replace(activePair, escapeUnit),
    key: (key) => key,
    plainKeys: () => true,
  });
}
