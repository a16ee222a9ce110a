import { createHash } from 'node:crypto';
import { closeSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { printJson } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import type { ArtifactSource } from '../artifact/artifact-source.ts';
import type { CallArguments } from '../template/bind-template.ts';
import type { PodOutcome, PodRequest } from './pod-request.ts';

/** Name of the journal in the directory of a run. */
export const journalFile = 'journal.jsonl';

/** Name of the file with the manifest of a run, as it was given. */
export const manifestFile = 'manifest.yaml';

/** One line of a journal. The first one is a `run`; another one follows each time that the run is resumed. */
export type JournalLine =
  | ({ readonly kind: 'run'; readonly v: 1 } & JournalHeader)
  /** A pod is about to run. */
  | ({ readonly kind: 'call' } & RecordedCall)
  /** A pod has ended by itself, not because the run was stopped. */
  | ({ readonly kind: 'pod' } & RecordedPod)
  /** The run has ended, and was not interrupted. */
  | { readonly kind: 'end' };

/** What makes a resumed run the same run. */
export interface JournalHeader {
  readonly name: string;
  readonly uid: string;
  /** Milliseconds since the epoch. */
  readonly created: number;
  /** What the user gave. */
  readonly parameters: Readonly<Record<string, JsonValue>>;
  /** The Argo that it behaves as; absent in journals from before there was a choice. */
  readonly argoVersion?: string;
  /** See `RunOptions.notes`; absent in journals from before there were any. */
  readonly notes?: Readonly<Record<string, string>>;
  /** `TMPDIR`s of this life's commands are in here. */
  readonly temporary: string;
}

/** How a template was called whose pod ran. */
export interface RecordedCall {
  /** Name of the node, without the number of an attempt. */
  readonly node: string;
  readonly template: string;
  readonly arguments: Readonly<Record<string, string>>;
  readonly artifacts?: Readonly<Record<string, ArtifactSource>>;
}

/** What a pod came to. */
export interface RecordedPod {
  readonly node: string;
  /** Of everything that the pod was given. */
  readonly digest: string;
  readonly startedAt: number;
  readonly finishedAt: number;
  readonly outcome: Omit<PodOutcome, 'outputs' | 'artifacts'> & {
    readonly outputs: Readonly<Record<string, string>>;
    readonly artifacts?: Readonly<Record<string, ArtifactSource>>;
  };
}

/** Writes down what has happened, so that another process can go on from there. */
export interface Journal {
  called(node: string, template: string, call: CallArguments): void;
  ended(pod: RecordedPod): void;
  finished(): void;
  close(): void;
}

/**
 * Opens the journal of a run. A line is in the file when the call that writes it returns: a process that is killed loses
 * nothing. (A machine that loses power may; then tasks run again.)
 *
 * @param size bytes to keep of an earlier life: its whole lines
 */
export function openJournal(directory: string, header: JournalHeader, size?: number): Journal {
  const file = openSync(join(directory, journalFile), size === undefined ? 'w' : 'r+');
  let position = size ?? 0;
  const write = (line: JournalLine): void => {
    position += writeSync(file, Buffer.from(`${printJson(line as unknown as JsonValue)}\n`), 0, undefined, position);
  };
  write({ kind: 'run', v: 1, ...header });
  return {
    called: (node, template, call) => {
      write({
        kind: 'call',
        node,
        template,
        arguments: Object.fromEntries(call.arguments),
        ...(call.artifacts === undefined ? {} : { artifacts: Object.fromEntries(call.artifacts) }),
      });
    },
    ended: (pod) => {
      write({ kind: 'pod', ...pod });
    },
    finished: () => {
      write({ kind: 'end' });
    },
    close: () => {
      closeSync(file);
    },
  };
}

/** Writes nothing down. */
export const silentJournal: Journal = {
  called: () => undefined,
  ended: () => undefined,
  finished: () => undefined,
  close: () => undefined,
};

/** Identifies what a pod is given: equal digests mean that running it again would do the same. */
export function podDigest({ template }: PodRequest): string {
  return createHash('sha256').update(JSON.stringify(template)).digest('hex').slice(0, 32);
}
