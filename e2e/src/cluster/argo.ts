import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { ARGO_VERSION, argoDefinitions, argoProgram } from '../build-argo.ts';
import { namespace } from './addresses.ts';
import type { Api } from './api.ts';
import { startDaemon, waitFor, type Daemon } from './daemon.ts';
import { argoexecImage } from './images.ts';

/** Keys of the store, as KFP's own install has them. */
export const storeKeys = { accessKey: 'minio', secretKey: 'minio123' } as const;

/** Installs the full CRDs, namespaces and rights, and starts the workflow controller. */
export async function startArgo(version: string, api: Api, kubeconfig: string, logs: string): Promise<Daemon> {
  await installDefinitions(api);
  for (const name of Object.values(namespace)) {
    await api.apply(`/api/v1/namespaces/${name}`, { apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
  }
  await installConfiguration(api);
  return startDaemon({
    name: `workflow-controller-${version}`,
    command: await argoProgram('workflow-controller', version),
    args: [
      `--kubeconfig=${kubeconfig}`,
      `--namespace=${namespace.argo}`,
      '--namespaced',
      `--managed-namespace=${namespace.workflows}`,
      `--executor-image=${argoexecImage(version)}`,
      '--executor-image-pull-policy=IfNotPresent',
    ],
    env: { LEADER_ELECTION_DISABLE: 'true', DEFAULT_REQUEUE_TIME: '1s' },
    logs,
  });
}

/** Always the same version's: before 4.0 the full ones are no valid definitions. */
async function installDefinitions(api: Api): Promise<void> {
  const folder = await argoDefinitions(ARGO_VERSION);
  const path_ = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';
  for (const file of (await readdir(folder)).filter((name) => name.startsWith('argoproj.io_'))) {
    const name = `${/_(.*)\.yaml$/.exec(file)?.[1] ?? ''}.argoproj.io`;
    await api.apply(`${path_}/${name}`, await readFile(path.join(folder, file), 'utf8'));
  }
  const workflows = `/apis/argoproj.io/v1alpha1/namespaces/default/workflows`;
  await waitFor("Argo's kinds", 60, () => api.get(workflows));
}

async function installConfiguration(api: Api): Promise<void> {
  const argo = `/api/v1/namespaces/${namespace.argo}`;
  const workflows = `/api/v1/namespaces/${namespace.workflows}`;
  const rights = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace.workflows}`;
  await api.apply(`${argo}/configmaps/workflow-controller-configmap`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'workflow-controller-configmap' },
    // Images are imported by hand and never pulled, also those without a tag.
    data: { mainContainer: JSON.stringify({ imagePullPolicy: 'IfNotPresent' }) },
  });
  await api.apply(`${workflows}/secrets/mlpipeline-minio-artifact`, {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'mlpipeline-minio-artifact' },
    stringData: { accesskey: storeKeys.accessKey, secretkey: storeKeys.secretKey },
  });
  // All that Argo asks of a pod's service account.
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
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: namespace.workflows }],
  });
}
