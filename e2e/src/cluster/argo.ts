import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { argoDefinitions, argoProgram } from '../build-argo.ts';
import { address, minioService, namespace } from './addresses.ts';
import type { Api } from './api.ts';
import { startDaemon, waitFor, type Daemon } from './daemon.ts';
import { argoexecImage } from './images.ts';
import { untilObject } from './observe.ts';

/** Keys of the store, as KFP's own install has them. */
export const storeKeys = { accessKey: 'minio', secretKey: 'minio123' } as const;

/** Where manifests look for the keys by default. */
const STORE_SECRET = 'mlpipeline-minio-artifact';

/** What controller is wanted. */
export interface ArgoOptions {
  readonly version: string;
  /** How long the controller lets a workflow rest before it looks again: 1 s unless given. Argo's own default is 10 s. */
  readonly requeue?: string;
}

/** Installs the full CRDs, namespaces and rights, and starts the workflow controller. */
export async function startArgo(
  { version, requeue = '1s' }: ArgoOptions,
  api: Api,
  kubeconfig: string,
  logs: string,
): Promise<Daemon> {
  await installDefinitions(version, api);
  await api.apply(`/api/v1/namespaces/${namespace.argo}`, {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace.argo },
  });
  await installConfiguration(api);
  await prepareNamespace(api, namespace.workflows);
  return startDaemon({
    name: `workflow-controller-${version}`,
    command: await argoProgram('workflow-controller', version),
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--namespace=${namespace.argo}`,
      `--executor-image=${argoexecImage(version)}`,
      '--executor-image-pull-policy=IfNotPresent',
    ],
    env: { LEADER_ELECTION_DISABLE: 'true', DEFAULT_REQUEUE_TIME: requeue },
    logs,
  });
}

/** Its own; before 4.0 those that name no fields, as its installation has them: the full ones are no valid definitions there. */
async function installDefinitions(version: string, api: Api): Promise<void> {
  const folder = await argoDefinitions(version, version.startsWith('3.') ? 'minimal' : 'full');
  const path_ = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  const files = (await readdir(folder)).filter((name) => name.startsWith('argoproj.io_'));
  const kinds = files.map((file) => /_(.*)\.yaml$/.exec(file)?.[1] ?? '');
  for (const [index, file] of files.entries()) {
    const kind = kinds[index] ?? '';
    const text = await readFile(path.join(folder, file), 'utf8');
    // The server gives up on a request after 34 s, which 3 MB can take where others want its processor too; what it has done by then counts.
    await waitFor(`the definition of ${kind}`, 300, () => api.apply(`${path_}/${kind}.argoproj.io`, text));
  }
  for (const kind of kinds) await waitFor(`Argo's ${kind}`, 60, () => api.get(`/apis/argoproj.io/v1alpha1/${kind}`));
}

async function installConfiguration(api: Api): Promise<void> {
  const argo = `/api/v1/namespaces/${namespace.argo}`;
  await api.apply(`${argo}/configmaps/workflow-controller-configmap`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'workflow-controller-configmap' },
    // Images are imported by hand and never pulled, also those without a tag.
    data: { mainContainer: JSON.stringify({ imagePullPolicy: 'IfNotPresent' }) },
  });
}

/**
 * Makes a namespace fit for workflows: the Secret of the store, and for its default service account all that Argo asks of a
 * pod's account, and no more. Labels such as those of the Pod Security Standards may be given.
 */
export async function prepareNamespace(
  api: Api,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<void> {
  const space = `/api/v1/namespaces/${name}`;
  const rights = `/apis/rbac.authorization.k8s.io/v1/namespaces/${name}`;
  await api.apply(space, { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } });
  await api.apply(`${space}/secrets/${STORE_SECRET}`, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: STORE_SECRET },
    stringData: { accesskey: storeKeys.accessKey, secretkey: storeKeys.secretKey },
  });
  await api.apply(`${rights}/roles/executor`, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'executor' },
    rules: [{ apiGroups: ['argoproj.io'], resources: ['workflowtaskresults'], verbs: ['create', 'patch'] }],
  });
  await api.apply(`${rights}/rolebindings/executor`, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'executor' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'executor' },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: name }],
  });
  // Made by a controller, some time after the namespace; pods are refused before.
  const accounts = { path: `${space}/serviceaccounts`, name: 'default' };
  await untilObject(api, accounts, 'the default service account', 60, () => true);
}

/** Lets workflows of the namespace keep artifacts with Argo's own means, in the same store. */
export async function installArtifactRepository(api: Api): Promise<void> {
  const key = 'store';
  await api.apply(`/api/v1/namespaces/${namespace.workflows}/configmaps/artifact-repositories`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: {
      name: 'artifact-repositories',
      annotations: { 'workflows.argoproj.io/default-artifact-repository': key },
    },
    data: {
      [key]: JSON.stringify({
        s3: {
          bucket: 'mlpipeline',
          endpoint: `${address.minio}:${String(minioService.port)}`,
          insecure: true,
          accessKeySecret: { name: STORE_SECRET, key: 'accesskey' },
          secretKeySecret: { name: STORE_SECRET, key: 'secretkey' },
        },
      }),
    },
  });
}
