import type { JsonObject } from '@tiphys/diagnostics';
import type { Reference } from './bindings.ts';

/** A reference as the inputs of a task, and the settings of its platform, have it. */
export function referenceJson({ from, selector, isArtifact }: Reference): JsonObject {
  return {
    ...('input' in from
      ? { [isArtifact ? 'componentInputArtifact' : 'componentInputParameter']: from.input }
      : isArtifact
        ? { taskOutputArtifact: { outputArtifactKey: from.output, producerTask: from.task } }
        : { taskOutputParameter: { outputParameterKey: from.output, producerTask: from.task } }),
    ...(selector !== undefined && { parameterExpressionSelector: selector }),
  };
}
