import { quoteExpression } from '@tiphys/expr';
import type { Channel } from '@tiphys/compiler';
import { encode, inert, tag } from '../expression.ts';

/** Text of an optional string that was not given; `null` would be a string that a user may well mean. */
export const absentString = '<none>';

/**
 * From the raw text of a workflow argument to a wire value (lowering-verified 1). JSON is checked by reading it, but not
 * printed again, so that integers keep their digits; what is not JSON is an error of the node, with the reader's message.
 */
export function rootConversion(name: string, channel: Channel & { readonly kind: 'parameter' }): string {
  const raw = `workflow.parameters[${quoteExpression(name)}]`;
  if (channel.type !== 'STRING') {
    const json = channel.type === 'LIST' || channel.type === 'STRUCT' ? inert(`trim(${raw})`) : `trim(${raw})`;
    return tag(`fromJSON(${raw}) == nil ? 'null' : ${json}`);
  }
  const text = encode(raw);
  const isOptional = channel.optional === true && channel.default === undefined;
  return tag(isOptional ? `${raw} == ${quoteExpression(absentString)} ? 'null' : ${text}` : text);
}
