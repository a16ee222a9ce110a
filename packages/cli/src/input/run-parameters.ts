import { parseJson, printJson, suggest, UsageError } from '@tiphys/diagnostics';
import type { Diagnostic, JsonValue } from '@tiphys/diagnostics';
import type { InputParameterSpec, LoadedPipeline } from '@tiphys/ir';
import { artifactText } from './artifact-text.ts';
import { declaredAt } from './declared-at.ts';
import type { GivenParameter } from './given-parameter.ts';
import { missingRunParameter, notAmongLiterals, unknownRunParameter, wrongRunParameter } from '../diagnostics.ts';
import type { DeclaredAt } from '../diagnostics.ts';

/** The values for a run, checked. */
export interface RunParameters {
  /** Raw text by name, as `argo submit -p` takes it: strings as they are, other types as JSON. */
  readonly texts: Readonly<Record<string, string>>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads `NAME=VALUE` texts; the last one of a name wins.
 *
 * @throws UsageError when there is no `=`
 */
export function parseParameterFlags(flags: readonly string[]): Map<string, GivenParameter> {
  const given = new Map<string, GivenParameter>();
  for (const flag of flags) {
    const at = flag.indexOf('=');
    if (at < 1) throw new UsageError(`-p ${flag} is not NAME=VALUE\nhint: -p ${at < 0 ? flag : 'name'}=VALUE`);
    given.set(flag.slice(0, at), { from: 'flag', text: flag.slice(at + 1) });
  }
  return given;
}

/**
 * Checks the given values against the pipeline's own parameters (kfp-semantics 1.8): known names, nothing missing, the
 * exact type. Never throws; every fault is a diagnostic at the parameter's declaration.
 */
export function checkRunParameters(
  pipeline: LoadedPipeline,
  given: ReadonlyMap<string, GivenParameter>,
  cwd: string,
): RunParameters {
  const { parameters: declared, artifacts } = pipeline.spec.root.inputDefinitions;
  const diagnostics: Diagnostic[] = [];
  const texts: Record<string, string> = {};
  for (const [name, value] of given) {
    const spec = Object.hasOwn(declared, name) ? declared[name] : undefined;
    if (spec === undefined && Object.hasOwn(artifacts, name)) {
      const text = artifactText(value, cwd);
      if (text === undefined) diagnostics.push(wrongArtifact(pipeline, name, value));
      else texts[name] = text;
      continue;
    }
    if (spec === undefined) {
      diagnostics.push(unknown(pipeline, name, [...Object.keys(declared), ...Object.keys(artifacts)]));
      continue;
    }
    // As in KFP, null is "not given".
    if (value.from === 'file' && value.value === null && spec.isOptional === true) continue;
    const checked = checkValue(name, spec, value, declarationOf(pipeline, name));
    if (typeof checked === 'string') texts[name] = checked;
    else diagnostics.push(checked);
  }
  for (const [name, spec] of Object.entries(declared)) {
    if (given.has(name) || spec.isOptional === true || spec.defaultValue !== undefined) continue;
    diagnostics.push(missingRunParameter(declarationOf(pipeline, name), { name, type: spec.parameterType }));
  }
  for (const [name, { isOptional }] of Object.entries(artifacts)) {
    if (given.has(name) || isOptional === true) continue;
    const at = declaredAt(pipeline, ['root', 'inputDefinitions', 'artifacts', name]);
    diagnostics.push(missingRunParameter(at, { name, type: 'ARTIFACT' }));
  }
  return { texts, diagnostics };
}

function wrongArtifact(pipeline: LoadedPipeline, name: string, given: GivenParameter): Diagnostic {
  const text = given.from === 'flag' ? given.text : printJson(given.value);
  const at = declaredAt(pipeline, ['root', 'inputDefinitions', 'artifacts', name]);
  return wrongRunParameter(at, { name, type: 'ARTIFACT', text, from: given.from });
}

function unknown(pipeline: LoadedPipeline, name: string, known: readonly string[]): Diagnostic {
  const nearest = suggest(name, known);
  return unknownRunParameter(declaredAt(pipeline, ['root', 'inputDefinitions', 'parameters']), {
    name,
    known,
    ...(nearest !== undefined && { nearest }),
  });
}

function checkValue(
  name: string,
  { parameterType: type, literals }: InputParameterSpec,
  given: GivenParameter,
  at: DeclaredAt,
): string | Diagnostic {
  const value = given.from === 'file' ? given.value : parseText(given.text, type);
  const text = given.from === 'flag' ? given.text : printJson(given.value);
  if (value === undefined || !isOfType(value, type))
    return wrongRunParameter(at, { name, type, text, from: given.from });
  const printed = printJson(value);
  if (literals !== undefined && literals.length > 0 && !literals.some((literal) => printJson(literal) === printed)) {
    return notAmongLiterals(at, { name, text, allowed: literals.map((literal) => printJson(literal)) });
  }
  if (given.from === 'flag') return given.text;
  return typeof value === 'string' ? value : printed;
}

/** The value of a `-p` text; undefined when it is no JSON and has to be. */
function parseText(text: string, type: InputParameterSpec['parameterType']): JsonValue | undefined {
  if (type === 'STRING') return text;
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function isOfType(value: JsonValue, type: InputParameterSpec['parameterType']): boolean {
  switch (type) {
    case 'STRING':
      return typeof value === 'string';
    case 'NUMBER_INTEGER':
      return typeof value === 'bigint' || Number.isInteger(value);
    case 'NUMBER_DOUBLE':
      return typeof value === 'number' || typeof value === 'bigint';
    case 'BOOLEAN':
      return typeof value === 'boolean';
    case 'LIST':
      return Array.isArray(value);
    case 'STRUCT':
    case 'TASK_FINAL_STATUS':
      return typeof value === 'object' && value !== null && !Array.isArray(value);
    default:
      return true;
  }
}

function declarationOf(pipeline: LoadedPipeline, name: string): DeclaredAt {
  return declaredAt(pipeline, ['root', 'inputDefinitions', 'parameters', name]);
}
