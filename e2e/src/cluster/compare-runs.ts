import { decodeWire, unpackType } from '@tiphys/contract';
import { printJson, type JsonValue } from '@tiphys/diagnostics';
import type { ExecutionRecord } from '@tiphys/metadata';
import type { RunResult, TaskReport } from '@tiphys/local-engine';
import type { EndedWorkflow } from './workflows.ts';

/**
 * What the local engine and the real controller made of the same manifest, compared: a sentence per difference in the
 * phases of the run and of every task, in what each task put out, and in the run's outputs.
 */
export function compareRuns(local: RunResult, real: EndedWorkflow, records: readonly ExecutionRecord[]): string[] {
  const differences: string[] = [];
  const compare = (what: string, here: string | undefined, there: string | undefined): void => {
    if (here !== there) differences.push(`${what}: local ${here ?? '(absent)'}, real ${there ?? '(absent)'}`);
  };
  compare('run', local.phase, real.phase);
  for (const path of new Set([...Object.keys(local.tasks), ...Object.keys(real.tasks)])) {
    compare(path, local.tasks[path]?.phase, real.tasks[path]?.phase);
  }
  // Records come in the order of the attempts: the last one counts.
  const last = new Map(records.map((record) => [record.path, record]));
  for (const [path, record] of last) {
    const report = local.tasks[path];
    if (report !== undefined) compare(`${path} outputs`, reportText(report), recordText(record));
  }
  for (const name of new Set([...Object.keys(local.outputs), ...Object.keys(real.outputs)])) {
    const there = real.outputs[name];
    const value = there === undefined ? undefined : withoutPlace(decodeWire(there));
    compare(`output ${name}`, valueText(withoutPlace(local.outputs[name])), valueText(value));
  }
  return differences;
}

/** Compares no more than how the runs ended. */
export function compareEnds(local: RunResult, real: EndedWorkflow): string[] {
  return local.phase === real.phase ? [] : [`run: local ${local.phase}, real ${real.phase}`];
}

function reportText(report: TaskReport): string {
  const artifacts = Object.entries(report.artifacts).map(
    ([name, list]) => [name, list.map(({ name, type, digest }) => ({ name, type, digest: digest ?? null }))] as const,
  );
  return sortedText({ parameters: report.parameters, artifacts: Object.fromEntries(artifacts) });
}

function recordText(record: ExecutionRecord): string {
  const artifacts = Object.entries(record.outputs?.artifacts ?? {}).map(
    ([name, list]) =>
      [
        name,
        list.map(({ name, type, digest }) => ({ name, type: type?.schemaTitle ?? '', digest: digest ?? null })),
      ] as const,
  );
  return sortedText({ parameters: record.outputs?.parameters ?? {}, artifacts: Object.fromEntries(artifacts) });
}

/** Artifacts lie elsewhere in each run, so their addresses are left out; `--json` tells of their types by name only. */
function withoutPlace(value: JsonValue | undefined): JsonValue | undefined {
  if (Array.isArray(value)) return value.map((item: JsonValue) => withoutPlace(item) ?? null);
  if (value === null || typeof value !== 'object') return value;
  const { uri, ...rest } = value as Record<string, JsonValue>;
  if (typeof uri !== 'string') return value;
  const given = rest['type'];
  const type = typeof given === 'string' ? unpackType(given) : given;
  const title = type !== null && typeof type === 'object' && 'schemaTitle' in type ? type.schemaTitle : type;
  return { metadata: {}, ...rest, type: title ?? '' };
}

function valueText(value: JsonValue | undefined): string | undefined {
  return value === undefined ? undefined : sortedText(value);
}

/** JSON with sorted keys: their order says nothing. */
function sortedText(value: unknown): string {
  return printJson(sorted(value as JsonValue));
}

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value as Record<string, JsonValue>).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, item]) => [key, sorted(item)]));
}
