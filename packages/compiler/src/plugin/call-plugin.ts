import { errorMessage, printJson } from '@tiphys/diagnostics';
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
    const value = call.run({
      report: (finding) => {
        const faults = findingFaults(finding);
        diagnostics.push(
          faults.length === 0
            ? diagnosticOf(call, finding)
            : pluginGaveNonsense({ plugin: call.plugin, part: call.part, result: 'finding' }, faults),
        );
      },
    });
    return { value, diagnostics };
  } catch (error) {
    return { diagnostics: [...diagnostics, pluginThrew(call, errorMessage(error))] };
  }
}

/** What keeps a finding from being printed: a plugin may be JavaScript, or the types may have been silenced. */
function findingFaults(finding: unknown): readonly string[] {
  if (typeof finding !== 'object' || finding === null) return [`it is ${String(finding)}`];
  const { code, severity, message, hint } = finding as Partial<Record<keyof Finding, unknown>>;
  return [
    ...(isText(code) ? [] : ['code must be a text']),
    ...(severity === 'error' || severity === 'warning' ? [] : ['severity must be error or warning']),
    ...(isText(message) ? [] : ['message must be a text']),
    ...(hint === undefined || isText(hint) ? [] : ['hint must be a text']),
  ];
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
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
