/*
 * `npm run bench:local`: how long local runs take, beside `kfp.local` (SubprocessRunner) on the same pipelines and
 * the same interpreter, which `TIPHYS_PYTHON` names.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compileToText } from '@tiphys/backend-argo';
import { runManifest } from '@tiphys/local-engine';
import { openStore } from '@tiphys/storage';
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

async function benchPython(python: string): Promise<void> {
  const script = join(import.meta.dirname, 'kfp-local.py');
  const { status, stdout, stderr } = spawnSync(python, [script, directory, String(rounds)], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`kfp.local failed: ${stderr.slice(-2000)}`);
  const peers = JSON.parse(stdout) as Record<'chain' | 'loop', readonly number[]>;
  for (const { name, what, target } of [
    { name: 'chain', what: 'chain of 10 Python tasks', target: 1.2 },
    { name: 'loop', what: 'loop over 30, Python', target: 1 },
  ] as const) {
    const own = await timeRuns(compileToText(readFileSync(join(directory, `${name}.yaml`), 'utf8')));
    const peer = median(peers[name]);
    const ratio = own / peer;
    const verdict = ratio <= target ? 'met' : 'missed';
    line(what, own, `kfp.local ${(peer * 1000).toFixed(0)} ms: ${ratio.toFixed(2)} x, target ${target}, ${verdict}`);
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
  else await benchPython(python);
} finally {
  rmSync(directory, { recursive: true, force: true });
}
