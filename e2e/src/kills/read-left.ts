import type { ExecutionRecord } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import type { Scene } from './announced.ts';
import { artifactFault } from './announced.ts';

/**
 * Reads what lies at places of outputs as somebody would who knows what should be there. That is the output, or is refused with a reason;
 * and a file is whole for everybody.
 */
export async function readLeft(
  scene: Scene,
  undisturbed: ExecutionRecord,
): Promise<{ readonly refusals: readonly string[]; readonly wrongs: readonly string[] }> {
  const refusals: string[] = [];
  const wrongs: string[] = [];
  for (const [name, content] of Object.entries(scene.task.artifacts)) {
    const known = undisturbed.outputs?.artifacts[name]?.[0] ?? {};
    for (const uri of await placesOf(scene.store, name)) {
      const fault = await artifactFault(scene, name, uri, known);
      if (fault?.endsWith('is not whole') === true) wrongs.push(`a reader took ${uri}, which ${fault}`);
      else if (fault !== undefined) refusals.push(fault);
      if (typeof content === 'string') {
        const open = await artifactFault(scene, name, uri);
        if (open !== undefined) wrongs.push(open);
      }
    }
  }
  return { refusals, wrongs };
}

/** Where something of an output lies. */
async function placesOf(store: ArtifactStore, name: string): Promise<ReadonlySet<string>> {
  const places = new Set<string>();
  const place = new RegExp(`^.*/task/[^/]*/${name}(?=/|$)`);
  for await (const { uri } of store.list(`${store.root}/pipe/`)) {
    const [found] = place.exec(uri) ?? [];
    if (found !== undefined) places.add(found);
  }
  return places;
}
