import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { mustRun } from '../run-process.ts';
import { address } from './addresses.ts';
import { connectApi, type Api, type ApiAccess } from './api.ts';
import { etcdProgram, kubernetesProgram } from './build-programs.ts';
import { startDaemon, waitFor, type Daemon } from './daemon.ts';

/** A running control plane. */
export interface ControlPlane {
  readonly api: Api;
  /** File for every program that takes `--kubeconfig`; it speaks as the administrator. */
  readonly kubeconfig: string;
  readonly daemons: readonly Daemon[];
}

const TOKEN = 'tiphys-e2e';

/** Starts etcd, the API server, the controller manager and the scheduler; ends when the API server is ready. */
export async function startControlPlane(state: string, logs: string): Promise<ControlPlane> {
  const folder = path.join(state, 'control-plane');
  await mkdir(folder, { recursive: true });
  const files = await writeCredentials(folder);
  const etcd = startDaemon({ name: 'etcd', command: await etcdProgram(), args: etcdFlags(folder), logs });
  const server = startDaemon({
    name: 'kube-apiserver',
    command: await kubernetesProgram('kube-apiserver'),
    args: serverFlags(files),
    logs,
  });
  const access: ApiAccess = { host: address.apiServer, port: 443, token: TOKEN, authority: files.certificate };
  const api = connectApi(access);
  await waitFor('the API server', 120, async () => ((await api.text('/readyz')) === 'ok' ? true : undefined));
  const manager = startDaemon({
    name: 'kube-controller-manager',
    command: await kubernetesProgram('kube-controller-manager'),
    args: [
      `--kubeconfig=${files.kubeconfig}`,
      `--service-account-private-key-file=${files.accountKey}`,
      `--root-ca-file=${files.certificate}`,
      '--use-service-account-credentials=false',
      '--leader-elect=false',
      '--controllers=*,-nodeipam,-cloud-node-lifecycle',
    ],
    logs,
  });
  const scheduler = startDaemon({
    name: 'kube-scheduler',
    command: await kubernetesProgram('kube-scheduler'),
    args: [`--kubeconfig=${files.kubeconfig}`, '--leader-elect=false'],
    logs,
  });
  return { api, kubeconfig: files.kubeconfig, daemons: [etcd, server, manager, scheduler] };
}

interface Credentials {
  readonly certificate: string;
  readonly key: string;
  readonly accountKey: string;
  readonly tokens: string;
  readonly kubeconfig: string;
}

async function writeCredentials(folder: string): Promise<Credentials> {
  const file = (name: string): string => path.join(folder, name);
  const files = {
    certificate: file('server.crt'),
    key: file('server.key'),
    accountKey: file('accounts.key'),
    tokens: file('tokens.csv'),
    kubeconfig: file('kubeconfig'),
  };
  const names = `subjectAltName=IP:${address.apiServer},IP:127.0.0.1,DNS:kubernetes.default.svc`;
  const subject = ['-subj', '/CN=tiphys-e2e', '-addext', names, '-days', '2'];
  // One certificate is both the server's and the authority that signed it.
  await mustRun('openssl', [
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-keyout',
    files.key,
    '-out',
    files.certificate,
    ...subject,
  ]);
  await mustRun('openssl', ['genrsa', '-out', files.accountKey, '2048']);
  await writeFile(files.tokens, `${TOKEN},admin,admin,"system:masters"\n`, { mode: 0o600 });
  await writeFile(files.kubeconfig, kubeconfig(files.certificate), { mode: 0o600 });
  return files;
}

function kubeconfig(authority: string): string {
  const server = `https://${address.apiServer}`;
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'e2e',
    clusters: [{ name: 'e2e', cluster: { server, 'certificate-authority': authority } }],
    users: [{ name: 'admin', user: { token: TOKEN } }],
    contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: 'admin' } }],
  });
}

function etcdFlags(folder: string): string[] {
  return [
    `--data-dir=${path.join(folder, 'etcd')}`,
    '--unsafe-no-fsync',
    '--listen-client-urls=http://127.0.0.1:23790',
    '--advertise-client-urls=http://127.0.0.1:23790',
    '--listen-peer-urls=http://127.0.0.1:23800',
    '--initial-advertise-peer-urls=http://127.0.0.1:23800',
    '--initial-cluster=default=http://127.0.0.1:23800',
  ];
}

function serverFlags(files: Credentials): string[] {
  return [
    '--etcd-servers=http://127.0.0.1:23790',
    `--bind-address=${address.apiServer}`,
    `--advertise-address=${address.apiServer}`,
    '--secure-port=443',
    `--service-cluster-ip-range=${address.services}`,
    `--tls-cert-file=${files.certificate}`,
    `--tls-private-key-file=${files.key}`,
    `--token-auth-file=${files.tokens}`,
    '--authorization-mode=RBAC',
    '--allow-privileged=true',
    '--feature-gates=ImageVolume=true',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-signing-key-file=${files.accountKey}`,
    `--service-account-key-file=${files.accountKey}`,
    '--kubelet-preferred-address-types=InternalIP',
    '--max-requests-inflight=2000',
  ];
}
