import { exitCode, printJson, UsageError, visibleText } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import { explainCache as explain, lastAttempts } from '@tiphys/metadata';
import type { CacheExplanation, CacheMiss, KeyChange } from '@tiphys/metadata';
import type { CommandContext, RecordOptions } from '../command-context.ts';
import { findExecutions, findRun, openRecords } from '../input/open-records.ts';
import { paintFor } from '../report/color.ts';
import { formatTable } from '../report/format-table.ts';

/** `tiphys explain --cache RUN TASK`: why a task of a run was, or was not, taken from the cache. Gives the exit code. */
export async function explainCache(
  name: string,
  task: string | undefined,
  options: RecordOptions,
  { io }: CommandContext,
): Promise<number> {
  if (task === undefined)
    throw new UsageError('explain --cache needs a run and a task: tiphys explain --cache RUN TASK');
  const store = openRecords(options.store, io);
  const run = await findRun(store, name);
  const executions = lastAttempts(await findExecutions(store, run, task));
  const documents: CacheExplanation[] = [];
  for (const execution of executions) documents.push(await explain(store, run, execution));
  if (options.json === true) {
    io.stdout.write(`${printJson({ tasks: documents } as unknown as JsonValue, 2)}\n`);
    return exitCode.ok;
  }
  const paint = paintFor(io.stdout, io.env);
  const blocks = documents.map((document) => {
    const changes = document.changes.map(({ part, before, after }) => [part, before ?? '-', after ?? '-']);
    const table = formatTable(['CHANGED', 'BEFORE', 'NOW'], changes, paint);
    return `${paint.bold(visibleText(document.execution.path))}: ${verdict(document)}\n${lifetime(document)}${table}`;
  });
  io.stdout.write(blocks.join('\n'));
  return exitCode.ok;
}

const reasons: Readonly<Record<CacheMiss, string>> = {
  none: 'there was no result of this key',
  expired: 'the result of this key was too old',
  incomplete: 'the result of this key lacks an output',
  lost: 'an artifact of the result is gone from the store',
  changed: 'an artifact of the result is not what was stored',
  unreadable: 'the store did not answer',
};

function verdict({ execution, earlier, changes }: CacheExplanation): string {
  const { state, cachedFrom, cacheKey, cacheMiss } = execution;
  if (state === 'CACHED') return `taken from the cache (execution ${cachedFrom?.execution ?? 'unknown'})`;
  if (cacheKey === undefined) return 'caching was off for it';
  const why = cacheMiss === undefined ? 'nobody looked into the cache' : reasons[cacheMiss];
  if (earlier === undefined) {
    return `it ran: ${why}${cacheMiss === 'none' ? ', and no earlier run of the pipeline has one of this task' : ''}`;
  }
  return `it ran: ${why}. ${compared(visibleText(earlier.run.name), changes)}`;
}

/** For how long later runs may use the result: what `cache.ttl` said when it was made. */
function lifetime({ entry }: CacheExplanation): string {
  if (entry === undefined) return '';
  const until = entry.expires === undefined ? 'without an end' : `until ${visibleText(entry.expires)}`;
  return `result of ${visibleText(entry.created)}, in the cache ${until}\n`;
}

function compared(run: string, changes: readonly KeyChange[]): string {
  if (changes.length === 0) return `Its key is that of ${run}.`;
  return `Since ${run}, ${changes.length === 1 ? 'one part' : `${changes.length} parts`} of the key changed:`;
}
