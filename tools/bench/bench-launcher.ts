/*
 * `npm run bench:launcher`: what the launcher costs a task, in real containers (runc, busybox): the copy into the
 * volume, the time to the user's command, what follows its end, and memory while it runs. Beside it, in the same rounds, a
 * container that runs the same command without it. The image must have been built (`nx build launcher`); needs root.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import type { Container } from '../launcher/testing/container.ts';
import { runContainer } from '../launcher/testing/container.ts';
import { makeRoots } from '../launcher/testing/roots.ts';
import { taskEnvironment } from '../launcher/testing/task-environment.ts';
import { unpackImage } from '../launcher/testing/unpack-image.ts';
import { median } from './measure.ts';
import { script } from '../script/script.ts';

const { smoke } = script(
  'bench:launcher',
  'What the launcher costs a task, in real containers; wants root and a built launcher (npx nx build launcher).',
  '--smoke',
)
  .option('--smoke', 'three rounds: shows that the benchmark works', false)
  .parse()
  .opts<{ smoke: boolean }>();
const rounds = smoke ? 3 : 25;
const image = path.join(import.meta.dirname, `../../packages/launcher/image/launcher-${process.arch}.tar`);

/** What the launcher is meant to cost on an idle machine (milliseconds, MiB). */
const targets = { copy: 60, start: 60, memory: 50 };

/** MiB: what is resident, and of that what is the process's own and what is mapped from files, which pods of a node share. */
interface Memory {
  readonly all: number;
  readonly anonymous: number;
  readonly file: number;
}

/** Milliseconds until the command wrote something, and until the container had ended. */
interface Timing {
  readonly first: number;
  readonly whole: number;
}

async function timed(container: Container): Promise<Timing> {
  const start = performance.now();
  let first: number | undefined;
  const ended = await runContainer({ ...container, onOutput: () => (first ??= performance.now() - start) });
  const whole = performance.now() - start;
  if (ended.code !== 0) throw new Error(`a container ended with ${ended.code}: ${ended.stderr}`);
  return { first: first ?? whole, whole };
}

async function main(): Promise<void> {
  if (process.getuid?.() !== 0 || !existsSync(image)) {
    console.log('skipped: needs root, and the image that `nx build launcher` makes');
    return;
  }
  const scratch = await mkdtemp(path.join(tmpdir(), 'tiphys-bench-launcher-'));
  try {
    await measure(scratch);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

async function measure(scratch: string): Promise<void> {
  const launcherRoot = path.join(scratch, 'launcher');
  await unpackImage(image, launcherRoot);
  const { busybox } = await makeRoots();
  const command = ['/bin/busybox', 'echo', 'x'];
  const user = 65532;
  const bare = { root: busybox, args: command, user };
  const figures = { bare: [] as Timing[], empty: [] as number[], copy: [] as number[], task: [] as Timing[] };
  let volume = '';
  // The first round warms up.
  for (let round = 0; round <= rounds; round += 1) {
    if (volume !== '') await rm(volume, { recursive: true });
    volume = await mkdtemp(path.join(scratch, 'volume-'));
    await chmod(volume, 0o777);
    const mounts = { '/tiphys': volume };
    const launcher = { root: launcherRoot, user, mounts };
    const install = { ...launcher, args: ['/tiphys-launcher', 'install', '/tiphys'] };
    // The same container and program without the copy: the start of any container is the runtime's.
    const empty = await timed({ ...bare, mounts });
    const copy = await timed(install);
    const plain = await timed(bare);
    const task = await timed({ ...bare, mounts, args: ['/tiphys/launcher', 'run'], env: taskEnvironment({ command }) });
    if (round === 0) continue;
    figures.empty.push(empty.whole);
    figures.copy.push(copy.whole);
    figures.bare.push(plain);
    figures.task.push(task);
  }
  const megabytes = (await sizeOf(volume)) / 1e6;
  const memory = await residentMemory({ root: busybox, user, mounts: { '/tiphys': volume } });
  report(figures, { memory, megabytes, compressed: (await stat(image)).size / 1e6 });
}

/** Of the launcher, while a command runs that has run for a second. */
async function residentMemory(container: Omit<Container, 'args'>): Promise<Memory> {
  const command = ['/bin/busybox', 'sh', '-c', 'busybox sleep 1; busybox cat /proc/1/status'];
  const { stdout } = await runContainer({
    ...container,
    args: ['/tiphys/launcher', 'run'],
    env: taskEnvironment({ command, component: 'memory' }).map((each) => each.replace('&node=r.m.t&', '&node=r.m.m&')),
  });
  const mebibytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s*(\\d+) kB$`, 'm').exec(stdout)?.[1]) / 1024;
  return { all: mebibytes('VmRSS'), anonymous: mebibytes('RssAnon'), file: mebibytes('RssFile') };
}

async function sizeOf(folder: string): Promise<number> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile() && !entry.parentPath.includes('/store'));
  const sizes = await Promise.all(
    files.map(async ({ parentPath, name }) => (await stat(path.join(parentPath, name))).size),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

function report(
  {
    bare,
    empty,
    copy,
    task,
  }: Readonly<Record<'bare' | 'task', readonly Timing[]>> & Readonly<Record<'empty' | 'copy', readonly number[]>>,
  {
    memory,
    megabytes,
    compressed,
  }: { readonly memory: Memory; readonly megabytes: number; readonly compressed: number },
): void {
  const over = (ours: readonly number[], theirs: readonly number[]): readonly number[] =>
    ours.map((value, round) => value - (theirs[round] ?? Number.NaN));
  const first = (timings: readonly Timing[]): readonly number[] => timings.map((timing) => timing.first);
  const whole = (timings: readonly Timing[]): readonly number[] => timings.map((timing) => timing.whole);
  const after = (timings: readonly Timing[]): readonly number[] => timings.map((timing) => timing.whole - timing.first);
  const line = (what: string, values: readonly number[], target?: number): void => {
    const sorted = [...values].sort((a, b) => a - b);
    const shown = [sorted[0] ?? Number.NaN, median(values)].map((value) => value.toFixed(1).padStart(8));
    const verdict = target === undefined ? '' : `   target ${target}: ${median(values) <= target ? 'met' : 'MISSED'}`;
    console.log(`${what.padEnd(44)}${shown.join('')}${verdict}`);
  };
  console.log(`the launcher in a container of busybox, milliseconds over ${rounds} rounds${' '.repeat(3)}min  median`);
  line('a container without it, to its end', whole(bare));
  line('copy into the volume, beyond a container', over(copy, empty), targets.copy);
  line('to the first output of the command, beyond it', over(first(task), first(bare)), targets.start);
  line('after it (log, outputs, record), beyond it', over(after(task), after(bare)));
  line('the whole task, beyond it', over(whole(task), whole(bare)));
  const ratio = median(whole(task).map((value, round) => value / (whole(bare)[round] ?? Number.NaN)));
  console.log(`a task is ${ratio.toFixed(2)} times as long as the bare container`);
  const verdict = memory.all <= targets.memory ? 'met' : 'MISSED';
  console.log(
    `resident while the command runs: ${memory.all.toFixed(1)} MiB, of it ${memory.anonymous.toFixed(1)} anonymous and ${memory.file.toFixed(1)} of files; target ${targets.memory}: ${verdict}`,
  );
  console.log(
    `the machine was at a load of ${loadavg()
      .map((load) => load.toFixed(1))
      .join(', ')}: other work makes all of this longer`,
  );
  console.log(`installed ${megabytes.toFixed(1)} MB, image ${compressed.toFixed(1)} MB compressed`);
}

await main();
