import { quoteExpression } from '@tiphys/expr';
import type { Channel } from '@tiphys/compiler';
import { encode, inert, tag, workflowText } from '../expression.ts';

/** Text of an optional string that was not given; `null` would be a string that a user may well mean. */
export const absentString = '<none>';

/** From the raw text of a workflow argument to a wire value (lowering-verified 1). */
export function rootConversion(name: string, channel: Channel): string {
  const raw = workflowText(name);
  return tag(channel.kind === 'artifact' ? artifactConversion(raw) : parameterConversion(raw, channel));
}

/**
 * JSON is checked by reading it, but not printed again, so that integers keep their digits; what is not JSON is an error of
 * the node, with the reader's message.
 */
function parameterConversion(raw: string, channel: Channel & { readonly kind: 'parameter' }): string {
  if (channel.type !== 'STRING') {
    const isFlat = ['NUMBER_INTEGER', 'NUMBER_DOUBLE', 'BOOLEAN'].includes(channel.type);
    return `fromJSON(${raw}) == nil ? 'null' : ${isFlat ? `trim(${raw})` : inert(`trim(${raw})`)}`;
  }
  const text = encode(raw);
  const isOptional = channel.optional === true && channel.default === undefined;
  return isOptional ? `${raw} == ${quoteExpression(absentString)} ? 'null' : ${text}` : text;
}

/**
 * An artifact is a URI, or JSON: an object with a `uri` and perhaps `name` and `metadata`, or a list of URIs and such
 * objects. The launcher fills in the rest.
 */
function artifactConversion(raw: string): string {
  const text = `trim(${raw})`;
  // Read once, so that what is no JSON is an error here and not in every task.
  const json = `(fromJSON(${text}) == nil ? '' : ${inert(text)})`;
  const uri = `${quoteExpression('[{"uri":')} + ${encode(text)} + ${quoteExpression('}]')}`;
  return [
    `${text} in ['', 'null'] ? 'null' `,
    `${text} startsWith '[' ? ${json} `,
    `${text} startsWith ${quoteExpression('{')} ? '[' + ${json} + ']' `,
    uri,
  ].join(': ');
}
