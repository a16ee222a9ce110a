import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mustRun } from '../run-process.ts';
import { address, bridge, nodeName } from './addresses.ts';
import type { Api } from './api.ts';
import { containerdPrograms, kubernetesProgram } from './build-programs.ts';
import { startDaemon, waitFor, type Daemon } from './daemon.ts';
import { debianPrograms } from './debian-programs.ts';
import { pauseImage } from './images.ts';

/** How many pods a node takes. */
const MAX_PODS = 250;

/** A running node: containerd and a kubelet. */
export interface Node {
  readonly daemons: readonly Daemon[];
  /** Makes an image known that is a docker archive. */
  importImage(archive: string): Promise<void>;
  /** Kills every running container. The kubelet must have been stopped. */
  removeContainers(): Promise<void>;
}

/** Starts containerd; images can be imported from then on. */
export async function startContainerd(
  state: string,
  logs: string,
): Promise<Omit<Node, 'daemons'> & { daemon: Daemon }> {
  const programs = await containerdPrograms();
  const tools = await debianPrograms();
  const folder = path.join(state, 'containerd');
  await mkdir(path.join(folder, 'cni'), { recursive: true });
  await writeFile(path.join(folder, 'cni', 'tiphys.conflist'), networkConfig(folder));
  const config = path.join(folder, 'config.toml');
  await writeFile(config, containerdConfig(folder, tools));
  const daemon = startDaemon({
    name: 'containerd',
    command: path.join(programs, 'containerd'),
    args: ['--config', config],
    env: { PATH: `${programs}:${path.join(tools, 'usr/sbin')}:${process.env['PATH'] ?? ''}` },
    logs,
  });
  const ctr = (...args: readonly string[]): Promise<string> =>
    mustRun(path.join(programs, 'ctr'), ['--address', socket(folder), '--namespace', 'k8s.io', ...args]);
  await waitFor('containerd', 60, () => ctr('version'));
  return {
    daemon,
    importImage: async (archive) => {
      await ctr('images', 'import', archive);
    },
    removeContainers: async () => {
      // Only what runs: the rest goes with containerd's folder. A container may end between the listing and the removal.
      const running = lines(await ctr('tasks', 'ls', '--quiet'));
      if (running.length > 0) await ctr('tasks', 'rm', '--force', ...running).catch(() => undefined);
    },
  };
}

/** A running kubelet. */
export interface Kubelet extends Daemon {
  /** Starts it again with another number of pods that the node takes; the usual one without a number. */
  restartWithPods(most?: number): Promise<void>;
}

/** Starts the kubelet; ends when the node is ready. */
export async function startKubelet(state: string, logs: string, kubeconfig: string, api: Api): Promise<Kubelet> {
  const folder = path.join(state, 'kubelet');
  await mkdir(folder, { recursive: true });
  const config = path.join(folder, 'config.json');
  await writeFile(config, JSON.stringify(kubeletConfig(state)));
  const daemon = startDaemon({
    name: 'kubelet',
    command: await kubernetesProgram('kubelet'),
    args: [
      `--config=${config}`,
      `--kubeconfig=${kubeconfig}`,
      `--root-dir=${folder}`,
      `--cert-dir=${path.join(folder, 'pki')}`,
      `--hostname-override=${nodeName}`,
      `--node-ip=${address.apiServer}`,
    ],
    logs,
  });
  await waitFor('the node', 120, async () => {
    const node = (await api.get(`/api/v1/nodes/${nodeName}`)) as {
      status: { conditions: { type: string; status: string }[] };
    };
    return node.status.conditions.some(({ type, status }) => type === 'Ready' && status === 'True') ? true : undefined;
  });
  return {
    ...daemon,
    restartWithPods: async (most = MAX_PODS) => {
      await daemon.stop();
      await writeFile(config, JSON.stringify({ ...kubeletConfig(state), maxPods: most }));
      daemon.start();
    },
  };
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line !== '');
}

function socket(folder: string): string {
  return path.join(folder, 'containerd.sock');
}

function containerdConfig(folder: string, tools: string): string {
  const cri = 'plugins."io.containerd.grpc.v1.cri"';
  return `version = 2
root = ${JSON.stringify(path.join(folder, 'root'))}
state = ${JSON.stringify(path.join(folder, 'state'))}
[grpc]
  address = ${JSON.stringify(socket(folder))}
[plugins."io.containerd.internal.v1.opt"]
  path = ${JSON.stringify(path.join(folder, 'opt'))}
[${cri}]
  sandbox_image = ${JSON.stringify(pauseImage)}
  # Without CAP_SYS_RESOURCE a sandbox can't lower its score.
  restrict_oom_score_adj = true
  netns_mounts_under_state_dir = true
[${cri}.containerd]
  snapshotter = "overlayfs"
  default_runtime_name = "runc"
[${cri}.containerd.runtimes.runc]
  runtime_type = "io.containerd.runc.v2"
[${cri}.containerd.runtimes.runc.options]
  BinaryName = ${JSON.stringify(path.join(tools, 'usr/sbin/runc'))}
  SystemdCgroup = false
[${cri}.cni]
  bin_dir = ${JSON.stringify(path.join(tools, 'usr/lib/cni'))}
  conf_dir = ${JSON.stringify(path.join(folder, 'cni'))}
`;
}

function networkConfig(folder: string): string {
  const ipam = {
    type: 'host-local',
    dataDir: path.join(folder, 'addresses'),
    ranges: [[{ subnet: address.pods }]],
    routes: [{ dst: '0.0.0.0/0' }],
  };
  const plugin = { type: 'bridge', bridge, isGateway: true, ipMasq: false, ipam };
  return JSON.stringify({ cniVersion: '0.4.0', name: 'tiphys', plugins: [plugin] });
}

function kubeletConfig(state: string): object {
  return {
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: address.apiServer,
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: 'AlwaysAllow' },
    containerRuntimeEndpoint: `unix://${socket(path.join(state, 'containerd'))}`,
    // Off by default up to Kubernetes 1.34.
    featureGates: { ImageVolume: true },
    cgroupDriver: 'cgroupfs',
    enforceNodeAllocatable: [],
    failSwapOn: false,
    failCgroupV1: false,
    makeIPTablesUtilChains: false,
    resolvConf: '',
    clusterDNS: [address.dns],
    clusterDomain: 'cluster.local',
    podLogsDir: path.join(state, 'pod-logs'),
    evictionHard: {
      'memory.available': '0%',
      'nodefs.available': '0%',
      'imagefs.available': '0%',
      'nodefs.inodesFree': '0%',
    },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    kubeAPIQPS: 500,
    kubeAPIBurst: 1000,
    serializeImagePulls: false,
    maxPods: MAX_PODS,
  };
}
