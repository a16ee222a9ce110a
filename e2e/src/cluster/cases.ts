import type { ClusterCase } from './case.ts';
import { argoStop } from './cases/argo-stop.ts';
import { argoTerminate } from './cases/argo-terminate.ts';
import { cacheProbe } from './cases/cache-probe.ts';
import { controllerKilled } from './cases/controller-killed.ts';
import { cronFires } from './cases/cron-fires.ts';
import { taskDeadline, workflowDeadline } from './cases/deadlines.ts';
import { exitHandler } from './cases/exit-handler.ts';
import { fullVolume } from './cases/full-volume.ts';
import { handWritten } from './cases/hand-written.ts';
import { snapshotCases } from './cases/kfp-snapshots.ts';
import { kubectlCreate } from './cases/kubectl-create.ts';
import { kubeletRestarted } from './cases/kubelet-restarted.ts';
import { largeValues } from './cases/large-values.ts';
import { launcherVolumes } from './cases/launcher-volumes.ts';
import { manyTasksCases } from './cases/many-tasks.ts';
import { podOptionCases } from './cases/pod-options.ts';
import { nodeFull } from './cases/node-full.ts';
import { outOfMemory } from './cases/out-of-memory.ts';
import { podDeleted } from './cases/pod-deleted.ts';
import { restrictedNamespace } from './cases/restricted-namespace.ts';
import { retries } from './cases/retries.ts';
import { secrets } from './cases/secrets.ts';
import { storeOutages } from './cases/store-outages.ts';
import { submitArguments } from './cases/submit-arguments.ts';
import { submitFromTemplate } from './cases/submit-from-template.ts';
import { taskConfig } from './cases/task-config.ts';
import { volumeClaims } from './cases/volume-claims.ts';
import { workspace } from './cases/workspace.ts';

/** Every case beside the pipelines that are compared with local runs. One file each below `cases/`. */
export const cases: readonly ClusterCase[] = [
  submitArguments,
  submitFromTemplate,
  cronFires,
  kubectlCreate,
  restrictedNamespace,
  secrets,
  retries,
  taskDeadline,
  workflowDeadline,
  argoStop,
  argoTerminate,
  exitHandler,
  cacheProbe,
  handWritten,
  largeValues,
  ...launcherVolumes,
  ...manyTasksCases,
  ...podOptionCases,
  ...snapshotCases,
  taskConfig,
  workspace,
  volumeClaims,
  podDeleted,
  fullVolume,
  outOfMemory,
  ...storeOutages,
  controllerKilled,
  kubeletRestarted,
  nodeFull,
];
