import { quoteExpression } from '@tiphys/expr';
import type { Parameter } from '@tiphys/argo-types';
import { argoTaskName } from '@tiphys/contract';
import { invariant } from '@tiphys/diagnostics';
import type { OutputReference, Ports, ScopeOutput } from '@tiphys/compiler';
import { outputText } from '../expression.ts';
import type { ScopeView } from '../scope/scope-view.ts';
import { portKey } from '../scope/scope-view.ts';

type Kind = keyof Ports<unknown>;

/** What "no value" is called on the wire. */
const absent = 'null';

/** The output parameters of a scope's template. Each has a default, so that no reader ever waits for an absent one. */
export function lowerOutputs(view: ScopeView): readonly Parameter[] {
  return (['parameters', 'artifacts'] as const).flatMap((kind) =>
    Object.entries(view.scope.outputs[kind]).map(([name, output]) => ({
      name: view.outputNames.get(portKey(kind, name)) ?? name,
      valueFrom: view.item === undefined ? plainOutput(view, kind, output) : iterationOutput(view, kind, output),
    })),
  );
}

function plainOutput(view: ScopeView, kind: Kind, output: ScopeOutput): NonNullable<Parameter['valueFrom']> {
  const [first, ...others] = output.sources;
  if (first !== undefined && others.length === 0) {
    const name = sourceName(view, kind, first);
    return { parameter: `{{tasks.${argoTaskName(first.task)}.outputs.parameters.${name}}}`, default: absent };
  }
  return { expression: firstSucceeded(view, kind, output, (text) => text), default: absent };
}

/**
 * An output of a loop's body is a JSON string that holds the wire text: Argo decodes and re-encodes objects and arrays
 * when it collects them, which undoes the escapes in them (lowering-verified 3-6).
 */
function iterationOutput(view: ScopeView, kind: Kind, output: ScopeOutput): NonNullable<Parameter['valueFrom']> {
  return {
    expression: firstSucceeded(view, kind, output, (text) => `toJson(${text})`),
    default: `"${absent}"`,
  };
}

/** The output of the first source whose task succeeded, else `absent`. */
function firstSucceeded(view: ScopeView, kind: Kind, output: ScopeOutput, wrap: (text: string) => string): string {
  return output.sources.reduceRight(
    (otherwise, source) => {
      const task = argoTaskName(source.task);
      const value = wrap(outputText(task, sourceName(view, kind, source)));
      return `(tasks[${quoteExpression(task)}].status == 'Succeeded' ? ${value} : ${otherwise})`;
    },
    wrap(quoteExpression(absent)),
  );
}

/** The name of an output of a task of the scope, as its template has it. */
export function sourceName(view: ScopeView, kind: Kind, source: OutputReference): string {
  const name = view.targetOutputs(view.task(source.task)).get(portKey(kind, source.output));
  invariant(name !== undefined, `${source.task} has no output ${source.output}`);
  return name;
}
