import { decodeWire, isSpilled } from '@tiphys/contract';
import type { JsonValue } from '@tiphys/diagnostics';
import type { ArtifactStore } from '@tiphys/storage';
import type { NodeStatus } from './node-status.ts';
import { decodeText, isArtifactList, reportArtifact } from './report-node.ts';

/** The outputs of the root, decoded: values, and artifacts as tasks have them. What was spilled into the store is fetched. */
export async function pipelineOutputs(
  store: ArtifactStore,
  root: NodeStatus,
): Promise<Readonly<Record<string, JsonValue>>> {
  const outputs: Record<string, JsonValue> = {};
  for (const [name, text] of root.outputs?.parameters ?? []) {
    const value = await resolve(store, decodeText(text));
    outputs[name] = isArtifactList(value) ? value.map((artifact) => ({ ...reportArtifact(artifact) })) : value;
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
