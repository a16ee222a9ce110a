import { chmod, mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { namespace, nodeName } from './addresses.ts';
import type { Api } from './api.ts';

/** A claim keeps its volume for good: enough for all that run. */
const VOLUMES = 40;

/** Texts by key, by name of the object. */
type Objects = Readonly<Record<string, Readonly<Record<string, string>>>>;

const secrets: Objects = {
  'my-secret': { password: 'secret' },
  'test-secret-1': { username: 'user1', password: 'psw0' },
  'test-secret-2': { username: 'user2', password: 'psw1' },
  'test-secret-3': { username: 'user3', password: 'psw2' },
};

const configMaps: Objects = { 'my-cm': { foo: 'bar' } };

/** The same Secrets and ConfigMaps for local runs, as files in `folder`. Gives the arguments that name them. */
export async function localCorpusObjects(folder: string): Promise<readonly string[]> {
  for (const [kind, objects] of Object.entries({ secrets, 'config-maps': configMaps })) {
    for (const [name, members] of Object.entries(objects)) {
      const place = path.join(folder, kind, name);
      await mkdir(place, { recursive: true });
      for (const [key, text] of Object.entries(members)) await writeFile(path.join(place, key), text);
    }
  }
  return ['--secrets-dir', path.join(folder, 'secrets'), '--config-maps-dir', path.join(folder, 'config-maps')];
}

/** What pipelines of the corpus expect to be there: Secrets, a ConfigMap, a node with labels and devices. */
export async function installCorpusObjects(api: Api, folder: string): Promise<void> {
  await installVolumes(api, folder);
  const space = `/api/v1/namespaces/${namespace.workflows}`;
  for (const [name, stringData] of Object.entries(secrets)) {
    await api.apply(`${space}/secrets/${name}`, { apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData });
  }
  for (const [name, data] of Object.entries(configMaps)) {
    await api.apply(`${space}/configmaps/${name}`, { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data });
  }
  const node = `/api/v1/nodes/${nodeName}`;
  await api.patch(node, { metadata: { labels: { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-p4' } } });
  await api.patch(`${node}/status`, { status: { capacity: { 'nvidia.com/gpu': '4' } } });
}

/** Volumes that claims can have, as folders of this machine: nothing here makes them on demand. */
async function installVolumes(api: Api, folder: string): Promise<void> {
  const storageClass = 'standard';
  await api.apply(`/apis/storage.k8s.io/v1/storageclasses/${storageClass}`, {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: storageClass,
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
    provisioner: 'kubernetes.io/no-provisioner',
    reclaimPolicy: 'Retain',
  });
  for (let n = 0; n < VOLUMES; n += 1) {
    const name = `volume-${String(n)}`;
    const place = path.join(folder, name);
    await mkdir(place, { recursive: true });
    // Pods run as a user that this machine does not know, and the group of a pod counts for other kinds of volumes only.
    await chmod(place, 0o777);
    await api.apply(`/api/v1/persistentvolumes/${name}`, {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name },
      spec: {
        storageClassName: storageClass,
        capacity: { storage: '100Gi' },
        accessModes: ['ReadWriteOnce', 'ReadWriteMany', 'ReadOnlyMany'],
        hostPath: { path: place },
      },
    });
  }
  // Tasks that make claims and remove them do it with their own account.
  const rights = `/apis/rbac.authorization.k8s.io/v1/namespaces/${namespace.workflows}`;
  await api.apply(`${rights}/roles/claims`, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata: { name: 'claims' },
    rules: [{ apiGroups: [''], resources: ['persistentvolumeclaims'], verbs: ['create', 'get', 'delete'] }],
  });
  await api.apply(`${rights}/rolebindings/claims`, {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata: { name: 'claims' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'claims' },
    subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: namespace.workflows }],
  });
}
