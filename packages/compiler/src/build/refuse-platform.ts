import type { DocumentPath } from '@tiphys/diagnostics';
import { ignored, unsupported } from '../diagnostics.ts';
import type { BuildContext } from './build-context.ts';

/** Names every field of the platform document, so that none of them is dropped in silence (contract C1). */
export function refusePlatform(context: BuildContext): void {
  for (const platform of Object.keys(context.pipeline.platform?.platforms ?? {})) {
    if (platform === 'kubernetes') continue;
    const place = context.place(['platforms', platform]);
    context.report(ignored(place, `The platform "${platform}"`, 'only kubernetes is read.'));
  }
  const config = context.pipeline.platform?.platforms.kubernetes?.pipelineConfig ?? {};
  refuseFields(context, config, ['platforms', 'kubernetes', 'pipelineConfig']);
}

function refuseFields(context: BuildContext, config: object, path: DocumentPath): void {
  for (const field of Object.keys(config)) {
    const place = context.place([...path, field]);
    context.report(unsupported(place, `The Kubernetes option ${field}`, 'Remove it, or set it on the manifest.'));
  }
}
