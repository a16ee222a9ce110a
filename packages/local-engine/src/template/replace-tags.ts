import { errorMessage } from '@tiphys/diagnostics';
import { goText, tagText } from '@tiphys/expr';
import type { Value } from '@tiphys/expr';
import { quoteAsGo } from '../text/go-text.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import { evaluate, missingIdentifiers } from './expression.ts';
import type { Scope } from './scope.ts';

/**
 * Which tags must resolve: none (leaf templates: foreign text stays as it is), those of tasks and steps (arguments of a
 * task), or all (a looped task).
 */
export type Strictness = 'none' | 'tasks' | 'all';

/** A tag that cannot be substituted: the node becomes an Error. */
export class SubstitutionError extends Error {
  override readonly name = 'SubstitutionError';
}

/** Variables that only exist later; an expression over them is left alone until then (Argo's `variablesToCheck`). */
const lateVariables = /^(item|retries|lastRetry\.(exitCode|status|duration|message)|workflow\.(status|failures))$/;

/**
 * Argo's substitution (argo-facts 2.1): every `{{`..`}}` in a JSON text is a tag; values are pasted in, escaped for a JSON
 * string. What this pass writes, the next pass reads again, as in Argo.
 *
 * @throws SubstitutionError when a tag that must resolve does not, or the result is no JSON
 */
function replaceTags(json: string, scope: Scope, strictness: Strictness): string {
  let from = json.indexOf('{{');
  if (from < 0) {
    return json;
  }
  const parts: string[] = [];
  let done = 0;
  while (from >= 0) {
    const end = json.indexOf('}}', from + 2);
    if (end < 0) {
      break;
    }
    const tag = json.slice(from + 2, end);
    parts.push(json.slice(done, from), replaceTag(tag, scope, strictness));
    done = end + 2;
    from = json.indexOf('{{', done);
  }
  parts.push(json.slice(done));
  return parts.join('');
}

/**
 * `replaceTags` in every text of a value. Argo does it over the JSON of the whole value; text by text is the same but for
 * an unclosed `{{`, which there runs on into the next text, and it leaves large texts without tags alone.
 */
export function substitute<T>(value: T, scope: Scope, strictness: Strictness): T {
  return replaceDeep(value, scope, strictness) as T;
}

function replaceDeep(value: unknown, scope: Scope, strictness: Strictness): unknown {
  if (typeof value === 'string') {
    return value.includes('{{') ? replaceText(value, scope, strictness) : value;
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  if (Array.isArray(value)) {
    const list = value as readonly unknown[];
    const replaced = list.map((element) => replaceDeep(element, scope, strictness));
    return replaced.some((element, index) => element !== list[index]) ? replaced : list;
  }
  let copy: Record<string, unknown> | undefined;
  for (const [key, member] of Object.entries(value)) {
    const replaced = replaceDeep(member, scope, strictness);
    if (replaced !== member) {
      copy ??= { ...value };
      copy[key] = replaced;
    }
  }
  return copy ?? value;
}

function replaceText(text: string, scope: Scope, strictness: Strictness): string {
  const replaced = replaceTags(JSON.stringify(text), scope, strictness);
  try {
    return JSON.parse(replaced) as string;
  } catch {
    throw new SubstitutionError('cannot finish template replacement because the result was invalid JSON');
  }
}

function replaceTag(tag: string, scope: Scope, wanted: Strictness): string {
  const strictness = effective(wanted, scope);
  return tag.startsWith('=')
    ? replaceExpression(tag.slice(1), scope, strictness)
    : replaceSimple(tag, scope, strictness);
}

function replaceSimple(tag: string, scope: Scope, strictness: Strictness): string {
  const name = tag.trim();
  const value = scope.get(name);
  if (value === undefined) {
    return replaceNested(tag, scope) ?? leaveUnresolved(tag, name, strictness);
  }
  if (value === null) {
    throw new SubstitutionError(
      `unable to substitute {{${tag}}}: output is an absent optional (skipped/omitted node with no default)`,
    );
  }
  return paste(value);
}

/** `{{inputs.parameters.{{item}}}}`: the inner tag is pasted; the outer one, closed by the text after it, is for the next pass. */
function replaceNested(tag: string, scope: Scope): string | undefined {
  const inner = tag.lastIndexOf('{{');
  const value = inner > 0 ? scope.get(tag.slice(inner + 2)) : undefined;
  if (value === null) {
    throw new SubstitutionError(`unable to substitute nested tag {{${tag}}}: it is an absent optional`);
  }
  return value === undefined ? undefined : `{{${tag.slice(0, inner)}${paste(value)}`;
}

function leaveUnresolved(tag: string, name: string, strictness: Strictness): string {
  if (mustResolve(name, strictness) && !(strictness === 'tasks' && name.includes('.outputs.artifacts.'))) {
    throw new SubstitutionError(unresolved(`{{${tag}}}`, name));
  }
  return `{{${tag}}}`;
}

function mustResolve(name: string, strictness: Strictness): boolean {
  return strictness === 'all' || (strictness === 'tasks' && /^(tasks|steps)(\.|$)/.test(name));
}

/** Where missing outputs stay as their tags, so do those in the arguments of tasks. */
function effective(strictness: Strictness, { rules }: Scope): Strictness {
  return strictness === 'tasks' && rules.missingOutputs === 'literal' ? 'none' : strictness;
}

/** Argo waits for ever for an output that is never there (argo-facts 0); an error says what is wrong. */
function unresolved(tag: string, name: string): string {
  const why = /^(tasks|steps)\./.test(name)
    ? ': the task is not an ancestor, or has no such output; Argo would wait for it without end'
    : '';
  return `failed to resolve ${tag}${why}`;
}

function replaceExpression(source: string, scope: Scope, strictness: Strictness): string {
  const verbatim = `{{=${source}}}`;
  let expression: string;
  try {
    // The text stands inside a JSON string.
    expression = JSON.parse(`"${source}"`) as string;
  } catch {
    throw new SubstitutionError('failed to unmarshall JSON expression');
  }
  const environment = scope.environment(expression);
  const { missingOutputs, printsJson, knowsPlaceholders } = scope.rules;
  const missing = missingIdentifiers(expression, environment, missingOutputs === 'absent');
  const strict = missing?.find((name) => mustResolve(name, strictness));
  if (strict !== undefined) {
    throw new SubstitutionError(`failed to evaluate expression: ${unresolved(strict, strict)}`);
  }
  const lenient = isLenient(missing, strictness, scope.rules);
  if (lenient && missing?.some((name) => lateVariables.test(name))) {
    return verbatim;
  }
  // Asked only once something has failed: it looks at every variable.
  const letsBe = (): boolean => lenient || (knowsPlaceholders && scope.isMarked());
  let result: Value;
  try {
    result = evaluate(expression, environment);
  } catch (error) {
    if (letsBe()) {
      return verbatim;
    }
    throw new SubstitutionError(`failed to evaluate expression: ${errorMessage(error)}`);
  }
  const text = result === null || printsJson ? tagText(result) : goText(result);
  if (text === undefined) {
    if (letsBe()) {
      return verbatim;
    }
    throw new SubstitutionError(`failed to evaluate expression ${JSON.stringify(expression)}`);
  }
  return typeof result === 'string' || !printsJson ? JSON.stringify(text).slice(1, -1) : paste(text);
}

/** Whether what cannot be evaluated stays as it is. Undefined `missing`: the expression cannot be read. */
function isLenient(
  missing: readonly string[] | undefined,
  strictness: Strictness,
  { missingOutputs, toleratesFailures }: ArgoRules,
): boolean {
  // Older controllers only had this one switch, for faults of any kind.
  if (missingOutputs === 'literal') return strictness !== 'all';
  return missing === undefined ? false : missing.length > 0 || (toleratesFailures && strictness === 'none');
}

function paste(value: string): string {
  const quoted = quoteAsGo(value);
  if (quoted === undefined) {
    throw new SubstitutionError('cannot finish template replacement because the result was invalid JSON');
  }
  return quoted;
}
