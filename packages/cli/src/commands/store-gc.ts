import { exitCode, UsageError } from '@tiphys/diagnostics';
import { collectGarbage, planCollection } from '@tiphys/metadata';
import type { CollectionPlan } from '@tiphys/metadata';
import type { CommandContext, StoreGcOptions } from '../command-context.ts';
import { openRecords } from '../input/open-records.ts';
import { paintFor } from '../report/color.ts';
import { counted } from '../report/counted.ts';
import { formatBytes } from '../report/format-bytes.ts';
import { formatTable } from '../report/format-table.ts';

/** `tiphys store gc`: says what could go from a store, and with `--delete` removes it. Gives the exit code. */
export async function storeGc(options: StoreGcOptions, { io }: CommandContext): Promise<number> {
  const { olderThan, keep, pipeline, keepCache, grace } = options;
  if (olderThan === undefined && keep === undefined) {
    throw new UsageError('store gc needs --older-than or --keep: which runs are to go?');
  }
  const store = openRecords(options.store, io);
  const plan = await planCollection(store, {
    now: io.now(),
    grace,
    ...(olderThan !== undefined && { olderThan }),
    ...(keep !== undefined && { keep }),
    ...(pipeline !== undefined && { pipeline }),
    ...(keepCache === true && { keepCache }),
  });
  const collected = options.delete === true ? await collectGarbage(store, plan) : planned(plan);
  if (options.json === true) {
    const runs = plan.runs.map((doomed) => ({ ...nameOf(doomed), ...sizeOf(doomed) }));
    io.stdout.write(`${JSON.stringify({ deleted: options.delete === true, ...collected, doomed: runs }, null, 2)}\n`);
    return exitCode.ok;
  }
  const rows = plan.runs.map((doomed) => {
    const { objects, bytes, partly } = sizeOf(doomed);
    const { name, pipeline: of, created } = nameOf(doomed);
    return [name, of, created, String(objects), formatBytes(bytes), partly ? 'others need a part of it' : ''];
  });
  io.stdout.write(
    formatTable(['RUN', 'PIPELINE', 'CREATED', 'OBJECTS', 'SIZE', ''], rows, paintFor(io.stdout, io.env)),
  );
  const done = options.delete === true ? 'removed' : 'would remove';
  const { runs, objects, bytes, cacheEntries } = collected;
  io.stdout.write(
    `${done} ${counted(runs, 'run')}, ${counted(objects, 'object')} of artifacts (${formatBytes(bytes)}), ${counted(cacheEntries, 'cache entry', 'cache entries')}\n`,
  );
  // A new user tries it on the runs of this hour, and none of them would go.
  if (plan.runs.length === 0)
    io.stderr.write('runs in which something happened lately stay: --grace says how lately\n');
  else if (options.delete !== true) io.stderr.write('nothing was removed: --delete does it\n');
  return exitCode.ok;
}

type Doomed = CollectionPlan['runs'][number];

function nameOf({ run: { uid, name, pipeline, created } }: Doomed): {
  readonly uid: string;
  readonly name: string;
  readonly pipeline: string;
  readonly created: string;
} {
  return { uid, name, pipeline, created };
}

function sizeOf({ objects, ancestors }: Doomed): {
  readonly objects: number;
  readonly bytes: number;
  /** Whether records of it stay. */
  readonly partly: boolean;
} {
  const bytes = objects.reduce((sum, object) => sum + object.bytes, 0);
  return { objects: objects.length, bytes, partly: ancestors.size > 0 };
}

function planned(plan: CollectionPlan): Awaited<ReturnType<typeof collectGarbage>> {
  const sizes = plan.runs.map(sizeOf);
  return {
    runs: sizes.filter(({ partly }) => !partly).length,
    objects: sizes.reduce((sum, { objects }) => sum + objects, 0),
    bytes: sizes.reduce((sum, { bytes }) => sum + bytes, 0),
    cacheEntries: plan.cacheEntries.length,
  };
}
