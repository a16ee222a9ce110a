import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { networkInterfaces, tmpdir } from 'node:os';
import path from 'node:path';
import { mustRun, runProcess } from '../run-process.ts';
import { address, bridge, minioService } from './addresses.ts';
import type { Api } from './api.ts';
import { startArgo, storeKeys } from './argo.ts';
import { minioProgram } from './build-programs.ts';
import { startControlPlane } from './control-plane.ts';
import { startDaemon, type Daemon } from './daemon.ts';
import { argoexecArchive, launcherArchive, pauseArchive, pythonArchive } from './images.ts';
import { startContainerd, startKubelet } from './node.ts';

/** A whole test bed. */
export interface Cluster {
  readonly api: Api;
  readonly kubeconfig: string;
  /** Where every part writes its log. */
  readonly logs: string;
  /** Ends every process and takes back every mount, address and folder. Never throws; tells what it could not undo. */
  tearDown(): Promise<readonly string[]>;
}

/** Folders whose place can't be chosen. What was not there before is removed in the end. */
const FIXED_FOLDERS = ['/run/containerd', '/var/lib/cni', '/var/lib/kubelet', '/var/log/containers'];

const OWN_ADDRESSES = [address.apiServer, address.dns, address.minio];

/** Says why this machine can't hold a test bed, if so. */
export function unfitMachine(): string | undefined {
  if (process.platform !== 'linux') return 'the test bed needs Linux';
  if (process.getuid?.() !== 0)
    return 'the test bed needs root: it mounts, makes network name spaces and control groups';
  const taken = Object.values(networkInterfaces())
    .flat()
    .find((own) => own !== undefined && OWN_ADDRESSES.includes(own.address as typeof address.apiServer));
  if (taken !== undefined) return `the address ${taken.address} is in use: is another test bed running?`;
  return undefined;
}

/** Starts everything. If a part fails, what was started is taken down again, and the error says where the logs are. */
export async function startCluster(argoVersion: string): Promise<Cluster> {
  const state = await mkdtemp(path.join(tmpdir(), 'tiphys-e2e-'));
  const logs = path.join(state, 'logs');
  await mkdir(logs);
  const undo: (() => Promise<unknown>)[] = [() => rm(state, { recursive: true, force: true })];
  let ending = false;
  const keep = (daemon: Daemon): void => {
    undo.push(() => daemon.stop());
    if (ending) throw new Error('interrupted');
  };
  const tearDown = async (): Promise<string[]> => {
    ending = true;
    const faults: string[] = [];
    for (const step of undo.splice(0).reverse()) {
      await step().catch((error: unknown) => faults.push(error instanceof Error ? error.message : String(error)));
    }
    return faults;
  };
  try {
    undo.push(() => unmountBelow(state));
    const extra = FIXED_FOLDERS.filter((folder) => !existsSync(folder));
    undo.push(() => Promise.all(extra.map((folder) => rm(folder, { recursive: true, force: true }))));
    undo.push(await addAddresses());
    undo.push(await rememberForwarding());
    keep(await startMinio(state, logs));
    keep(startDns(logs));
    const controlPlane = await startControlPlane(state, logs);
    controlPlane.daemons.forEach(keep);
    const containerd = await startContainerd(state, logs);
    keep(containerd.daemon);
    undo.push(removeControlGroups, () => containerd.removeContainers());
    const archives = [pauseArchive(), argoexecArchive(argoVersion), launcherArchive(), pythonArchive()];
    for (const archive of archives) await containerd.importImage(await archive);
    keep(await startKubelet(state, logs, controlPlane.kubeconfig, controlPlane.api));
    keep(await startArgo(argoVersion, controlPlane.api, controlPlane.kubeconfig, logs));
    return { api: controlPlane.api, kubeconfig: controlPlane.kubeconfig, logs, tearDown };
  } catch (error) {
    const saved = `${state}-logs`;
    await mustRun('cp', ['-r', logs, saved]);
    const faults = await tearDown();
    throw new Error([`the test bed did not come up; logs are in ${saved}`, ...faults].join('\n'), { cause: error });
  }
}

/** Gives each service its address; the answer takes them away, and the pods' bridge. */
async function addAddresses(): Promise<() => Promise<void>> {
  for (const own of OWN_ADDRESSES) await mustRun('ip', ['address', 'add', `${own}/32`, 'dev', 'lo']);
  return async () => {
    for (const own of OWN_ADDRESSES) await runProcess('ip', ['address', 'del', `${own}/32`, 'dev', 'lo']);
    await runProcess('ip', ['link', 'delete', bridge]);
  };
}

/** The bridge plugin switches forwarding on; the answer sets it back. */
async function rememberForwarding(): Promise<() => Promise<void>> {
  const file = '/proc/sys/net/ipv4/ip_forward';
  const before = await readFile(file, 'utf8');
  return () => writeFile(file, before);
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

/** Unmounts everything below a folder, the latest mount first. */
async function unmountBelow(folder: string): Promise<void> {
  const table = await readFile('/proc/self/mountinfo', 'utf8');
  const points = table
    .split('\n')
    .map((line) => line.split(' ')[4] ?? '')
    .filter((point) => point.startsWith(`${folder}/`));
  for (const point of points.reverse()) await runProcess('umount', ['--lazy', point]);
}

/** The kubelet leaves the empty groups of its pods. */
async function removeControlGroups(): Promise<void> {
  const script =
    'for d in /sys/fs/cgroup/kubepods /sys/fs/cgroup/*/kubepods; do [ -d "$d" ] && find "$d" -depth -type d -exec rmdir {} +; done';
  await runProcess('sh', ['-c', script]);
}
