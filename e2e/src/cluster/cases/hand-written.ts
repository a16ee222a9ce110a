import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { decodeWire, nodePath } from '@tiphys/contract';
import { runManifest, type RunResult } from '@tiphys/local-engine';
import { openStore } from '@tiphys/storage';
import { REPOSITORY } from '../../find-pipelines.ts';
import { installArtifactRepository } from '../argo.ts';
import type { ClusterCase, Outcome } from '../case.ts';
import type { TestBed } from '../test-bed.ts';
import { argoPath, nodesOf, type Workflow, type WorkflowNode } from '../workflows.ts';

const FOLDER = path.join(REPOSITORY, 'packages/local-engine/fixtures/argo');

/** What a run of either kind came to, in words that can be compared. */
interface Seen {
  readonly phase: string;
  readonly outputs: Readonly<Record<string, unknown>>;
  readonly tasks: Readonly<Record<string, string>>;
}

/** Manifests that people wrote by hand end here as in the local engine: phases of all nodes, and outputs. */
export const handWritten: ClusterCase = {
  name: 'argo/hand-written',
  run: async (bed) => {
    await installArtifactRepository(bed.api);
    const files = (await readdir(FOLDER)).filter((file) => file !== 'expected.yaml').sort();
    const found = await Promise.all(
      files.map(async (file) => {
        const manifest = await readFile(path.join(FOLDER, file), 'utf8');
        const [there, here] = await Promise.all([onCluster(bed, manifest), onThisMachine(bed, manifest)]);
        return differences(there, here).map((difference) => `${file}: ${difference}`);
      }),
    );
    const all = found.flat();
    return {
      word: all.length === 0 ? 'ok' : 'FAILED',
      note: `${String(files.length)} manifests`,
      differences: all,
    } satisfies Outcome;
  },
};

async function onCluster(bed: TestBed, manifest: string): Promise<Seen> {
  const { name, phase, outputs } = await bed.run(manifest);
  const workflow = (await bed.api.get(`${argoPath()}/${name}`)) as Workflow;
  return {
    phase,
    outputs: Object.fromEntries(Object.entries(outputs).map(([key, text]) => [key, valueOf(text)])),
    tasks: Object.fromEntries(tasksOf(name, nodesOf(workflow))),
  };
}

/** Groups of steps are no tasks; attempts go by the name of what they are attempts at. */
function tasksOf(name: string, nodes: readonly WorkflowNode[]): readonly (readonly [string, string])[] {
  return [...nodes]
    .sort((a, b) => b.name.length - a.name.length)
    .filter(({ type }) => type !== 'StepGroup')
    .map((node) => [nodePath(name, node.name), node.phase ?? ''] as const)
    .filter(([task]) => task !== '');
}

async function onThisMachine(bed: TestBed, manifest: string): Promise<Seen> {
  const workdir = await mkdtemp(path.join(tmpdir(), 'tiphys-local-'));
  try {
    const store = openStore({ root: 'mem://hand-written' });
    const result: RunResult = await runManifest(manifest, { store, workdir, argoVersion: bed.argoVersion });
    const tasks = Object.entries(result.tasks).filter(([task]) => task !== '(workflow)');
    const { phase, outputs } = result;
    return { phase, outputs, tasks: Object.fromEntries(tasks.map(([task, report]) => [task, report.phase])) };
  } finally {
    await rm(workdir, { recursive: true, force: true });
  }
}

function valueOf(text: string): unknown {
  try {
    return decodeWire(text);
  } catch {
    return text;
  }
}

function differences(there: Seen, here: Seen): readonly string[] {
  const differ = (what: string, cluster: unknown, local: unknown): readonly string[] =>
    JSON.stringify(cluster) === JSON.stringify(local)
      ? []
      : [`${what} is ${JSON.stringify(cluster)} on the cluster, ${JSON.stringify(local)} here`];
  const names = [...new Set([...Object.keys(there.tasks), ...Object.keys(here.tasks)])].sort();
  const outputs = [...new Set([...Object.keys(there.outputs), ...Object.keys(here.outputs)])].sort();
  return [
    ...differ('the phase', there.phase, here.phase),
    ...outputs.flatMap((name) => differ(`the output ${name}`, there.outputs[name], here.outputs[name])),
    ...names
      // Steps have no node for a loop as a whole.
      .filter((name) => there.tasks[name] !== undefined || here.tasks[`${name}[0]`] === undefined)
      .flatMap((name) => differ(`the task ${name}`, there.tasks[name], here.tasks[name])),
  ];
}
