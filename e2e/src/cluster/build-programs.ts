import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cached } from '../build-cache.ts';
import { go, requireGo } from '../go.ts';

// Releases that the test bed is made of.
const KUBERNETES_VERSION = '1.34.4';
const CONTAINERD_VERSION = '2.2.1';
const ETCD_VERSION = '3.6.13';
const S5CMD_VERSION = 'v2.3.0';
const MINIO_VERSION = 'v0.0.0-20260212201848-7aac2a2c5b7c';

/** Programs of Kubernetes that a one-node cluster needs. */
export type KubernetesProgram = 'kube-apiserver' | 'kube-controller-manager' | 'kube-scheduler' | 'kubelet';

/** Path of a program of Kubernetes, built from its Go module unless it is there already. */
export async function kubernetesProgram(program: KubernetesProgram): Promise<string> {
  const folder = await cached({
    name: `${program}-${KUBERNETES_VERSION}`,
    recipe: ['1'],
    build: (into) => buildKubernetes(program, into),
  });
  return path.join(folder, program);
}

/** Folder with containerd, its shim and `ctr`. Debian's is too old: image volumes need 2.1. */
export function containerdPrograms(): Promise<string> {
  const module = 'github.com/containerd/containerd/v2';
  return cached({
    name: `containerd-${CONTAINERD_VERSION}`,
    recipe: ['1'],
    build: async (into) => {
      for (const program of ['containerd', 'containerd-shim-runc-v2', 'ctr']) {
        await buildTool(into, program, `${module}/cmd/${program}`, `v${CONTAINERD_VERSION}`);
      }
    },
  });
}

/** Path of etcd. Debian's is too old: informers of Kubernetes 1.34 need RequestWatchProgress. */
export async function etcdProgram(): Promise<string> {
  const folder = await cached({
    name: `etcd-${ETCD_VERSION}`,
    recipe: ['1'],
    build: (into) => buildTool(into, 'etcd', 'go.etcd.io/etcd/server/v3', `v${ETCD_VERSION}`),
  });
  return path.join(folder, 'etcd');
}

/** Path of the MinIO server. */
export async function minioProgram(): Promise<string> {
  const folder = await cached({
    name: `minio-${MINIO_VERSION}`,
    recipe: ['1'],
    build: (into) => buildTool(into, 'minio', 'github.com/minio/minio', MINIO_VERSION),
  });
  return path.join(folder, 'minio');
}

/** Path of s5cmd, a fast client of S3 to compare with. */
export async function s5cmdProgram(): Promise<string> {
  const folder = await cached({
    name: `s5cmd-${S5CMD_VERSION}`,
    recipe: ['1'],
    build: (into) => buildTool(into, 's5cmd', 'github.com/peak/s5cmd/v2', S5CMD_VERSION),
  });
  return path.join(folder, 's5cmd');
}

/** Builds the main package of a module, in a module of its own so that nothing but the wanted version decides. */
async function buildTool(into: string, program: string, main: string, version: string): Promise<void> {
  await requireGo();
  const work = path.join(into, 'build');
  await mkdir(work);
  await writeFile(path.join(work, 'go.mod'), 'module tiphys.local/tool\n\ngo 1.24\n');
  await go(work, 'get', '-tool', `${main}@${version}`);
  await go(work, 'build', '-trimpath', '-ldflags=-s -w', '-o', path.join(into, program), main);
  await rm(work, { recursive: true });
}

async function buildKubernetes(program: KubernetesProgram, into: string): Promise<void> {
  await requireGo();
  const work = path.join(into, 'build');
  await mkdir(work);
  await writeFile(path.join(work, 'go.mod'), await kubernetesModule(work));
  const main = `k8s.io/kubernetes/cmd/${program}`;
  // With the version: without it newer ones get mixed in.
  await go(work, 'get', '-tool', `${main}@v${KUBERNETES_VERSION}`);
  const stamp = 'k8s.io/component-base/version';
  const [major, minor] = KUBERNETES_VERSION.split('.');
  const flags = `-s -w -X ${stamp}.gitVersion=v${KUBERNETES_VERSION} -X ${stamp}.gitMajor=${major ?? ''} -X ${stamp}.gitMinor=${minor ?? ''}`;
  await go(work, 'build', '-trimpath', `-ldflags=${flags}`, '-o', path.join(into, program), main);
  await rm(work, { recursive: true });
}

/** k8s.io/kubernetes replaces its staging repositories by folders; outside its tree they are modules of their own. */
async function kubernetesModule(work: string): Promise<string> {
  const head = 'module tiphys.local/kubernetes\n\ngo 1.24\n';
  await writeFile(path.join(work, 'go.mod'), head);
  const answer = await go(work, 'mod', 'download', '-json', `k8s.io/kubernetes@v${KUBERNETES_VERSION}`);
  const { GoMod } = JSON.parse(answer) as { GoMod: string };
  const original = JSON.parse(await go(work, 'mod', 'edit', '-json', GoMod)) as {
    Replace: { Old: { Path: string } }[];
  };
  const staging = original.Replace.map(({ Old }) => Old.Path).filter((name) => name.startsWith('k8s.io/'));
  const version = `v0.${KUBERNETES_VERSION.split('.').slice(1).join('.')}`;
  const lines = staging.map((name) => `replace ${name} => ${name} ${version}\n`);
  return `${head}\nrequire k8s.io/kubernetes v${KUBERNETES_VERSION}\n\n${lines.join('')}`;
}
