import { quoteExpression } from '@tiphys/expr';
import type { DynamicContainer, DynamicResources, PodValue } from '@tiphys/compiler';
import { decode, inputText, tag } from '../expression.ts';
import { joinedText } from './pod-values.ts';

/** The names of the template's inputs that a container's image and resources are made of. */
export function containerValueNames(container: DynamicContainer): readonly string[] {
  const { image, requests = {}, limits = {}, accelerator } = container;
  const names = [...(image === undefined ? [] : [image]), ...Object.values(requests), ...Object.values(limits)];
  const pair = accelerator === undefined ? [] : [accelerator.type, accelerator.count];
  return [...names, ...pair.flatMap((value) => (value.kind === 'dynamic' ? [value.name] : []))];
}

/** The image, for the template's own field. */
export function dynamicImage(name: string): string {
  return tag(decode(inputText(name)));
}

/** The resources, for a patch of the pod: the fields of a template hold quantities only. Undefined when all are known. */
export function dynamicResources({ requests, limits, accelerator }: DynamicContainer): string | undefined {
  const limited = [...members(limits), ...(accelerator ? [acceleratorMember(accelerator)] : [])];
  const parts = [
    ...(requests ? [`"requests":${object(members(requests))}`] : []),
    ...(limited.length > 0 ? [`"limits":${object(limited)}`] : []),
  ];
  return parts.length === 0 ? undefined : `{${parts.join(',')}}`;
}

/** An object of these members; the braces come from the expression, since one before a tag would be taken for its start. */
function object(parts: readonly string[]): string {
  return tag(`${quoteExpression('{')} + ${joinedText(parts)} + ${quoteExpression('}')}`);
}

function members(resources: DynamicResources = {}): readonly string[] {
  return Object.entries(resources).map(([resource, name]) => {
    const text = inputText(name);
    return `(${isEmpty(text)} ? '' : ${quoteExpression(`${JSON.stringify(resource)}:`)} + ${text})`;
  });
}

function acceleratorMember({ type, count }: { readonly type: PodValue; readonly count: PodValue }): string {
  const [name, amount] = [type, count].map((value) =>
    value.kind === 'dynamic' ? inputText(value.name) : quoteExpression(JSON.stringify(value.value)),
  ) as [string, string];
  return `(${isEmpty(name)} || ${isEmpty(amount)} ? '' : ${name} + ':' + ${amount})`;
}

function isEmpty(text: string): string {
  return `${text} in ['null', '""']`;
}
