import type { DocumentPath, JsonObject } from '@tiphys/diagnostics';
import { ignored, unsupported } from '../diagnostics.ts';
import type { BuildContext } from './build-context.ts';

/** Names every field of the platform document, so that none of them is dropped in silence (contract C1). */
export function refusePlatform(context: BuildContext): void {
  for (const [platform, spec] of Object.entries(context.pipeline.platform?.platforms ?? {})) {
    const path = ['platforms', platform];
    if (platform !== 'kubernetes') {
      context.report(ignored(context.place(path), `The platform "${platform}"`, 'only kubernetes is read.'));
      continue;
    }
    for (const [label, executor] of Object.entries(spec.deploymentSpec?.executors ?? {})) {
      refuseFields(context, executor, [...path, 'deploymentSpec', 'executors', label]);
    }
    refuseFields(context, spec.pipelineConfig ?? {}, [...path, 'pipelineConfig']);
  }
}

function refuseFields(context: BuildContext, config: JsonObject, path: DocumentPath): void {
  for (const field of Object.keys(config)) {
    const place = context.place([...path, field]);
    context.report(unsupported(place, `The Kubernetes option ${field}`, 'Remove it, or set it on the manifest.'));
  }
}
