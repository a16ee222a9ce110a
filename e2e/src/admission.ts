import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { PodSpec, Template } from '@tiphys/argo-types';
import { leafPod, podFaults, wholeSpec, type Manifest } from '@tiphys/backend-argo';
import { parseAllDocuments } from 'yaml';
import { buildFolder } from './build-folder.ts';
import { mustRun } from './run-process.ts';

/** A pod of a manifest, and what a namespace that enforces the profile `restricted` says to it. */
export interface JudgedPod {
  readonly file: string;
  readonly template: string;
  /** Kubernetes' own words; none where the pod is admitted. */
  readonly refusals: readonly string[];
  /** Whether `tiphys lint --policy restricted` finds something in it. */
  readonly isTold: boolean;
  /** Whether the pipeline chose root itself. */
  readonly asksForRoot: boolean;
}

/**
 * Judges all pods of manifests, Argo's own containers included, by the library with which API servers decide (e2e/pod-check). Names
 * are relative to the folder.
 */
export async function judgePods(folder: string, files: readonly string[]): Promise<readonly JudgedPod[]> {
  const pods = (await Promise.all(files.map((file) => podsOf(folder, file)))).flat();
  const refusals = await refusalsOf(pods.map(({ pod }) => pod));
  return pods.map(({ file, template, pod }, index) => ({
    file,
    template: template.name ?? '',
    refusals: refusals[index] ?? ['there was no answer'],
    isTold: podFaults(pod, 'restricted').length > 0,
    asksForRoot: template.container?.securityContext?.runAsUser === 0,
  }));
}

/** Why pods are refused, a list for each. */
async function refusalsOf(pods: readonly PodSpec[]): Promise<readonly (readonly string[])[]> {
  const program = await buildFolder('pod-check', path.join(import.meta.dirname, '../pod-check'));
  const input = pods.map((pod) => `${JSON.stringify(pod)}\n`).join('');
  const answer = await mustRun(path.join(program, 'pod-check'), [], { input });
  return answer
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as readonly string[]);
}

/** A sentence for each pod that is not judged as it should be: admitted unless it asks for root, and else told of. */
export function wrongPods(judged: readonly JudgedPod[]): readonly (readonly [file: string, message: string])[] {
  return judged.flatMap(({ file, template, refusals, isTold, asksForRoot }) => {
    const isRefused = refusals.length > 0;
    if (isRefused === asksForRoot && isRefused === isTold) return [];
    const verdict = isRefused ? `is refused: ${refusals.join('; ')}` : 'is admitted';
    const why = `it ${asksForRoot ? 'asks' : 'does not ask'} for root, and tiphys lint ${isTold ? 'finds something' : 'finds nothing'}`;
    return [[file, `the pod of ${template} ${verdict}; ${why}`] as const];
  });
}

interface ManifestPod {
  readonly file: string;
  readonly template: Template;
  readonly pod: PodSpec;
}

async function podsOf(folder: string, file: string): Promise<readonly ManifestPod[]> {
  const documents = parseAllDocuments(await readFile(path.join(folder, file), 'utf8')).map(
    (document) => document.toJS() as object,
  );
  const spec = wholeSpec(documents.at(-1) as Manifest, documents.slice(0, -1));
  return spec.templates
    .filter(({ container }) => container !== undefined)
    .map((template) => ({ file, template, pod: leafPod(template, spec) }));
}
