import type { ParameterType } from '@tiphys/contract';
import { encodeWire } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import { quoteExpression } from '@tiphys/expr';
import type { Ports } from '@tiphys/compiler';
import { asText, encode, inputText, tag } from '../expression.ts';
import { itemsParameter } from '../scope/scope-view.ts';
import { isLargeText, isSpilledText } from '../scope/untyped-source.ts';

/** Stands for the text of the list while an expression around it is put together. */
const hole = '\u0000';

/**
 * An item, in JSON, that has an integer of 16 digits or more somewhere, or one so large that Go printed an exponent. Texts are
 * none, whatever is in them.
 */
const largeItem = quoteExpression('^([[]|[^"].*[[:,])?-?[0-9]{16}|^[^"].*e\\+');

/** What is known of the items of a loop. */
export interface ItemFacts {
  readonly kind: keyof Ports<unknown>;
  /** What the body declares. */
  readonly type: ParameterType | undefined;
  /** The list, where it is known. */
  readonly constant?: readonly JsonValue[];
  /** Whether the item may be as Argo knows it, where that rounds. */
  readonly mayRound: boolean;
}

/**
 * What the task `each` hands to the body of its loop: the wire text of one item, taken out of the list in the wrapper's input,
 * so that no iteration carries the list. Argo makes it in two steps, because up to 3.6.13 and 3.7.4 an expression with
 * `item` in it knows no inputs (argo-facts 2.4): the pass that knows the inputs writes an expression that holds the list, and the
 * pass that makes the iterations evaluates it. The list is in base64 there, in which no quote, tag or escape can begin.
 *
 * An item that Argo cannot take out, since the list went through the store, is a place for the launcher, and so is one that
 * it would round.
 */
export function itemArgument({ kind, type, constant, mayRound }: ItemFacts): string {
  const list = inputText(itemsParameter);
  const item = `fromJSON(fromBase64('${hole}'))[int(item)]`;
  const text = encode(type === 'STRING' ? asText('#') : '#');
  const later = laterTag(`map([${item}], ${text})[0]`, list);
  const place = `'\\u007b"tiphys:at":[' + fromBase64('${hole}') + ',' + item + ']\\u007d'`;
  const exact = laterTag(`map([${item}], toJson(#) matches ${largeItem} ? ${place} : ${text})[0]`, list);
  const away = `${quoteExpression('{"tiphys:at":[')} + ${list} + ${quoteExpression(',{{item}}]}')}`;
  const isSmall = constant !== undefined && !/[0-9]{16}/.test(encodeWire(constant));
  const here = mayRound || isSmall ? later : `${isLargeText(list)} ? ${exact} : ${later}`;
  const whole = tag(constant === undefined ? `${isSpilledText(list)} ? ${away} : ${here}` : here);
  return kind === 'artifacts' ? `[${whole}]` : whole;
}

/** An expression for a tag with the other expression, and in that, in base64, a text that only this pass knows. */
function laterTag(expression: string, text: string): string {
  return tag(expression).split(hole).map(quoteExpression).join(` + toBase64(${text}) + `);
}
