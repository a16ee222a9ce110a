import type { AnyValue } from '../model.ts';
import { dataOf } from '../model.ts';

const prefix = 'pipelinechannel--';

/** The name of an input that carries a value into a group: the Python SDK's, so that both give the same IR. */
export function channelName(value: AnyValue): string {
  return `${prefix}${nameOfValue(value)}`;
}

/** The output by which a group gives a value of its inside. */
export function surfacedName(value: AnyValue): string {
  const { source } = dataOf(value);
  // What an inner group surfaced keeps its name.
  if (source.kind === 'output' && source.output().startsWith(prefix)) return source.output();
  return channelName(value);
}

/** A name that no other value of the pipeline has. */
export function nameOfValue(value: AnyValue): string {
  const { source } = dataOf(value);
  switch (source.kind) {
    case 'input':
      return source.name;
    case 'output':
      return `${source.node.name}-${source.output()}`;
    case 'item': {
      const { items, itemId } = source.loop.loop ?? { items: [] };
      return 'length' in items ? `loop-item-param-${itemId}` : `${nameOfValue(items)}-loop-item`;
    }
    case 'field':
      return `${nameOfValue(source.of)}-subvar-${source.name}`;
    case 'text':
      return source.parts.map((part) => (typeof part === 'string' ? part : `\${${nameOfValue(part)}}`)).join('');
  }
}
