import { ignored, unsupported } from '../diagnostics.ts';
import type { BuildContext } from './build-context.ts';

/** Names what the platform document says and nobody heeds, so that none of it is dropped in silence (contract C1). */
export function refusePlatform(context: BuildContext): void {
  for (const platform of Object.keys(context.pipeline.platform?.platforms ?? {})) {
    if (platform === 'kubernetes') continue;
    const place = context.place(['platforms', platform]);
    context.report(ignored(place, `The platform "${platform}"`, 'only kubernetes is read.'));
  }
  if (context.pipeline.platform?.platforms.kubernetes?.pipelineConfig?.workspace !== undefined) {
    const place = context.place(['platforms', 'kubernetes', 'pipelineConfig', 'workspace']);
    context.report(unsupported(place, 'A workspace', 'Create a volume claim and mount it in the tasks that need it.'));
  }
}
