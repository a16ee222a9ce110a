import type { DAGTask, WorkflowSpec } from '@tiphys/argo-types';
import type { Expr } from '@tiphys/expr';
import { evaluateExpression, expandVariables, parseExpression, tagText } from '@tiphys/expr';

type Variables = Readonly<Record<string, string>>;

/** One of Argo's passes over a text: expressions that know all their names are evaluated, and simple tags that have a value. */
function pass(text: string, variables: Variables): string {
  return preparedPass(text)(variables);
}

/** The same for several sets of variables. */
function preparedPass(text: string): (variables: Variables) => string {
  const known = new Map<string, Expr>();
  const parse = (expression: string): Expr => {
    const parsed = known.get(expression) ?? parseExpression(expression);
    known.set(expression, parsed);
    return parsed;
  };
  return (variables) =>
    text.replace(/\{\{(.*?)\}\}/gs, (verbatim, inner: string) => {
      if (!inner.startsWith('=')) return variables[inner] ?? verbatim;
      try {
        return tagText(evaluateExpression(parse(inner.slice(1)), expandVariables(variables))) ?? verbatim;
      } catch {
        return verbatim;
      }
    });
}

/** A text of a looped task as the iterations get it, in the passes that Argo makes: without inputs, with them, with the item. */
export function iterationTexts(text: string, inputs: Variables, items: readonly number[]): readonly string[] {
  const globals = { 'workflow.name': 'wf' };
  const known = pass(pass(text, globals), { ...globals, ...inputs });
  const last = preparedPass(pass(known, globals));
  return items.map((item) => last({ item: String(item) }));
}

/** Bytes of the inputs of all nodes of a run in which every task runs and outputs are empty. */
export function nodeInputBytes(spec: WorkflowSpec): number {
  const byName = new Map((spec.templates ?? []).map((template) => [template.name, template]));
  let bytes = 0;
  const call = (name: string | undefined, inputs: Variables): void => {
    bytes += JSON.stringify(inputs).length;
    for (const task of byName.get(name)?.dag?.tasks ?? []) {
      for (const given of givenInputs(task, inputs)) call(task.template, given);
    }
  };
  call(spec.entrypoint, {});
  return bytes;
}

/** The inputs of each node that a task becomes. */
function givenInputs(task: DAGTask, inputs: Variables): readonly Variables[] {
  const parameters = task.arguments?.parameters ?? [];
  const count = task.withSequence?.count;
  const items = Array.from(
    { length: count === undefined ? 1 : Number(pass(String(count), inputs)) },
    (_, item) => item,
  );
  const texts = parameters.map(({ value = '' }) =>
    count === undefined ? [pass(value, inputs)] : iterationTexts(value, inputs, items),
  );
  return items.map((item) =>
    Object.fromEntries(parameters.map(({ name }, index) => [`inputs.parameters.${name}`, texts[index]?.[item] ?? ''])),
  );
}
