import { decodeWire, isSpilled } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import type { ArtifactStore } from '@tiphys/storage';
import type { NodeStatus } from './node-status.ts';
import { decodeText } from './report-node.ts';

/** The outputs of the root, decoded; what was spilled into the store is fetched, unless it is gone. */
export async function pipelineOutputs(
  store: ArtifactStore,
  root: NodeStatus,
): Promise<Readonly<Record<string, JsonValue>>> {
  const outputs: Record<string, JsonValue> = {};
  for (const [name, text] of root.outputs?.parameters ?? []) {
    outputs[name] = await resolve(store, decodeText(text));
  }
  return outputs;
}

async function resolve(store: ArtifactStore, value: JsonValue): Promise<JsonValue> {
  if (isSpilled(value)) {
    const bytes = await store.get(value['tiphys:ref'].uri);
    return decodeWire(new TextDecoder().decode(bytes));
  }
  return Array.isArray(value) ? Promise.all(value.map((element: JsonValue) => resolve(store, element))) : value;
}
