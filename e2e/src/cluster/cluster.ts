import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { argoProgram } from '../build-argo.ts';
import { untilNoneBuilds } from '../build-cache.ts';
import { mustRun, runProcess } from '../run-process.ts';
import { address, minioService } from './addresses.ts';
import type { Api } from './api.ts';
import { startArgo, storeKeys, type ArgoOptions } from './argo.ts';
import { minioProgram } from './build-programs.ts';
import { startControlPlane } from './control-plane.ts';
import { startDaemon, type Daemon } from './daemon.ts';
import { argoexecArchive, busyboxArchive, launcherArchive, pauseArchive, pythonArchive } from './images.ts';
import { startContainerd, startKubelet, type Kubelet } from './node.ts';
import { OWN_ADDRESSES, makeState, takeBack } from './take-back.ts';

/** A whole test bed. */
export interface Cluster {
  readonly api: Api;
  readonly kubeconfig: string;
  readonly argoVersion: string;
  /** Where every part writes its log. */
  readonly logs: string;
  /** Parts that may be stopped and started again; whoever stops one starts it again. */
  readonly parts: { readonly controller: Daemon; readonly kubelet: Kubelet; readonly minio: Daemon };
  /** Copies what every part and every pod wrote to where it stays, and gives the folder. */
  keepLogs(): Promise<string>;
  /** Ends every process and takes back every mount, address and folder. Never throws; tells what it could not undo. */
  tearDown(): Promise<readonly string[]>;
}

/**
 * Starts everything. If a part fails, what was started is taken down again, and the error says where the logs are. An interrupt ends
 * it too, in the middle of a build if need be; it gives nothing then.
 */
export async function startCluster(argo: ArgoOptions, interrupted: Promise<unknown>): Promise<Cluster | undefined> {
  const state = await makeState();
  const logs = path.join(state, 'logs');
  const started: Daemon[] = [];
  let ending = false;
  const keep = (daemon: Daemon): void => {
    started.push(daemon);
    if (ending) throw new Error('interrupted');
  };
  let removeContainers = (): Promise<void> => Promise.resolve();
  const tearDown = async (): Promise<string[]> => {
    ending = true;
    // In reverse: what uses another part ends before it. The kubelet would start containers again that end under it. Nothing of what they
    // keep is needed any more, so none is given time.
    for (const daemon of started.splice(0).reverse()) {
      if (daemon.name === 'containerd') await removeContainers().catch(() => undefined);
      await daemon.stop(0);
    }
    const faults = await takeBack(state);
    await untilNoneBuilds(); // their programs were killed
    return faults;
  };
  const bringUp = async (): Promise<Cluster> => {
    for (const own of OWN_ADDRESSES) await mustRun('ip', ['address', 'add', `${own}/32`, 'dev', 'lo']);
    const minio = await startMinio(state, logs);
    keep(minio);
    keep(startDns(logs));
    const controlPlane = await startControlPlane(state, logs);
    controlPlane.daemons.forEach(keep);
    const containerd = await startContainerd(state, logs);
    keep(containerd.daemon);
    removeContainers = () => containerd.removeContainers();
    const builds = [pauseArchive, busyboxArchive, () => argoexecArchive(argo.version), launcherArchive, pythonArchive];
    for (const build of builds) await containerd.importImage(await build());
    const { api, kubeconfig } = controlPlane;
    const kubelet = await startKubelet(state, logs, kubeconfig, api);
    keep(kubelet);
    // Cases use it; built while they run, it would take the processors that they wait for.
    await argoProgram('argo', argo.version);
    const controller = await startArgo(argo, api, kubeconfig, logs);
    keep(controller);
    const parts = { controller, kubelet, minio };
    return { api, kubeconfig, argoVersion: argo.version, logs, parts, keepLogs: () => keepLogs(state, argo), tearDown };
  };
  try {
    // Whatever is on its way when an interrupt comes fails: its processes are killed, and the folder for logs is gone.
    const up = await Promise.race([bringUp(), interrupted.then(() => undefined)]);
    if (up === undefined) for (const fault of await tearDown()) process.stderr.write(`left behind: ${fault}\n`);
    return up;
  } catch (error) {
    const saved = await keepLogs(state, argo);
    const faults = await tearDown();
    throw new Error([`the test bed did not come up; logs are in ${saved}`, ...faults].join('\n'), { cause: error });
  }
}

/** Beside the folder of the test bed, which goes with it. */
async function keepLogs(state: string, { version }: ArgoOptions): Promise<string> {
  const kept = `${state}-logs-${version}`;
  await mkdir(kept, { recursive: true });
  for (const folder of ['logs', 'pod-logs']) {
    // Logs of pods that are removed in this moment do not matter, nor whether there are any yet.
    await runProcess('cp', ['-r', path.join(state, folder), kept]);
  }
  return kept;
}

async function startMinio(state: string, logs: string): Promise<Daemon> {
  const folder = path.join(state, 'minio');
  await mkdir(path.join(folder, 'mlpipeline'), { recursive: true }); // a folder here is a bucket
  return startDaemon({
    name: 'minio',
    command: await minioProgram(),
    args: [
      'server',
      '--address',
      `${address.minio}:${String(minioService.port)}`,
      '--console-address',
      '127.0.0.1:0',
      folder,
    ],
    env: { MINIO_ROOT_USER: storeKeys.accessKey, MINIO_ROOT_PASSWORD: storeKeys.secretKey, MINIO_BROWSER: 'off' },
    logs,
  });
}

function startDns(logs: string): Daemon {
  const names = [
    `${minioService.name}.${minioService.namespace}.svc.cluster.local=${address.minio}`,
    `kubernetes.default.svc.cluster.local=${address.apiServer}`,
  ];
  const program = path.join(import.meta.dirname, 'dns-server.ts');
  return startDaemon({ name: 'dns', command: process.execPath, args: [program, ...names], logs });
}
