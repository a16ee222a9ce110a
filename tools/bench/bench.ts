/*
 * `npm run bench`: what compiling costs and what comes out, beside KFP's own Go compiler on the same pipelines
 * (KFP's figures: median of its best times on an idle machine of the same kind, 2026-11-21).
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileText } from './compile-text.ts';
import { chainPipeline, distinctPipeline } from './chain-pipeline.ts';
import { median, time } from './measure.ts';
import { readCorpus } from './read-corpus.ts';
import { script } from '../script/script.ts';

const { smoke: isSmoke } = script(
  'bench',
  'What compiling costs, beside the Go compiler of KFP on the same pipelines.',
  '--smoke',
)
  .option('--smoke', 'one round: shows that the benchmark works', false)
  .parse()
  .opts<{ smoke: boolean }>();
const rounds = isSmoke ? 1 : 9;
const tiphys = fileURLToPath(new URL('../../packages/cli/bin/tiphys.js', import.meta.url));
const directory = mkdtempSync(join(tmpdir(), 'tiphys-bench-'));

function line(what: string, value: string, note: string): void {
  console.log(`  ${what.padEnd(34)}${value.padStart(12)}   ${note}`);
}

/** Told, not enforced: a machine that is busy with something else would make it a coin toss. */
function against(value: number, target: number, kfp: string): string {
  return `target ${target}, ${value <= target ? 'met' : 'missed'}; KFP ${kfp}`;
}

/** Wall time of one process, in milliseconds. */
function timeProcess(args: readonly string[]): number {
  return time(() => {
    const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`node ${args.join(' ')} ended with ${status}: ${stderr}`);
  });
}

function benchProcess(): void {
  console.log(`tiphys compile as a process, best of ${rounds}`);
  const bare = Array.from({ length: rounds }, () => timeProcess(['-e', '0']));
  line('bare node', `${Math.min(...bare).toFixed(0)} ms`, '');
  for (const { tasks, target, kfp } of [
    { tasks: 1, target: 200, kfp: '29' },
    { tasks: 1000, target: 600, kfp: '535' },
    { tasks: 5000, target: 3000, kfp: 'not measured' },
  ]) {
    const input = join(directory, `chain-${tasks}.yaml`);
    const output = join(directory, `workflow-${tasks}.yaml`);
    writeFileSync(input, chainPipeline(tasks));
    const compile = [tiphys, 'compile', input, '-o', output];
    // The first start fills V8's compile cache and the file cache; every start after it is what users see.
    timeProcess(compile);
    // As KFP's figures are. The median is that of the neighbours on the machine: it varied threefold between runs.
    const wall = Math.min(...Array.from({ length: rounds }, () => timeProcess(compile)));
    line(`${tasks} tasks`, `${wall.toFixed(0)} ms`, `${against(wall, target, kfp)}; ${statSync(output).size} bytes`);
  }
}

function benchInProcess(): void {
  console.log('in process, warm');
  for (const { tasks, target, kfp } of [
    { tasks: 1, target: 1.7, kfp: '1.2' },
    { tasks: 20, target: 8.5, kfp: '7.1' },
    { tasks: 120, target: 43, kfp: '42.6' },
  ]) {
    const text = chainPipeline(tasks);
    const best = Math.min(...Array.from({ length: rounds * 5 }, () => time(() => compileText(text))));
    line(`${tasks} tasks`, `${best.toFixed(1)} ms`, against(best, target, kfp));
  }
  const distinct = compileText(distinctPipeline(1000, 1500));
  const largest = Math.max(...(distinct?.objects ?? []));
  line(
    '1,000 distinct tasks of 1.5 KB',
    `${largest} bytes`,
    `the largest object; ${against(largest, 1024 * 1024, '3997423')}`,
  );
}

function benchCorpus(): void {
  const files = readCorpus('valid', 'extra');
  if (files.length === 0) {
    console.log('skipped: no corpus (set TIPHYS_CORPUS)');
    return;
  }
  // Twice over everything first: the compiler is warm when it is measured.
  for (let round = 0; round < (isSmoke ? 1 : 2); round += 1) for (const { text } of files) compileText(text);
  const measured = files.flatMap(({ text, kfpPods }) => {
    let compiled: ReturnType<typeof compileText>;
    const milliseconds = Math.min(
      ...Array.from({ length: isSmoke ? 1 : 5 }, () => time(() => (compiled = compileText(text)))),
    );
    return compiled === undefined ? [] : [{ ...compiled, irBytes: Buffer.byteLength(text), milliseconds, kfpPods }];
  });
  const sum = (of: (one: (typeof measured)[number]) => number): number =>
    measured.reduce((total, one) => total + of(one), 0);
  const middle = median(measured.map(({ milliseconds }) => milliseconds));
  const irBytes = sum((one) => one.irBytes);
  console.log(`KFP's own pipelines: ${measured.length} of ${files.length} files compile, ${irBytes} bytes of IR`);
  line('median of a file', `${middle.toFixed(2)} ms`, against(middle, 1.7, '1.7'));
  line('all files', `${sum(({ milliseconds }) => milliseconds).toFixed(0)} ms`, 'sum of the best of 5');
  const ratio = sum(({ yamlBytes }) => yamlBytes) / irBytes;
  line('manifest as YAML', `${ratio.toFixed(2)} x IR`, against(ratio, 1.5, '3.03 (valid)'));
  line(
    'manifest as JSON',
    `${(sum(({ jsonBytes }) => jsonBytes) / irBytes).toFixed(2)} x IR`,
    'as Argo stores it; KFP 2.69 (valid)',
  );
  const pods = sum((one) => one.pods);
  const kfp = sum(({ kfpPods }) => kfpPods);
  line('pods, every branch once', `${pods}`, `KFP ${kfp}, ${(kfp / pods).toFixed(2)} times as many`);
}

try {
  benchProcess();
  benchInProcess();
  benchCorpus();
} finally {
  rmSync(directory, { recursive: true, force: true });
}
