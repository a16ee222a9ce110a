import type { ClusterCase } from './case.ts';
import { argoStop } from './cases/argo-stop.ts';
import { argoTerminate } from './cases/argo-terminate.ts';
import { cacheProbe } from './cases/cache-probe.ts';
import { cronFires } from './cases/cron-fires.ts';
import { taskDeadline, workflowDeadline } from './cases/deadlines.ts';
import { exitHandler } from './cases/exit-handler.ts';
import { kubectlCreate } from './cases/kubectl-create.ts';
import { largeValues } from './cases/large-values.ts';
import { manyTasksCases } from './cases/many-tasks.ts';
import { podOptionCases } from './cases/pod-options.ts';
import { restrictedNamespace } from './cases/restricted-namespace.ts';
import { retries } from './cases/retries.ts';
import { submitArguments } from './cases/submit-arguments.ts';
import { submitFromTemplate } from './cases/submit-from-template.ts';
import { volumeClaims } from './cases/volume-claims.ts';

/** Every case beside the pipelines that are compared with local runs. One file each below `cases/`. */
export const cases: readonly ClusterCase[] = [
  submitArguments,
  submitFromTemplate,
  cronFires,
  kubectlCreate,
  restrictedNamespace,
  retries,
  taskDeadline,
  workflowDeadline,
  argoStop,
  argoTerminate,
  exitHandler,
  cacheProbe,
  largeValues,
  ...manyTasksCases,
  ...podOptionCases,
  volumeClaims,
];
