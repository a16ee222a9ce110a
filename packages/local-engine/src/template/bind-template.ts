import type { ArtifactSources } from '../artifact/artifact-source.ts';
import type { Artifact, Parameter, Template } from '../manifest/manifest.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import { createScope } from './scope.ts';
import type { Variables } from './scope.ts';
import { substitute, SubstitutionError } from './replace-tags.ts';

/**
 * Stands for an argument that refers to an output that is not there because its task was skipped (argo-facts 0, regime
 * C): the input counts as not supplied.
 */
export const absentArgument = '__tiphys_absent_optional__';

/** Arguments of a task by name; `absentArgument` among the values. */
export type ArgumentValues = ReadonlyMap<string, string>;

/** What a template is called with. */
export interface CallArguments {
  readonly arguments: ArgumentValues;
  readonly artifacts?: ArtifactSources;
}

/**
 * A template with its inputs bound and everything substituted that is known before it runs (Argo's ProcessArgs): an
 * input's value is the argument, else its `value`, else its `default`.
 *
 * @throws SubstitutionError when an input has no value, or a tag cannot be substituted
 */
export function bindTemplate(
  rules: ArgoRules,
  template: Template,
  given: CallArguments,
  globals: Variables,
  locals: Variables,
): Template {
  const { inputs } = template;
  const parameters = (inputs?.parameters ?? []).map((input) => bindInput(input, given.arguments));
  const artifacts = inputs?.artifacts?.map((input) => bindArtifact(input, given.artifacts));
  const bound: Template =
    inputs === undefined
      ? template
      : { ...template, inputs: { ...inputs, parameters, ...(artifacts === undefined ? {} : { artifacts }) } };
  return substituteTemplate(rules, bound, globals, locals);
}

/** The two passes of Argo's SubstituteParams: first globals and locals, then inputs too. Inputs must have values. */
export function substituteTemplate(
  rules: ArgoRules,
  template: Template,
  globals: Variables,
  locals: Variables,
): Template {
  const first = substitute(template, createScope(rules, [globals, locals]), 'none');
  return substitute(first, createScope(rules, [globals, locals, templateVariables(first)]), 'none');
}

/** `inputs.*` of a bound template, and the paths of its artifacts and outputs. */
function templateVariables(template: Template): Variables {
  const variables = new Map(inputVariables(template));
  for (const { name, path } of template.inputs?.artifacts ?? []) {
    if (path !== undefined) {
      variables.set(`inputs.artifacts.${name}.path`, path);
    }
  }
  for (const { name, path } of template.outputs?.artifacts ?? []) {
    if (path !== undefined) {
      variables.set(`outputs.artifacts.${name}.path`, path);
    }
  }
  for (const { name, valueFrom } of template.outputs?.parameters ?? []) {
    if (valueFrom?.path !== undefined) {
      variables.set(`outputs.parameters.${name}.path`, valueFrom.path);
    }
  }
  return variables;
}

/** `inputs.parameters.<name>` of a bound template, and `inputs.parameters`, the list as JSON. */
export function inputVariables(template: Template): Variables {
  const parameters = template.inputs?.parameters ?? [];
  const variables = new Map<string, string>();
  for (const { name, value } of parameters) {
    if (value !== undefined) {
      variables.set(`inputs.parameters.${name}`, value);
    }
  }
  const size = parameters.reduce((sum, { value }) => sum + (value?.length ?? 0), 0);
  if (size < wholeListLimit) {
    variables.set('inputs.parameters', JSON.stringify(parameters));
  }
  return variables;
}

function bindArtifact(input: Artifact, given: ArtifactSources | undefined): Artifact {
  const own = input.raw === undefined ? undefined : ({ kind: 'raw', data: input.raw.data } as const);
  const source = given?.get(input.name) ?? own;
  if (source === undefined && input.optional !== true) {
    throw new SubstitutionError(`inputs.artifacts.${input.name} was not supplied`);
  }
  return source === undefined ? input : { ...input, source };
}

/** Characters up to which `{{inputs.parameters}}` is there: nobody pastes more, and printing it is paid for every task. */
const wholeListLimit = 100_000;

function bindInput(input: Parameter, given: ArgumentValues): Parameter {
  const argument = given.get(input.name);
  const value = (argument === absentArgument ? undefined : argument) ?? input.value ?? input.default;
  if (value === undefined) {
    throw new SubstitutionError(
      argument === absentArgument
        ? `inputs.parameters.${input.name}: argument references an absent optional (skipped/omitted node output with no default)`
        : `inputs.parameters.${input.name} was not supplied`,
    );
  }
  return { ...input, value };
}
