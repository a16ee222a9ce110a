import type { Parameter, Template } from '../manifest/manifest.ts';
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

/**
 * A template with its inputs bound and everything substituted that is known before it runs (Argo's ProcessArgs): an
 * input's value is the argument, else its `value`, else its `default`.
 *
 * @throws SubstitutionError when an input has no value, or a tag cannot be substituted
 */
export function bindTemplate(
  template: Template,
  given: ArgumentValues,
  globals: Variables,
  locals: Variables,
): Template {
  const parameters = (template.inputs?.parameters ?? []).map((input) => bindInput(input, given));
  const bound = template.inputs === undefined ? template : { ...template, inputs: { ...template.inputs, parameters } };
  return substituteTemplate(bound, globals, locals);
}

/** The two passes of Argo's SubstituteParams: first globals and locals, then inputs too. Inputs must have values. */
export function substituteTemplate(template: Template, globals: Variables, locals: Variables): Template {
  const first = substitute(template, createScope([globals, locals]), 'none');
  return substitute(first, createScope([globals, locals, templateVariables(first)]), 'none');
}

/** `inputs.*` of a bound template, and the paths of its outputs. */
function templateVariables(template: Template): Variables {
  const variables = new Map(inputVariables(template));
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
