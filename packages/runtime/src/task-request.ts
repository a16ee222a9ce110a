import type { Writable } from 'node:stream';
import type { ComponentSpec, RunContext, StoreConfig, TaskInput } from '@tiphys/contract';
import type { ExecutionRecord } from '@tiphys/metadata';
import type { ArtifactStore } from '@tiphys/storage';
import type { VolumeClaims } from './claims/volume-claims.ts';
import type { Command } from './command.ts';
import type { RunningCommand } from './running-command.ts';

/** What a manifest says to the launcher, read and checked. */
export interface TaskEnvironment {
  readonly spec: ComponentSpec;
  readonly input: TaskInput;
  readonly run: RunContext;
  /** Absent in local runs, where the engine has the store. */
  readonly store?: StoreConfig;
  /** Whether what the command writes is kept in the store, too. */
  readonly keepLog: boolean;
  /** How long a pod may take to stop, in seconds. */
  readonly graceSeconds: number;
  /** Only look into the cache, and say in the published file of this name whether there was a hit. */
  readonly probe?: string;
}

/** Calls `listener` for every signal that is meant for the task, until the function that it gives is called. */
export type SignalSource = (listener: (signal: NodeJS.Signals) => void) => () => void;

/** What the kernel says about the memory of this container. */
export interface MemoryEvents {
  /** How many processes it has killed so far because there was too little. */
  readonly kills: number;
  readonly limitBytes?: number;
}

/** Everything that one task needs from outside. */
export interface TaskRequest {
  readonly task: TaskEnvironment;
  readonly store: ArtifactStore;
  /** Directory of this pod for everything that the runtime writes; `/tiphys` in pods. Absolute. */
  readonly base: string;
  /** Where the user's command starts; default is this process's. */
  readonly workdir?: string;
  /**
   * Whether user code sees plain local paths instead of store URIs, all of them below `base`. Needed where `/minio` and
   * `/s3` cannot be used: in local runs, and with a file store.
   */
  readonly localUris: boolean;
  /** Environment that the user's command starts from; variables of the contract are taken out of it. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Where the user's output goes; default is this process's own stdout and stderr. Never ended by the runtime. */
  readonly stdout?: Writable;
  readonly stderr?: Writable;
  /** Signals to pass on to the user's process group, each exactly once. Before the command starts they cancel the task. */
  readonly signals?: SignalSource;
  /**
   * How long this process may go on after a TERM among the signals. A command that has not ended shortly before that is killed, so
   * that there is time left to store its log and to record its end. Without it the command may take any time.
   */
  readonly graceMilliseconds?: number;
  /** Stops the task: TERM to the process group, KILL after `killAfterMilliseconds`. */
  readonly abort?: AbortSignal;
  /** Default 10 000. */
  readonly killAfterMilliseconds?: number;
  /**
   * A program, with arguments, that starts the command given after them, in its own place: it is the leader of the command's
   * process group, reports on descriptor 3 the errno of a command that does not start, and ends as the command ends.
   */
  readonly supervisor?: readonly string[];
  /** Asked before and after the command. Only where nothing else runs in this control group. */
  readonly memoryEvents?: () => MemoryEvents | undefined;
  /** Called once when the command has run for half a second: it may run for hours, and this process has nothing to do meanwhile. */
  readonly onLongCommand?: () => void;
  readonly clock?: () => Date;
  /** Where volume claims are made and deleted; without it, a task that does so fails. */
  readonly claims?: VolumeClaims;
  /**
   * Last changes to the user's command before it runs, such as another Python in local runs. The cache never sees them.
   * What it throws is how the task ends.
   */
  readonly prepareCommand?: (command: {
    readonly argv: readonly string[];
    readonly env: Readonly<Record<string, string>>;
  }) => Promise<{ readonly argv: readonly string[]; readonly env: Readonly<Record<string, string>> }>;
  /**
   * Starts the command in another way than as a child of this process, with the same effect, or leaves it alone. Its output has to go
   * to `stdout` and `stderr`, which have to be given.
   */
  readonly startCommand?: (command: Command, workdir: string) => Promise<RunningCommand | undefined>;
  /** Takes a sentence about something that went wrong without failing the task; default is a line on stderr. */
  readonly warn?: (message: string) => void;
}

/** What became of a task. */
export interface TaskResult {
  /** The user's own exit code; 128 + n after signal n; 1 for bad inputs or outputs, 3 for a broken store. */
  readonly exitCode: number;
  /** As Argo's node phases: `Error` is the machinery's fault. */
  readonly phase: 'Succeeded' | 'Failed' | 'Error';
  /** Why it did not succeed. */
  readonly message?: string;
  /** Whether the outputs came from the cache. */
  readonly cached: boolean;
  readonly record: ExecutionRecord;
}
