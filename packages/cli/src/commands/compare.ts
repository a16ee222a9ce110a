import { exitCode, printJson, UsageError } from '@tiphys/diagnostics';
import { compareRuns, listExecutions } from '@tiphys/metadata';
import type { ComparedValue, ExecutionRecord, RunComparison, RunRecord } from '@tiphys/metadata';
import type { CommandContext, CompareOptions } from '../command-context.ts';
import { findRun, openRecords } from '../input/open-records.ts';
import { paintFor } from '../report/color.ts';
import type { Paint } from '../report/color.ts';
import { formatTable } from '../report/format-table.ts';

/** `tiphys compare`: runs side by side. Gives the exit code. */
export async function compare(
  names: readonly string[],
  options: CompareOptions,
  { io }: CommandContext,
): Promise<number> {
  if (names.length < 2) throw new UsageError('compare needs two runs or more: tiphys compare RUN RUN');
  const store = openRecords(options.store, io);
  const runs: RunRecord[] = [];
  const executions: ExecutionRecord[][] = [];
  for (const name of names) {
    const run = await findRun(store, name);
    runs.push(run);
    executions.push(await listExecutions(store, run.uid));
  }
  const comparison = compareRuns(executions);
  if (options.json === true) {
    const documents = runs.map(({ uid, name, pipeline, created }) => ({ uid, name, pipeline, created }));
    io.stdout.write(`${printJson({ runs: documents, ...withNulls(comparison) }, 2)}\n`);
    return exitCode.ok;
  }
  const paint = paintFor(io.stdout, io.env);
  const sections = headings
    .map(([kind, heading]) => section(heading, runs, shown(kind, comparison[kind], options), paint))
    .filter((text) => text !== '');
  io.stdout.write(sections.join('\n'));
  if (sections.length === 0) io.stderr.write('no difference\n');
  return exitCode.ok;
}

const headings: readonly (readonly [keyof RunComparison, string])[] = [
  ['metrics', 'METRICS'],
  ['parameters', 'PARAMETERS'],
  ['outputs', 'OUTPUTS'],
  ['artifacts', 'ARTIFACTS'],
  ['tasks', 'TASKS'],
];

/** Metrics are what one looks for; of the rest, what differs. */
function shown(
  kind: keyof RunComparison,
  values: readonly ComparedValue[],
  options: CompareOptions,
): readonly ComparedValue[] {
  return kind === 'metrics' || options.all === true ? values : values.filter(({ differs }) => differs);
}

function section(heading: string, runs: readonly RunRecord[], values: readonly ComparedValue[], paint: Paint): string {
  const rows = values.map(({ name, values: each, differs }) => [
    name,
    ...each.map((value) => {
      const text = value === undefined ? '-' : shorten(typeof value === 'string' ? value : printJson(value));
      return differs ? text : { painted: paint.dim(text) };
    }),
  ]);
  return formatTable([heading, ...runs.map(({ name }) => name)], rows, paint);
}

/** JSON has no undefined. */
function withNulls(comparison: RunComparison): object {
  return Object.fromEntries(
    Object.entries(comparison).map(([kind, list]: [string, readonly ComparedValue[]]) => [
      kind,
      list.map((each) => ({ ...each, values: each.values.map((value) => value ?? null) })),
    ]),
  );
}

const width = 40;

function shorten(value: string): string {
  const text = value.replace(/^sha256:([0-9a-f]{12})[0-9a-f]{52}$/, '$1');
  return text.length <= width ? text : `${text.slice(0, width - 1)}…`;
}
