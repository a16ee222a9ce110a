import { namespace, nodeName } from './addresses.ts';
import type { Api } from './api.ts';

const secrets: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'my-secret': { password: 'secret' },
  'test-secret-1': { username: 'user1', password: 'psw0' },
  'test-secret-2': { username: 'user2', password: 'psw1' },
  'test-secret-3': { username: 'user3', password: 'psw2' },
};

/** What pipelines of the corpus expect to be there: Secrets, a ConfigMap, a node with labels and devices. */
export async function installCorpusObjects(api: Api): Promise<void> {
  const space = `/api/v1/namespaces/${namespace.workflows}`;
  for (const [name, stringData] of Object.entries(secrets)) {
    await api.apply(`${space}/secrets/${name}`, { apiVersion: 'v1', kind: 'Secret', metadata: { name }, stringData });
  }
  await api.apply(`${space}/configmaps/my-cm`, {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'my-cm' },
    data: { foo: 'bar' },
  });
  const node = `/api/v1/nodes/${nodeName}`;
  await api.patch(node, { metadata: { labels: { 'cloud.google.com/gke-accelerator': 'nvidia-tesla-p4' } } });
  await api.patch(`${node}/status`, { status: { capacity: { 'nvidia.com/gpu': '4' } } });
}
