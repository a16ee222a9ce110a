import { printJson } from '@tiphys/diagnostics';
import type { Diagnostic, JsonValue } from '@tiphys/diagnostics';
import { deepFreeze } from '../deep-freeze.ts';
import { pluginAnswersTwice, pluginGaveNonsense, pluginThrew } from '../diagnostics.ts';
import type { PlaceOf } from './place-of.ts';
import type { Finding, PluginContext } from './plugin.ts';

/** One function of a plugin, ready to be called. */
export interface PluginCall<T> {
  readonly plugin: string;
  /** Which function, as messages name it: `pass "no-latest"`. */
  readonly part: string;
  /** What it is to give, as messages name it: `plan`. */
  readonly result: string;
  readonly run: (context: PluginContext) => T;
  /** What keeps a result from being believed, in sentences. */
  readonly faults: (result: T) => readonly string[];
  readonly placeOf: PlaceOf;
}

/** What came of it: no value when it cannot be believed. Errors among the diagnostics may be findings of the plugin. */
export interface PluginAnswer<T> {
  readonly value?: T;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Calls a function of a plugin twice. Its result is frozen, and believed if it is valid and the same both times; anything
 * else is a diagnostic that names the plugin. Never throws what a plugin threw.
 */
export function callPlugin<T extends object>(call: PluginCall<T>): PluginAnswer<T> {
  const first = attempt(call);
  if (!('value' in first)) return first;
  const faults = call.faults(first.value);
  if (faults.length > 0) return { diagnostics: [...first.diagnostics, pluginGaveNonsense(call, faults)] };
  const second = attempt(call);
  if (textOf(first) !== textOf(second)) {
    return { diagnostics: [...first.diagnostics, pluginAnswersTwice(call)] };
  }
  return { value: deepFreeze(first.value), diagnostics: first.diagnostics };
}

/** Without a value only when it threw; what a plugin gives may be `undefined`, whatever its type says. */
function attempt<T extends object>(call: PluginCall<T>): PluginAnswer<T> | Required<PluginAnswer<T>> {
  const diagnostics: Diagnostic[] = [];
  try {
    const value = call.run({ report: (finding) => diagnostics.push(diagnosticOf(call, finding)) });
    return { value, diagnostics };
  } catch (error) {
    return { diagnostics: [...diagnostics, pluginThrew(call, error instanceof Error ? error.message : String(error))] };
  }
}

function diagnosticOf(call: Pick<PluginCall<object>, 'plugin' | 'placeOf'>, finding: Finding): Diagnostic {
  return {
    code: `${call.plugin}/${finding.code}`,
    severity: finding.severity,
    message: finding.message,
    ...(finding.at === undefined ? { path: [] } : call.placeOf(finding.at)),
    ...(finding.hint !== undefined && { hint: finding.hint }),
  };
}

/** Valid results are plain data; whatever a second call gives that is not makes the texts differ or `printJson` throw. */
function textOf(answer: PluginAnswer<object>): string {
  try {
    return printJson(answer as unknown as JsonValue);
  } catch (error) {
    return String(error);
  }
}
