import { launcherDirectory } from '@tiphys/contract';
import type { Template } from '../manifest/manifest.ts';

/** Whether the main container is the launcher of a compiled manifest. */
export function isLauncherTemplate(template: Template): boolean {
  const [program, verb] = template.container?.command ?? [];
  return program === `${launcherDirectory}/launcher` && verb === 'run';
}
