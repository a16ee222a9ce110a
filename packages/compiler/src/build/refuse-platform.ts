import { ignored } from '../diagnostics.ts';
import type { BuildContext } from './build-context.ts';

/** Names what the platform document says and nobody heeds, so that none of it is dropped in silence (contract C1). */
export function refusePlatform(context: BuildContext): void {
  for (const platform of Object.keys(context.pipeline.platform?.platforms ?? {})) {
    // What the second one says is read with the executors that it speaks of.
    if (platform === 'kubernetes' || platform === 'tiphys') continue;
    const place = context.place(['platforms', platform]);
    context.report(ignored(place, `The platform "${platform}"`, 'only kubernetes and tiphys are read.'));
  }
}
