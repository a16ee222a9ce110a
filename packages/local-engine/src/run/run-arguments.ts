import { printJson } from '@tiphys/diagnostics';
import type { Diagnostic, JsonValue } from '@tiphys/diagnostics';
import { badParameter, missingParameter, unknownParameter } from '../diagnostics.ts';
import type { Manifest, Parameter } from '../manifest/manifest.ts';

/** The arguments of a run, or what is wrong with them. */
export interface RunArguments {
  readonly parameters: readonly Parameter[];
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * The workflow's arguments, those of the user in place of the manifest's: strings as they are, any other value as JSON
 * (contract C8). All faults are found at once.
 */
export function runArguments(manifest: Manifest, given: Readonly<Record<string, JsonValue>>): RunArguments {
  const declared = manifest.spec.arguments?.parameters ?? [];
  const names = declared.map(({ name }) => name);
  const isJson = jsonParameters(manifest);
  const diagnostics: Diagnostic[] = Object.keys(given)
    .filter((name) => !names.includes(name))
    .map((name) => unknownParameter(name, names));
  const parameters = declared.map((parameter) => {
    const own = Object.hasOwn(given, parameter.name) ? given[parameter.name] : undefined;
    const value = own === undefined ? parameter.value : printArgument(own);
    if (value === undefined) {
      diagnostics.push(missingParameter(parameter.name));
      return parameter;
    }
    const problem =
      own === undefined ? checkEnum(parameter, value) : checkValue(parameter, value, isJson.has(parameter.name));
    if (problem !== undefined) {
      diagnostics.push(badParameter(parameter.name, value, problem));
    }
    return { ...parameter, value };
  });
  return { parameters, diagnostics };
}

function printArgument(value: JsonValue): string {
  return typeof value === 'string' ? value : printJson(value);
}

/** Argo looks at the value that the manifest itself gives, too. */
function checkEnum(parameter: Parameter, value: string): string | undefined {
  return parameter.enum === undefined || parameter.enum.includes(value)
    ? undefined
    : `one of ${parameter.enum.join(', ')}`;
}

function checkValue(parameter: Parameter, value: string, isJson: boolean): string | undefined {
  const problem = checkEnum(parameter, value);
  if (problem !== undefined || !isJson) {
    return problem;
  }
  try {
    JSON.parse(value);
    return undefined;
  } catch {
    return 'JSON';
  }
}

/** Parameters that the manifest itself reads as JSON when the run starts (lowering-verified 1). */
function jsonParameters(manifest: Manifest): ReadonlySet<string> {
  const text = JSON.stringify(manifest.spec.templates);
  return new Set([...text.matchAll(/fromJSON\(workflow\.parameters\['([^'\\]+)'\]\)/g)].map(([, name = '']) => name));
}
