import type { ArgoOptions } from './argo.ts';
import { startCluster, type Cluster } from './cluster.ts';
import { onInterrupt } from './interruption.ts';
import { takeBackLeftovers } from './take-back.ts';
import { unfitMachine } from './unfit-machine.ts';

/**
 * Brings a cluster up for some work and takes it down again, also when it is interrupted or fails; gives an exit code: the work's, 3 where
 * the machine can't hold a cluster, 130 after an interrupt. Where it fails, the logs are kept. What an earlier run left is taken back
 * first; what this one leaves is told, and is a failure.
 */
export async function withCluster(
  argo: ArgoOptions,
  work: (cluster: Cluster, interrupted: Promise<number>) => Promise<number>,
): Promise<number> {
  if (process.getuid?.() === 0) {
    for (const fault of await takeBackLeftovers()) process.stderr.write(`an earlier run left this: ${fault}\n`);
  }
  const unfit = await unfitMachine();
  if (unfit !== undefined) {
    process.stderr.write(`${unfit}\n`);
    return 3;
  }
  const interruption = onInterrupt(() => process.stderr.write('interrupted: taking the cluster down\n'));
  try {
    return await withInterruption(argo, work, interruption.happened);
  } finally {
    interruption.stopListening();
  }
}

async function withInterruption(
  argo: ArgoOptions,
  work: (cluster: Cluster, interrupted: Promise<number>) => Promise<number>,
  interrupted: Promise<number>,
): Promise<number> {
  const cluster = await startCluster(argo, interrupted);
  if (cluster === undefined) return 130;
  process.stderr.write(`cluster is up: KUBECONFIG=${cluster.kubeconfig} logs in ${cluster.logs}\n`);
  let code = 1;
  try {
    code = await Promise.race([work(cluster, interrupted), interrupted]);
  } finally {
    if (code === 1) process.stderr.write(`logs are kept in ${await cluster.keepLogs()}\n`);
    for (const fault of await cluster.tearDown()) {
      process.stderr.write(`left behind: ${fault}\n`);
      if (code === 0) code = 1;
    }
  }
  return code;
}
