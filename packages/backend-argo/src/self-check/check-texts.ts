import type { Template, Workflow } from '@tiphys/argo-types';
import type { SelfCheckRule } from './self-check-rule.ts';

/** Places where Argo's own Go code takes numbers and its schemas and full CRDs only take texts (argo-facts 2.2, 10). */
export const checkTexts: SelfCheckRule = {
  name: 'texts',
  check(workflow: Workflow) {
    const { arguments: given, templateDefaults, templates = [] } = workflow.spec;
    return [
      ...notTexts(
        'the arguments',
        (given?.parameters ?? []).flatMap(({ value, enum: values = [] }) => [value, ...values]),
      ),
      ...notTexts('the template defaults', variables(templateDefaults ?? {})),
      ...templates.flatMap((template) => notTexts(`"${template.name ?? ''}"`, textsOf(template))),
    ];
  },
};

function notTexts(place: string, values: readonly unknown[]): readonly string[] {
  return values
    .filter((value) => value !== undefined && typeof value !== 'string')
    .map((value) => `${JSON.stringify(value)} is no text in ${place}`);
}

function textsOf(template: Template): readonly unknown[] {
  const { retryStrategy, inputs, outputs, dag } = template;
  return [
    retryStrategy?.limit,
    retryStrategy?.backoff?.duration,
    retryStrategy?.backoff?.factor,
    ...(inputs?.parameters ?? []).flatMap((parameter) => [parameter.value, parameter.default]),
    ...(outputs?.parameters ?? []).map(({ valueFrom }) => valueFrom?.default),
    ...variables(template),
    ...(dag?.tasks ?? []).flatMap((task) => [
      ...(task.arguments?.parameters ?? []).map(({ value }) => value),
      task.withSequence?.count,
      task.withSequence?.start,
      task.withSequence?.end,
    ]),
  ];
}

function variables(template: Template): readonly unknown[] {
  return (template.container?.env ?? []).map(({ value }) => value);
}
