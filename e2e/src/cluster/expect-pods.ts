import { strict as assert } from 'node:assert';
import { isDeepStrictEqual } from 'node:util';
import { taskPath } from '@tiphys/contract';
import type { Api } from './api.ts';
import type { Pod } from './pods.ts';
import { podsPath } from './pods.ts';

/**
 * Throws unless the pods of a workflow, by the path of IR task keys, have these fields in their specs. A list may have more items
 * there: Kubernetes adds tolerations of its own.
 */
export async function expectPods(
  api: Api,
  workflow: string,
  wanted: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): Promise<void> {
  const labels = encodeURIComponent(`workflows.argoproj.io/workflow=${workflow}`);
  const { items } = (await api.get(`${podsPath()}?labelSelector=${labels}`)) as { readonly items: readonly Pod[] };
  for (const [task, fields] of Object.entries(wanted)) {
    const pod = items.find(
      ({ metadata }) => taskPath(workflow, metadata.annotations?.['workflows.argoproj.io/node-name'] ?? '') === task,
    );
    assert.ok(pod, `there is no pod of ${task}`);
    for (const [field, value] of Object.entries(fields)) {
      const there: unknown = (pod.spec as Readonly<Record<string, unknown>>)[field];
      const isList = Array.isArray(there) && Array.isArray(value);
      const missing = isList && value.filter((item) => !there.some((one) => isDeepStrictEqual(one, item))).length > 0;
      if (missing || !isList) assert.deepEqual(there, value, `${field} of the pod of ${task}`);
    }
  }
}
