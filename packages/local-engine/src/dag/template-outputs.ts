import { errorMessage } from '@tiphys/diagnostics';
import type { ArtifactScope } from '../artifact/artifact-scope.ts';
import { resolveArtifact } from '../artifact/resolve-artifact.ts';
import type { Parameter, Template, ValueFrom } from '../manifest/manifest.ts';
import { goText } from '@tiphys/expr';
import type { Value } from '@tiphys/expr';
import type { NodeOutputs } from '../run/node-status.ts';
import { evaluate } from '../template/expression.ts';
import type { Scope } from '../template/scope.ts';

/** A DAG output that has no value and no default: the node becomes an Error. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

/**
 * The outputs of a DAG or steps template, from what its tasks gave (argo-facts 2.3). Where resolving fails, the default is
 * used.
 *
 * @throws OutputError where there is no default either
 * @throws SubstitutionError or ExpressionError for an artifact that is not there
 */
export function templateOutputs(template: Template, scope: Scope, artifacts: ArtifactScope): NodeOutputs | undefined {
  const { parameters = [], artifacts: given = [] } = template.outputs ?? {};
  if (parameters.length === 0 && given.length === 0) return undefined;
  const sources = given.flatMap((output) => {
    const source = resolveArtifact(output, scope, artifacts);
    return source === undefined ? [] : [[output.name, source] as const];
  });
  return {
    parameters: new Map(parameters.map((parameter) => [parameter.name, resolveOutput(parameter, scope)])),
    ...(sources.length === 0 ? {} : { artifacts: new Map(sources) }),
  };
}

function resolveOutput({ name, valueFrom }: Parameter, scope: Scope): string {
  if (valueFrom === undefined) {
    throw new OutputError('output parameters must have a valueFrom specified');
  }
  const value =
    (valueFrom.expression ?? '') === '' ? resolveTag(valueFrom, scope) : resolveExpression(valueFrom, scope);
  if ('value' in value) {
    return value.value;
  }
  if (valueFrom.default === undefined) {
    throw new OutputError(`output parameter "${name}": ${value.problem}`);
  }
  return valueFrom.default;
}

type Resolved = { readonly value: string } | { readonly problem: string };

function resolveExpression({ expression = '' }: ValueFrom, scope: Scope): Resolved {
  let value: Value;
  try {
    value = evaluate(expression, scope.environment(expression));
  } catch (error) {
    return { problem: errorMessage(error) };
  }
  const nilIsText = scope.rules.missingOutputs !== 'absent';
  if (value === null && !nilIsText) {
    return { problem: `failed to evaluate expression ${JSON.stringify(expression)}` };
  }
  return { value: goText(value) };
}

function resolveTag({ parameter = '' }: ValueFrom, scope: Scope): Resolved {
  const tag = parameter.replace(/^\{\{/, '').replace(/\}\}$/, '').trim();
  if (tag.startsWith('=')) {
    return resolveExpression({ expression: tag.slice(1) }, scope);
  }
  const value = scope.get(tag);
  if (value === undefined) {
    return { problem: `Unable to resolve: "${tag}"` };
  }
  return value === null ? { problem: `"${parameter}" is an absent optional` } : { value };
}
