import { resolve } from 'node:path';
import { exitCode, printJson, UsageError } from '@tiphys/diagnostics';
import { findLocalRuns, removeLocalRuns } from '@tiphys/local-engine';
import type { LocalRun } from '@tiphys/local-engine';
import type { CommandContext, PruneOptions } from '../command-context.ts';
import { workDirectory } from '../input/work-directory.ts';
import { paintFor } from '../report/color.ts';
import { counted } from '../report/counted.ts';
import { formatBytes } from '../report/format-bytes.ts';
import { formatTable } from '../report/format-table.ts';

/** `tiphys prune`: says which folders of local runs could go, and with `--delete` removes them. Gives the exit code. */
export async function prune(options: PruneOptions, { io }: CommandContext): Promise<number> {
  if (options.olderThan === undefined && options.keep === undefined) {
    throw new UsageError('prune needs --older-than or --keep: which runs are to go?');
  }
  const workdir = resolve(io.cwd, workDirectory);
  const chosen = chooseRuns(await findLocalRuns(workdir), options, io.now());
  const sized = await Promise.all(
    chosen.filter(({ process }) => process === undefined).map(async (run) => ({ run, bytes: await run.size() })),
  );
  const names = sized.map(({ run }) => run.name);
  const gone = new Set(options.delete === true ? await removeLocalRuns(workdir, names) : names);
  const doomed = sized.filter(({ run }) => gone.has(run.name));
  const busy = chosen.map(({ name }) => name).filter((name) => !gone.has(name));
  const bytes = doomed.reduce((sum, one) => sum + one.bytes, 0);
  const rows = doomed.map(({ run, bytes: size }) => ({
    name: run.name,
    pipeline: run.pipeline ?? '',
    active: new Date(run.active).toISOString(),
    bytes: size,
  }));
  if (options.json === true) {
    const document = { deleted: options.delete === true, runs: doomed.length, bytes, doomed: rows, busy };
    io.stdout.write(`${printJson(document, 2)}\n`);
    return exitCode.ok;
  }
  const cells = rows.map(({ name, pipeline, active, bytes: size }) => [
    name,
    pipeline,
    active.replace('T', ' ').replace(/\.\d+Z$/, ''),
    formatBytes(size),
  ]);
  io.stdout.write(formatTable(['RUN', 'PIPELINE', 'LAST ACTIVE', 'SIZE'], cells, paintFor(io.stdout, io.env)));
  const done = options.delete === true ? 'removed' : 'would remove';
  io.stdout.write(`${done} ${counted(rows.length, 'run')} (${formatBytes(bytes)}) of ${workDirectory}/runs\n`);
  for (const name of busy) io.stderr.write(`${name} is going on, and stays\n`);
  if (options.delete !== true && rows.length > 0) io.stderr.write('nothing was removed: --delete does it\n');
  return exitCode.ok;
}

/** The runs that are past every bound that is given. Nothing is kept for a pipeline that is not known. */
function chooseRuns(runs: readonly LocalRun[], options: PruneOptions, now: number): readonly LocalRun[] {
  const { olderThan, keep = 0, pipeline } = options;
  const seen = new Map<string | undefined, number>();
  return runs.filter((run) => {
    const before = seen.get(run.pipeline) ?? 0;
    seen.set(run.pipeline, before + 1);
    const isOld = olderThan === undefined ? run.pipeline !== undefined : now - run.active > olderThan;
    return isOld && (run.pipeline === undefined || before >= keep) && (pipeline ?? run.pipeline) === run.pipeline;
  });
}
