import { isDeepStrictEqual } from 'node:util';
import type { ExecutionRecord } from '@tiphys/metadata';
import { executionId, readExecution } from '@tiphys/metadata';
import type { Scene } from './announced.ts';
import { checkPublished } from './announced.ts';
import type { RanPod } from './run-pod.ts';

/** A pod that was left alone: it ended well, recorded and published what it had to, and that is there. */
export async function checkEnd(
  scene: Scene,
  { code, stderr, directory }: RanPod & { readonly directory: string },
  { run, attempt }: { readonly run: string; readonly attempt: number },
  undisturbed?: ExecutionRecord,
): Promise<{ readonly record?: ExecutionRecord; readonly wrongs: readonly string[] }> {
  const where = `${run}, attempt ${attempt}`;
  if (code !== 0) return { wrongs: [`${where} ended with ${code}: ${stderr}`] };
  const id = executionId({ uid: `uid-${run}`, name: run }, `${run}.main.task(${attempt})`, attempt);
  const record = await readExecution(scene.store, `uid-${run}`, id);
  const { wrongs, names } = await checkPublished(scene, directory);
  const faults = [...wrongs];
  if (names.length !== Object.keys(scene.task.spec.publish ?? {}).length) faults.push('it did not publish all outputs');
  if (record?.state !== 'SUCCEEDED' && record?.state !== 'CACHED') faults.push(`its record says ${record?.state}`);
  if (record?.state === 'SUCCEEDED' && record.cacheMiss === undefined) faults.push('it did not look into the cache');
  if (record !== undefined && undisturbed !== undefined) {
    const [is, was] = [comparable(record), comparable(undisturbed)];
    if (!isDeepStrictEqual(is, was))
      faults.push(`its record differs: ${JSON.stringify(is)}, not ${JSON.stringify(was)}`);
  }
  if (stderr !== '') faults.push(`it warned: ${stderr}`);
  return { ...(record && { record }), wrongs: faults.map((fault) => `${where}: ${fault}`) };
}

/** What a record says without what differs from attempt to attempt: times, names of places, and whether it was a hit. */
function comparable(record: ExecutionRecord): unknown {
  const { component, pipeline, path, exitCode, cacheKey, cacheParts, inputs, outputs } = record;
  const text = JSON.stringify({ component, pipeline, path, exitCode, cacheKey, cacheParts, inputs, outputs });
  return JSON.parse(text.replaceAll(/minio:[^"]*\/rounds\/[^"]*\/(\w+)"/g, '$1"'));
}
