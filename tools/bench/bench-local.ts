/*
 * `npm run bench:local`: how long local runs take, beside `kfp.local` (SubprocessRunner) on the same pipelines and
 * the same interpreter, which `TIPHYS_PYTHON` names.
 */
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runManifest } from '@tiphys/local-engine';
import { openStore } from '@tiphys/storage';
import { bundle } from '../build/bundle.mjs';
import { median } from './measure.ts';
import { script } from '../script/script.ts';

const { smoke } = script(
  'bench:local',
  'How long local runs take, beside kfp.local on the same pipelines; TIPHYS_PYTHON names a Python with kfp.',
  '--smoke',
)
  .option('--smoke', 'one round: shows that the benchmark works', false)
  .parse()
  .opts<{ smoke: boolean }>();
const rounds = smoke ? 1 : 7;
const directory = mkdtempSync(join(tmpdir(), 'tiphys-bench-local-'));
let runs = 0;

/** Seconds of one run, in a place of its own: nothing comes from a cache. */
async function timeRun(manifest: unknown): Promise<number> {
  runs += 1;
  const workdir = join(directory, `run-${runs}`);
  const start = performance.now();
  const { phase, tasks } = await runManifest(manifest, {
    store: openStore({ root: `file://${workdir}/store` }),
    workdir,
  });
  const seconds = (performance.now() - start) / 1000;
  if (phase !== 'Succeeded') throw new Error(`a run ended as ${phase}: ${JSON.stringify(tasks).slice(0, 500)}`);
  rmSync(workdir, { recursive: true });
  return seconds;
}

async function timeRuns(manifest: unknown): Promise<number> {
  const seconds: number[] = [];
  // The first one warms up.
  for (let round = 0; round <= rounds; round += 1) seconds.push(await timeRun(manifest));
  return median(seconds.slice(Math.min(1, rounds)));
}

/** A hand-written workflow of tasks without dependencies. */
function wideManifest(count: number, template: object): unknown {
  const tasks = Array.from({ length: count }, (_, index) => ({ name: `t-${index}`, template: 'leaf' }));
  const templates = [
    { name: 'root', dag: { tasks } },
    { name: 'leaf', ...template },
  ];
  return { kind: 'Workflow', metadata: { generateName: 'wide-' }, spec: { entrypoint: 'root', templates } };
}

function line(what: string, seconds: number, note: string): void {
  console.log(`  ${what.padEnd(30)}${(seconds * 1000).toFixed(0).padStart(8)} ms   ${note}`);
}

const tiphys = join(import.meta.dirname, '../../packages/cli/bin/tiphys.js');

/** Seconds of `tiphys run` as a process, in a place of its own: its start, compiling, records, logs and store included. */
function timeCommand(pipeline: string): number {
  runs += 1;
  const cwd = join(directory, `run-${runs}`);
  mkdirSync(cwd);
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [tiphys, 'run', pipeline], { cwd, encoding: 'utf8' });
  const seconds = (performance.now() - start) / 1000;
  if (status !== 0) throw new Error(`tiphys run ended with ${status}: ${stderr.slice(-2000)}`);
  rmSync(cwd, { recursive: true });
  return seconds;
}

/** Seconds of a pipeline by `kfp.local` in a process that has started and imported everything before. */
type Peer = (name: string) => Promise<number>;

async function withPeer(python: string, work: (peer: Peer) => Promise<void>): Promise<void> {
  const script = join(import.meta.dirname, 'kfp-local.py');
  const child = spawn(python, [script, directory], { stdio: ['pipe', 'pipe', 'inherit'] });
  try {
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const next = async (): Promise<string> => {
      const { value, done } = await lines.next();
      if (done === true) throw new Error('kfp.local failed');
      return value;
    };
    await next();
    await work(async (name) => {
      child.stdin.write(`${name}\n`);
      return Number(await next());
    });
  } finally {
    child.kill();
  }
}

async function benchPython(peer: Peer): Promise<void> {
  for (const { name, what, target } of [
    { name: 'chain', what: 'chain of 10 Python tasks', target: 1.2 },
    { name: 'loop', what: 'loop over 30, Python', target: 1 },
  ] as const) {
    const own: number[] = [];
    const theirs: number[] = [];
    // In turns, so that both have the same minutes; the first of each warms up.
    for (let round = 0; round <= rounds; round += 1) {
      own.push(timeCommand(join(directory, `${name}.yaml`)));
      theirs.push(await peer(name));
    }
    const [mine, other] = [own, theirs].map((seconds) => median(seconds.slice(1))) as [number, number];
    const ratio = mine / other;
    const verdict = ratio <= target ? 'met' : 'missed';
    line(what, mine, `kfp.local ${(other * 1000).toFixed(0)} ms: ${ratio.toFixed(2)} x, target ${target}, ${verdict}`);
  }
}

try {
  console.log(`local runs, median of ${rounds}`);
  const shell = { container: { image: 'busybox', command: ['sh', '-c', 'true'] } };
  const hundred = await timeRuns(wideManifest(100, shell));
  line('100 shell tasks', hundred, `target 3000 ms, ${hundred < 3 ? 'met' : 'missed'}`);
  // No processes: what remains is the engine's own work.
  const pause = { suspend: { duration: '0' } };
  const [small, large] = [await timeRuns(wideManifest(2000, pause)), await timeRuns(wideManifest(10_000, pause))];
  line(
    '10,000 nodes',
    large,
    `2,000 nodes ${(small * 1000).toFixed(0)} ms; linear would be ${(small * 5000).toFixed(0)} ms`,
  );
  const { TIPHYS_PYTHON: python } = process.env;
  if (python === undefined) console.log('  skipped: no python3 with kfp (set TIPHYS_PYTHON)');
  else {
    await bundle();
    await withPeer(python, benchPython);
  }
} finally {
  rmSync(directory, { recursive: true, force: true });
}
