import { strict as assert } from 'node:assert';
import { cpus } from 'node:os';
import { namespace } from '../addresses.ts';
import { podsPath } from '../pods.ts';
import type { TestBed } from '../test-bed.ts';
import { argoPath, createManifest, hasEnded, nodesOf, untilWorkflow, type Workflow } from '../workflows.ts';

/** What a run cost. */
export interface RunCost {
  /** From the creation of the workflow to the news of its end, by our own clock: the controller's counts whole seconds. */
  readonly seconds: number;
  /** What all processes of the machine took of its processors meanwhile, the cluster's own parts too. */
  readonly cpuSeconds: number;
  readonly pods: number;
  /** Sum over the pods, from their creation to the end of their last container. */
  readonly podSeconds: number;
  /** Length of the Workflow object's JSON at the end. */
  readonly bytes: number;
  /** Of these, what was submitted. */
  readonly specBytes: number;
  /** Objects that were made for the run: the workflow, its pods, the results of its tasks. */
  readonly objects: number;
  /** Requests by which anybody changed workflows, pods and task results while it ran. */
  readonly writes: number;
}

/** Runs a manifest with nothing beside it and counts; throws if it fails. */
export async function measureRun(bed: TestBed, manifest: string): Promise<RunCost> {
  const before = await countWrites(bed);
  const started = performance.now();
  const busyBefore = busySeconds();
  const name = await createManifest(bed.api, manifest);
  const workflow = await untilWorkflow(bed.api, name, 'the end', 600, (seen) => (hasEnded(seen) ? seen : undefined));
  const seconds = (performance.now() - started) / 1000;
  const cpuSeconds = busySeconds() - busyBefore;
  assert.equal(workflow.status?.phase, 'Succeeded', workflow.status?.message);
  const writes = (await countWrites(bed)) - before;
  const selector = `labelSelector=workflows.argoproj.io/workflow=${name}`;
  const pods = await items(bed, `${podsPath()}?${selector}`);
  const results = await items(bed, `${argoPath('workflowtaskresults')}?${selector}`);
  const cost = {
    seconds,
    cpuSeconds,
    pods: nodesOf(workflow).filter(({ type }) => type === 'Pod').length,
    podSeconds: pods.map(podSeconds).reduce((sum, seconds) => sum + seconds, 0),
    bytes: Buffer.byteLength(JSON.stringify(withoutManagedFields(workflow))),
    specBytes: Buffer.byteLength(JSON.stringify(workflow.spec)),
    objects: 1 + pods.length + results.length,
    writes,
  };
  // The next run must not have to share the controller's memory with this one.
  await bed.api.delete(`${argoPath('workflows', namespace.workflows)}/${name}`);
  return cost;
}

interface FinishedPod {
  readonly metadata: { readonly creationTimestamp: string };
  readonly status: {
    readonly containerStatuses?: readonly {
      readonly state?: { readonly terminated?: { readonly finishedAt: string } };
    }[];
  };
}

/** How long the processors of this machine were busy since it was started. */
function busySeconds(): number {
  return cpus().reduce((sum, { times }) => sum + times.user + times.nice + times.sys + times.irq, 0) / 1000;
}

function podSeconds({ metadata, status }: FinishedPod): number {
  const ends = (status.containerStatuses ?? []).map(({ state }) => Date.parse(state?.terminated?.finishedAt ?? ''));
  const last = Math.max(...ends.filter((end) => !Number.isNaN(end)), Date.parse(metadata.creationTimestamp));
  return (last - Date.parse(metadata.creationTimestamp)) / 1000;
}

/** What etcd keeps of the bookkeeping of field managers is not of the workflow's making. */
function withoutManagedFields(workflow: Workflow): object {
  return { ...workflow, metadata: { ...workflow.metadata, managedFields: undefined } };
}

async function items(bed: TestBed, path: string): Promise<readonly FinishedPod[]> {
  return ((await bed.api.get(path)) as { items: FinishedPod[] }).items;
}

/** The API server's own count of changes so far. */
async function countWrites(bed: TestBed): Promise<number> {
  const lines = (await bed.api.text('/metrics')).split('\n');
  const wanted =
    /^apiserver_request_total\{.*resource="(workflows|pods|workflowtaskresults)".*verb="(POST|PUT|PATCH|DELETE|APPLY)".*\} (\S+)$/;
  return lines.map((line) => Number(wanted.exec(line)?.[3] ?? 0)).reduce((sum, count) => sum + count, 0);
}
