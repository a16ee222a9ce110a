import { errorMessage } from '@tiphys/diagnostics';
import type { Template, Workflow } from '@tiphys/argo-types';
import { parseExpression } from '@tiphys/expr';
import type { SelfCheckRule } from './self-check-rule.ts';

/** An expression tag ends at the first two closing braces. */
const expressionTag = /\{\{=(.*?)\}\}/gs;

/** Every expression parses, and no tag is cut short by braces of its own. */
export const checkExpressions: SelfCheckRule = {
  name: 'expressions',
  check(workflow: Workflow) {
    return [
      ...faults('the workflow', tagged([workflow.spec.podSpecPatch ?? ''])),
      ...(workflow.spec.templates ?? []).flatMap((template) =>
        faults(`"${template.name ?? ''}"`, expressions(template)),
      ),
    ];
  },
};

function faults(place: string, texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => {
    const fault = parseFault(text);
    return fault === undefined ? [] : [`${fault} in ${place}: ${text}`];
  });
}

function expressions(template: Template): readonly string[] {
  const tasks = template.dag?.tasks ?? [];
  const texts = tasks.flatMap((task) => [
    task.when ?? '',
    String(task.withSequence?.count ?? ''),
    ...(task.arguments?.parameters ?? []).map((parameter) => parameter.value ?? ''),
  ]);
  const outputs = (template.outputs?.parameters ?? []).flatMap((output) => output.valueFrom?.expression ?? []);
  return [...tagged([...texts, template.podSpecPatch ?? '']), ...outputs];
}

function tagged(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => [...text.matchAll(expressionTag)].map(([, expression = '']) => expression));
}

function parseFault(text: string): string | undefined {
  if (text.includes('{{')) return 'a tag within a tag';
  // Argo turns these into their characters before it parses (docs/argo.md).
  if (/\\u00(?:3c|3e|26)/i.test(text)) return 'an escape that Argo undoes';
  try {
    parseExpression(text);
    return undefined;
  } catch (error) {
    return errorMessage(error);
  }
}
