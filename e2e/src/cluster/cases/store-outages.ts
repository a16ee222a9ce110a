import { strict as assert } from 'node:assert';
import { listExecutions } from '@tiphys/metadata';
import type { ClusterCase } from '../case.ts';
import { untilMinioAnswers } from '../minio.ts';
import { shellPipeline } from '../shell-pipeline.ts';
import type { StoreRequest, Verdict } from '../../forward-request.ts';
import { openStoreGate } from '../store-gate.ts';
import { faultsOfArtifacts } from '../stored-artifacts.ts';
import type { TestBed } from '../test-bed.ts';

/** A file that is made, and read by another task: each phase of a launcher happens. */
const pipeline = shellPipeline({
  name: 'store-outage',
  tasks: {
    make: { script: 'head -c 300000 /dev/zero | tr "\\0" x > "$0"', artifacts: ['file'] },
    use: {
      script: 'printf %s "$(wc -c < "$1")" > "$0"',
      outputs: ['size'],
      inputs: { file: { task: 'make', output: 'file' } },
    },
  },
  outputs: { size: { task: 'use', output: 'size' } },
});

const isRecord = ({ path }: StoreRequest): boolean => path.includes('/.tiphys/');

/** Requests by the phase of a launcher that they belong to. */
const phases: Readonly<Record<string, (request: StoreRequest) => boolean>> = {
  download: (request) => request.method === 'GET' && request.path.endsWith('/file') && !isRecord(request),
  upload: (request) => request.method === 'PUT' && request.path.endsWith('/file') && !isRecord(request),
  recording: (request) => request.method === 'PUT' && request.path.includes('/executions/'),
};

/** MinIO is stopped at the first request of a phase, and is back when the launcher has failed twice. */
const stopped = Object.entries(phases).map(([phase, matches]): ClusterCase => ({
  name: `fault/store-stopped-at-${phase}`,
  alone: true,
  ...(phase === 'recording' && { full: true }),
  run: async (bed) => {
    let failures = -1;
    let restarted: Promise<void> | undefined;
    const end = await runThrough(bed, async (request): Promise<Verdict> => {
      if (failures < 0 && matches(request)) {
        failures = 0;
        await bed.parts.minio.stop(0);
      }
      if (failures < 0) return 'pass';
      if (failures < 3) {
        failures += 1;
        return 'pass';
      }
      restarted ??= startMinio(bed);
      await restarted;
      return 'pass';
    });
    if (restarted === undefined) await startMinio(bed);
    assert.ok(failures >= 2, `${String(failures)} requests failed`);
    assert.equal(end.phase, 'Succeeded', end.message);
    await assertWhole(bed, end.uid);
    return undefined;
  },
}));

/** Every other request of a phase is answered with 503, as a store does that wants less of them. */
const busy: ClusterCase = {
  name: 'fault/store-answers-503',
  run: async (bed) => {
    let requests = 0;
    const end = await runThrough(bed, () => {
      requests += 1;
      return requests % 2 === 0 ? { status: 503 } : 'pass';
    });
    assert.equal(end.phase, 'Succeeded', end.message);
    await assertWhole(bed, end.uid);
    return `${String(requests)} requests`;
  },
};

/** A store that takes no artifacts: the run fails in words that name it, shows no artifact, and the cache has none either. */
const refuses: ClusterCase = {
  name: 'fault/store-takes-nothing',
  run: async (bed) => {
    const upload = phases['upload'];
    const end = await runThrough(bed, (request) => (upload?.(request) === true ? { status: 503 } : 'pass'));
    assert.match(end.phase, /^(Failed|Error)$/);
    assert.match(end.tasks['make']?.message ?? '', /503|unavailable|store/i);
    const [record] = await listExecutions(bed.store, end.uid);
    assert.equal(record?.state, 'ERROR');
    assert.deepEqual(record.outputs?.artifacts ?? {}, {});
    return end.tasks['make']?.message;
  },
};

export const storeOutages: readonly ClusterCase[] = [...stopped, busy, refuses];

async function runThrough(
  bed: TestBed,
  judge: (request: StoreRequest) => Verdict | Promise<Verdict>,
): ReturnType<TestBed['run']> {
  const gate = await openStoreGate(judge);
  try {
    return await bed.run(await bed.compile(pipeline, gate.compileOption));
  } finally {
    gate.close();
  }
}

async function startMinio(bed: TestBed): Promise<void> {
  bed.parts.minio.start();
  await untilMinioAnswers();
}

/** Both tasks are recorded as they were, and the artifact has all of its bytes. */
async function assertWhole(bed: TestBed, uid: string): Promise<void> {
  const records = await listExecutions(bed.store, uid);
  const states = Object.fromEntries(records.map(({ path, state }) => [path, state]));
  assert.deepEqual(states, { make: 'SUCCEEDED', use: 'SUCCEEDED' });
  assert.deepEqual(await faultsOfArtifacts(bed.store, records), []);
  assert.equal(records.find(({ path }) => path === 'use')?.outputs?.parameters['size'], '300000');
}
