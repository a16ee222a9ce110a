import type { Feature } from './feature.ts';
import { artifactLists } from './features/artifact-lists.ts';
import { rootInputs } from './features/root-inputs.ts';
import { containers } from './features/containers.ts';
import { retries } from './features/retries.ts';
import { conditions } from './features/conditions.ts';
import { importers } from './features/importers.ts';
import { taskConfigs } from './features/task-configs.ts';
import { values } from './features/values.ts';
import { elsewhere } from './features/elsewhere.ts';
import { exits } from './features/exits.ts';
import { loopFeatures } from './features/loops.ts';
import { workspaces } from './features/workspaces.ts';

/** Every feature of the IR, in the order of the table. */
export const features: readonly Feature[] = [
  ...rootInputs,
  ...values,
  ...conditions,
  ...loopFeatures,
  ...artifactLists,
  ...importers,
  ...exits,
  ...containers,
  ...workspaces,
  ...taskConfigs,
  ...retries,
  ...elsewhere,
];
