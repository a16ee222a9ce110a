import type { Argument } from '@tiphys/contract';
import type { DocumentPath } from '@tiphys/diagnostics';
import { parsePlaceholders } from '@tiphys/expr';
import { unknownPlaceholder } from '../diagnostics.ts';
import type { BuildContext } from './build-context.ts';

/** A text with its placeholders parsed; what only looks like one is reported and stays. */
export function parseArgument(context: BuildContext, text: string, path: DocumentPath): Argument {
  return parsePlaceholders(text, (placeholder) => {
    context.report(unknownPlaceholder(context.place(path), placeholder));
  });
}
