import { quoteExpression } from '@tiphys/expr';
import { printInertJson } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import type { PodValue } from '@tiphys/compiler';
import { inputText, tag } from '../expression.ts';

type Dynamic = Extract<PodValue, { kind: 'dynamic' }>;

/** Stands for the name of an object in a JSON value that is made around it. */
const hole = 'tiphys:hole';

/** A dynamic value and what is made around it: `around` puts a name where it belongs, if anywhere. */
export interface DynamicItem {
  readonly value: Dynamic;
  around(name: string): JsonValue;
}

/**
 * Items that only the run knows, after some that are known, as the inside of a JSON list. A name that turns out to be null makes no
 * item (kfp-semantics 7.1); any other that is no name is refused by the API server.
 */
export function dynamicItems(known: readonly JsonValue[], items: readonly DynamicItem[]): string {
  // One expression for all of them, so that none leaves a comma behind.
  return joined([
    ...known.map((item) => quoteExpression(printInertJson(item))),
    ...items.map(({ value, around }) => {
      const parts = printInertJson(around(hole)).split(JSON.stringify(hole)).map(quoteExpression);
      const text = inputText(value.name);
      return `(${text} == 'null' ? '' : ${parts.join(` + ${text} + `)})`;
    }),
  ]);
}

/** Values that are an object or a list of objects each, as the inside of one JSON list; null and empty ones make none. */
export function dynamicObjects(values: readonly PodValue[]): string {
  return joined(
    values.map((value) => {
      if (value.kind === 'constant') return quoteExpression(printInertJson(value.value));
      const text = inputText(value.name);
      const inside = `${text}[1:len(${text}) - 1]`;
      return `(${text} in ['null', ${quoteExpression('{}')}] ? '' : ${text} startsWith '[' ? ${inside} : ${text})`;
    }),
  );
}

/** A value that is an object, as JSON; null is an empty one. */
export function dynamicObject(value: Dynamic): string {
  const text = inputText(value.name);
  return tag(`${text} == 'null' ? ${quoteExpression('{}')} : ${text}`);
}

function joined(texts: readonly string[]): string {
  return tag(joinedText(texts));
}

/** An expression for the inside of a list or an object, from expressions for its members; empty ones are left out. */
export function joinedText(texts: readonly string[]): string {
  const [only, ...others] = texts;
  if (only !== undefined && others.length === 0) return only;
  return `join(filter([${texts.join(', ')}], # != ''), ',')`;
}
