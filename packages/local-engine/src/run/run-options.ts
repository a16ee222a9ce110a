import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { randomBytes, randomUUID } from 'node:crypto';
import { DiagnosticsError, exitCode } from '@tiphys/diagnostics';
import type { JsonValue } from '@tiphys/diagnostics';
import type { ArtifactStore } from '@tiphys/storage';
import { unknownArgoVersion } from '../diagnostics.ts';
import type { Manifest } from '../manifest/manifest.ts';
import type { ClusterObjects } from '../pod/cluster-objects.ts';
import { argoRules, defaultArgoVersion } from '../rules/argo-rules.ts';
import type { ArgoRules } from '../rules/argo-rules.ts';
import type { ExecutorKind } from '../pod/containers.ts';
import type { RunEvent } from './run-recorder.ts';

/** How to run a manifest on this machine. */
export interface RunOptions {
  /** Takes the place of the store that the manifest names: artifacts and records go here. */
  readonly store: ArtifactStore;
  /** Directory for everything else: `runs/<run>` with logs and pods, `venvs`, and `volumes` with a folder for each claim. */
  readonly workdir: string;
  /** A folder for each Secret that tasks need, with a file for each key. */
  readonly secrets?: string;
  /** The same for ConfigMaps. */
  readonly configMaps?: string;
  /** The user's parameters: strings as they are, any other value as JSON. */
  readonly parameters?: Readonly<Record<string, JsonValue>>;
  /** Processes of users at a time; default is the number of cores. */
  readonly maxParallel?: number;
  /** Neither look into the cache nor add to it. */
  readonly noCache?: boolean;
  /** Interpreter for Python components; default is `TIPHYS_PYTHON` unless that is empty, else see `choosePython`. */
  readonly python?: string;
  /** Start an interpreter for each Python component, where it would otherwise be a fork of one that has imported the SDK. */
  readonly freshPython?: boolean;
  /** Stops the run: TERM to running tasks, KILL after a grace, nothing new starts. */
  readonly signal?: AbortSignal;
  /** Default 10 000. */
  readonly killAfterMilliseconds?: number;
  /** Takes what happens, as it happens. */
  readonly onEvent?: (event: RunEvent) => void;
  /** Takes each line that a task prints, with the task's path. */
  readonly onLine?: (path: string, text: string) => void;
  /** Keep the directories of pods that succeeded, and the volumes of a run that did. */
  readonly keepPods?: boolean;
  /** The environment of users' commands; default is this process's. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Name of an earlier run in `workdir` to go on with: what succeeded there is not run again. */
  readonly resume?: string;
  /** Texts for whoever resumes the run: `readEarlierRun` gives them back. */
  readonly notes?: Readonly<Record<string, string>>;
  /** With `resume`: only this task is run, as a new run, with the inputs that it had. A path of the result. */
  readonly only?: string;
  /** Name of the run; default is made from the manifest's, with a random end. */
  readonly name?: string;
  /** `{{workflow.uid}}`; random by default. */
  readonly uid?: string;
  /** What runs pods: processes of this machine by default, or containers of their images. */
  readonly executor?: ExecutorKind;
  /** The Argo to behave as: `3.7` for the latest of its line, `3.7.14` for that one; 4.0.7 by default. */
  readonly argoVersion?: string;
  readonly clock?: () => Date;
}

/** `RunOptions` with everything filled in. */
export interface ResolvedRunOptions {
  readonly store: ArtifactStore;
  readonly workdir: string;
  readonly objects: ClusterObjects;
  readonly parameters: Readonly<Record<string, JsonValue>>;
  readonly maxParallel: number;
  readonly noCache: boolean;
  readonly python: string | undefined;
  readonly freshPython: boolean;
  readonly signal: AbortSignal;
  readonly killAfter: number;
  readonly onEvent: (event: RunEvent) => void;
  readonly onLine?: (path: string, text: string) => void;
  readonly keepPods: boolean;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly name: string;
  readonly uid: string;
  readonly notes: Readonly<Record<string, string>>;
  readonly executor: ExecutorKind;
  /** As it was asked for. */
  readonly argoVersion: string;
  readonly rules: ArgoRules;
  readonly now: () => number;
}

/**
 * Fills in defaults.
 *
 * @throws DiagnosticsError for a version of Argo that is not known
 */
export function resolveRunOptions(options: RunOptions, manifest: Manifest): ResolvedRunOptions {
  const env = options.env ?? process.env;
  const argoVersion = options.argoVersion ?? defaultArgoVersion;
  const rules = argoRules(argoVersion);
  if (rules === undefined) throw new DiagnosticsError([unknownArgoVersion(argoVersion)], exitCode.usage);
  const clock = options.clock ?? ((): Date => new Date());
  return {
    store: options.store,
    workdir: options.workdir,
    objects: objectFolders(options),
    parameters: options.parameters ?? {},
    maxParallel: options.maxParallel ?? availableParallelism(),
    noCache: options.noCache ?? false,
    // Set to nothing is not set, as for a shell.
    python: options.python ?? (env['TIPHYS_PYTHON'] || undefined),
    freshPython: options.freshPython ?? false,
    signal: options.signal ?? new AbortController().signal,
    killAfter: options.killAfterMilliseconds ?? 10_000,
    ...(options.onLine !== undefined && { onLine: options.onLine }),
    onEvent: options.onEvent ?? ((): void => undefined),
    keepPods: options.keepPods ?? false,
    env,
    name: options.name ?? `${baseName(manifest)}-${randomSuffix()}`,
    uid: options.uid ?? randomUUID(),
    notes: options.notes ?? {},
    executor: options.executor ?? 'process',
    argoVersion,
    rules,
    now: () => clock().getTime(),
  };
}

function objectFolders({ workdir, secrets, configMaps }: RunOptions): ResolvedRunOptions['objects'] {
  return {
    claims: resolve(workdir, 'volumes'),
    ...(secrets !== undefined && { secrets: resolve(secrets) }),
    ...(configMaps !== undefined && { configMaps: resolve(configMaps) }),
  };
}

function baseName({ name, generateName }: Manifest): string {
  return name ?? generateName?.replace(/-+$/, '') ?? 'workflow';
}

/** Five letters and digits as Kubernetes appends them: no vowels, nothing that looks alike. */
export function randomSuffix(): string {
  const alphabet = 'bcdfghjklmnpqrstvwxz2456789';
  return Array.from(randomBytes(5), (byte) => alphabet[byte % alphabet.length]).join('');
}
