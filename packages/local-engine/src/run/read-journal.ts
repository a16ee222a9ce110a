import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseJson } from '@tiphys/diagnostics';
import { journalFile, manifestFile } from './journal.ts';
import type { JournalHeader, JournalLine, RecordedCall, RecordedPod } from './journal.ts';

/** A run as far as it got, as its journal tells it. */
export interface EarlierRun {
  /** Of the last life. */
  readonly header: JournalHeader;
  /** Directories of all lives so far with the `TMPDIR`s of their commands. */
  readonly temporaries: readonly string[];
  readonly manifest: string;
  /** The last call of each node. */
  readonly calls: ReadonlyMap<string, RecordedCall>;
  /** What has been done, by node. */
  readonly pods: ReadonlyMap<string, RecordedPod>;
  /** Nodes of attempts, such as `wf.a(1)`, that were reached. */
  readonly attempts: ReadonlySet<string>;
  /** How often each node has succeeded. */
  readonly successes: ReadonlyMap<string, number>;
  /** Bytes of the journal that are whole lines. */
  readonly size: number;
}

/** Reads the journal of a run. Undefined when there is none; a line that was cut off by a crash does not count. */
export async function readJournal(directory: string): Promise<EarlierRun | undefined> {
  let bytes: Buffer;
  let manifest: string;
  try {
    bytes = await readFile(join(directory, journalFile));
    manifest = await readFile(join(directory, manifestFile), 'utf8');
  } catch {
    return undefined;
  }
  const size = bytes.lastIndexOf(0x0a) + 1;
  const lines = bytes
    .toString('utf8', 0, size)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => parseJson(line) as unknown as JournalLine);
  const headers = lines.filter((line) => line.kind === 'run');
  const header = headers.at(-1);
  if (header === undefined) {
    return undefined;
  }
  const pods = lines.filter((line) => line.kind === 'pod');
  const attempts = new Set(pods.flatMap(({ node }) => attemptsIn(node)));
  const successes = new Map<string, number>();
  for (const { node, outcome } of pods) {
    if (outcome.phase === 'Succeeded') {
      successes.set(node, (successes.get(node) ?? 0) + 1);
    }
  }
  return {
    header,
    temporaries: headers.map(({ temporary }) => temporary),
    manifest,
    calls: new Map(lines.filter((line) => line.kind === 'call').map((call) => [call.node, call])),
    pods: wasFinished(lines) ? withoutFailures(pods, attempts) : byNode(pods),
    attempts,
    successes,
    size,
  };
}

/** Whether the last life came to its end; then its failures are final, and resuming it means to try again. */
function wasFinished(lines: readonly JournalLine[]): boolean {
  return lines.findLastIndex(({ kind }) => kind === 'end') > lines.findLastIndex(({ kind }) => kind === 'run');
}

function byNode(pods: readonly RecordedPod[]): ReadonlyMap<string, RecordedPod> {
  return new Map(pods.map((pod) => [pod.node, pod]));
}

/** Without the failures, but for those that a later attempt made good: they are part of a success. */
function withoutFailures(
  pods: readonly RecordedPod[],
  attempts: ReadonlySet<string>,
): ReadonlyMap<string, RecordedPod> {
  const last = byNode(pods);
  const failed = [...last.values()].filter(({ outcome }) => outcome.phase !== 'Succeeded').map(({ node }) => node);
  const failedAttempts = new Set(failed.flatMap(attemptsIn));
  const madeGood = (node: string): boolean =>
    attemptsIn(node).some((attempt) => {
      const [, base = '', number = ''] = /^(.*)\((\d+)\)$/s.exec(attempt) ?? [];
      let latest = Number(number);
      while (attempts.has(`${base}(${latest + 1})`)) {
        latest += 1;
      }
      return latest > Number(number) && !failedAttempts.has(`${base}(${latest})`);
    });
  return new Map([...last].filter(([node, { outcome }]) => outcome.phase === 'Succeeded' || madeGood(node)));
}

/** The beginnings of a node's name that are attempts: `wf.a(1)` and `wf.a(1).b(0)` of `wf.a(1).b(0)`. */
function attemptsIn(node: string): readonly string[] {
  return [...node.matchAll(/\(\d+\)(?=\.|$)/g)].map(({ index, 0: suffix }) => node.slice(0, index + suffix.length));
}
