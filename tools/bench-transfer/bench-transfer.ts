/*
 * `npm run bench:transfer`: our client beside s5cmd and minio-go, against a MinIO
 * of our own on this machine. Every round runs all arms in a random order; a figure is a median over the rounds, with the
 * start of the process, which a launcher has behind it when it moves data: each arm is also started without anything to move. What was moved is compared byte for byte. Fails if a copy is wrong or ours takes too much memory.
 */
import { spawnSync } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { closeSync, copyFileSync, mkdirSync, mkdtempSync, openSync, rmSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../bench/measure.ts';
import { positiveInteger, script } from '../script/script.ts';
import { build } from 'esbuild';
import { s5cmdProgram } from '../../e2e/src/cluster/build-programs.ts';
import { buildFolder } from '../../e2e/src/build-folder.ts';
import { startMinio } from '../with-s3/start-minio.ts';
import type { Arm, Load, Place } from './arms.ts';
import { createArms } from './arms.ts';
import { chooseLoads } from './loads.ts';

const program = script(
  'bench:transfer',
  'Uploads and downloads of ours beside s5cmd and minio-go, against a MinIO on this machine.',
  '--smoke',
  "--rounds 3 --only '1 GiB'",
)
  .option('--smoke', 'one round of small loads: shows that the benchmark works', false)
  .option('--rounds <number>', 'how often each is measured (9; 1 for --smoke)', positiveInteger)
  .option('--only <load>', 'one of the loads, by its name in the table')
  .parse();
const options = program.opts<{ smoke: boolean; rounds?: number; only?: string }>();
const rounds = options.rounds ?? (options.smoke ? 1 : 9);
const mebibyte = 1024 * 1024;
/** What our process may hold at most, in MiB. */
const memoryLimit = 128;
const loads = wantedLoads();

/** What a process used, as `peers run` prints it. */
interface Usage {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly mebibytes: number;
}

/** What an arm used in a round. */
interface Measured extends Usage {
  /** Of the seconds, those that its start takes. */
  readonly startSeconds: number;
}

/** Digest and stamp of the load that our client uploaded last. */
let known: readonly string[] = [];

const directory = mkdtempSync(join(tmpdir(), 'tiphys-transfer-'));
const minio = await startMinio();
const address = new URL(minio.address);
const server = `${address.protocol}//${address.username}:${address.password}@${address.host}`;
const bucket = address.pathname.slice(1);
const env = { ...process.env, AWS_ACCESS_KEY_ID: address.username, AWS_SECRET_ACCESS_KEY: address.password };
try {
  const peers = join(await buildFolder('peers', fileURLToPath(new URL('peers', import.meta.url))), 'peers');
  const arms = createArms({ s5cmd: await s5cmdProgram(), peers, client: await bundleClient() });
  for (const load of loads) {
    for (const direction of ['up', 'down'] as const) {
      const taking = arms.filter(({ onlyDown }) => direction === 'down' || onlyDown !== true);
      report(load, direction, measure(taking, load, direction, peers));
    }
  }
} finally {
  minio.stop();
  rmSync(directory, { recursive: true, force: true });
}

function wantedLoads(): readonly Load[] {
  try {
    return chooseLoads(options);
  } catch (error) {
    return program.error(`error: ${(error as Error).message}`, { exitCode: 2 });
  }
}

/** The client as the launcher is: one CommonJS script, and the code that V8 made of it in tasks like those that are measured. */
async function bundleClient(): Promise<string> {
  const folder = join(directory, 'client');
  await build({
    entryPoints: [fileURLToPath(new URL('client.ts', import.meta.url))],
    outfile: join(folder, 'launcher.cjs'),
    bundle: true,
    platform: 'node',
    target: 'node24',
    format: 'cjs',
    conditions: ['@tiphys/source'],
    external: ['minio'],
    logLevel: 'warning',
  });
  const start = join(folder, 'start.cjs');
  copyFileSync(fileURLToPath(new URL('../../packages/launcher/stub/start.cjs', import.meta.url)), start);
  const keeper = join(folder, 'keep-code.cjs');
  const cache = join(folder, 'launcher.cache');
  writeFileSync(
    keeper,
    `const script = require(${JSON.stringify(start)});
process.on('exit', () => require('node:fs').writeFileSync(${JSON.stringify(cache)}, script.createCachedData()));`,
  );
  const trees: readonly Load[] = [
    { name: 'a file in parts', files: 1, bytes: 20 * mebibyte },
    { name: 'small files', files: 100, bytes: 1024 },
  ];
  for (const tree of trees) {
    const local = join(folder, `tree-${tree.files}`);
    const uri = `s3://${bucket}/code-${tree.files}`;
    writeSource(local, tree);
    const uploaded = runClient([keeper, 'up', local, uri, server]);
    runClient([keeper, 'down', `${local}-copy`, uri, server, ...uploaded.trim().split(' ')]);
  }
  return start;
}

function runClient(args: readonly string[]): string {
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`the client failed: ${stderr}`);
  return stderr;
}

/** Usage of each arm in each round. */
function measure(
  arms: readonly Arm[],
  load: Load,
  direction: 'up' | 'down',
  peers: string,
): ReadonlyMap<string, readonly Measured[]> {
  const source = join(directory, `source-${load.files}-${load.bytes}`);
  if (direction === 'up') writeSource(source, load);
  const isFolder = load.files > 1;
  const results = new Map<string, Measured[]>(arms.map(({ name }) => [name, []]));
  // Folders are kept to the end: for a minute, ext4 looks at each file that was deleted when it makes one, which would take as long
  // as the transfer.
  const copies = join(directory, 'copies');
  mkdirSync(copies);
  for (let round = 0; round < rounds; round += 1) {
    for (const arm of shuffled(arms)) {
      const copy = join(copies, `${round}-${arm.name}`);
      if (isFolder && direction === 'down') mkdirSync(copy);
      const place: Place = {
        local: direction === 'up' ? source : copy,
        server,
        bucket,
        // Everyone reads what our client wrote, so that all read the same.
        key: `${load.files}-${load.bytes}-${direction === 'up' ? arm.name : 'tiphys'}`,
        isFolder,
        known,
      };
      const { usage, said } = runArm(peers, arm.command(direction, place));
      results.get(arm.name)?.push({ ...usage, startSeconds: runArm(peers, arm.start).usage.seconds });
      if (direction === 'up' && arm.name === 'tiphys') known = said.trim().split(' ');
      if (direction === 'up' && round === 0) runArm(peers, readBack(arms, place, copy));
      if (direction === 'down' || round === 0) requireEqual(source, copy, `${arm.name} ${direction} ${load.name}`);
      if (!isFolder) rmSync(copy, { force: true });
    }
  }
  rmSync(copies, { recursive: true });
  return results;
}

/** Reads with minio-go what another client wrote. */
function readBack(arms: readonly Arm[], place: Place, copy: string): readonly string[] {
  if (place.isFolder) mkdirSync(copy);
  const reader = arms.at(-1) as Arm;
  return reader.command('down', { ...place, local: copy });
}

function runArm(peers: string, command: readonly string[]): { readonly usage: Usage; readonly said: string } {
  const { status, stdout, stderr } = spawnSync(peers, ['run', ...command], { encoding: 'utf8', env });
  if (status !== 0) throw new Error(`${command[0] ?? ''} failed: ${stderr}`);
  return { usage: JSON.parse(stdout) as Usage, said: stderr };
}

function requireEqual(source: string, copy: string, what: string): void {
  const { status, stdout } = spawnSync('diff', ['-rq', source, copy], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${what} is not a copy: ${stdout}`);
}

/** Random content, which nothing on the way can shorten. */
function writeSource(path: string, { files, bytes }: Load): void {
  if (files > 1) {
    mkdirSync(path);
    for (let index = 0; index < files; index += 1) writeFileSync(join(path, `f${index}`), randomBytes(bytes));
    return;
  }
  const file = openSync(path, 'w');
  for (let written = 0; written < bytes; written += mebibyte) writeSync(file, randomBytes(mebibyte));
  closeSync(file);
}

function shuffled<T>(items: readonly T[]): readonly T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}

/** Of ours by another's, round by round. */
function medianRatio(
  ours: readonly Measured[],
  others: readonly Measured[],
  figure: (usage: Measured) => number,
): number {
  return median(ours.map((usage, round) => figure(usage) / figure(others[round] as Measured)));
}

function report(load: Load, direction: 'up' | 'down', results: ReadonlyMap<string, readonly Measured[]>): void {
  const ours = results.get('tiphys') ?? [];
  console.log(`\n${load.name} ${direction} (${rounds} rounds)`);
  for (const [name, usages] of results) {
    const seconds = usages.map((usage) => usage.seconds);
    const ratio = medianRatio(ours, usages, (usage) => usage.seconds);
    const beyond = medianRatio(ours, usages, (usage) => usage.seconds - usage.startSeconds);
    const figures = [Math.min(...seconds), median(seconds), Math.max(...seconds)].map((value) => value.toFixed(2));
    const cpu = median(usages.map((usage) => usage.cpuSeconds)).toFixed(2);
    const memory = Math.max(...usages.map((usage) => usage.mebibytes)).toFixed(0);
    const start = (median(usages.map((usage) => usage.startSeconds)) * 1000).toFixed(0);
    const compared =
      name === 'tiphys' ? '' : `  tiphys / ${name} ${ratio.toFixed(2)}, without the starts ${beyond.toFixed(2)}`;
    const used = `cpu ${cpu} s  memory ${memory} MiB  start ${start} ms`;
    console.log(`  ${name.padEnd(17)} ${figures.join(' / ')} s  ${used}${compared}`);
  }
  const most = Math.max(...ours.map((usage) => usage.mebibytes));
  if (most > memoryLimit) throw new Error(`tiphys held ${most.toFixed(0)} MiB, more than ${memoryLimit}`);
}
