import { dirname, join } from 'node:path';
import { environmentName, launcherDirectory } from '@tiphys/contract';
import { isTiphysError } from '@tiphys/diagnostics';
import { createFolderClaims, readTaskEnvironment, runTask } from '@tiphys/runtime';
import type { TaskEnvironment, TaskResult } from '@tiphys/runtime';
import type { ArtifactStore } from '@tiphys/storage';
import { makeDirectory } from '@tiphys/storage';
import type { Container, Template, VolumeMount } from '../manifest/manifest.ts';
import type { PodOutcome, PodRequest } from '../run/pod-request.ts';
import type { CommandPreparer } from '../python/prepare-command.ts';
import type { Command } from '../python/unwrap-component.ts';
import type { WarmPython } from '../python/warm-python.ts';
import type { OutputFollower } from '../text/line-splitter.ts';
import { collectArtifacts } from './collect-artifacts.ts';
import type { ClusterObjects } from './cluster-objects.ts';
import { invokeContainer } from './container-invocation.ts';
import type { Invocation } from './container-invocation.ts';
import type { Containers } from './containers.ts';
import { failedPod } from './failed-pod.ts';
import { createLogStreams } from './log-streams.ts';
import { makePodDirectories } from './make-pod-directories.ts';
import { podEnvironment } from './pod-environment.ts';
import type { PodPaths } from './pod-paths.ts';
import { podPaths } from './pod-paths.ts';
import { runInitContainers } from './run-init-containers.ts';
import { readOutputs } from './read-outputs.ts';
import type { RunFiles } from './run-files.ts';

/** What pods with the launcher need. */
export interface LauncherPodOptions {
  readonly files: RunFiles;
  readonly store: ArtifactStore;
  readonly namespace: string;
  readonly objects: ClusterObjects;
  /** The environment that the user's commands start from. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly noCache: boolean;
  readonly clock: () => Date;
  /** Milliseconds between TERM and KILL. */
  readonly killAfter: number;
  /** Also gets what the task writes. */
  readonly follow?: OutputFollower;
  /** Last changes to the user's command, such as another Python. */
  readonly prepareCommand: CommandPreparer['prepare'];
  /** Starts the user's commands in a way of its own, where it knows one. */
  readonly warmPython?: WarmPython;
  /** Runs the user's commands in their images. */
  readonly containers?: Containers;
  /** Takes what went wrong beside the task. */
  readonly warn: (message: string) => void;
}

/**
 * Runs a pod of a compiled manifest: the launcher's work is done in this process, only the user's command is a child, or a
 * container that sees the pod's directory by its own path. The store of the run takes the place of the manifest's.
 */
export async function runLauncherPod(
  options: LauncherPodOptions,
  request: PodRequest,
  signal: AbortSignal,
): Promise<PodOutcome> {
  const { template, nodeName, attempt } = request;
  const { directory, paths, folders, workdir } = await makePodDirectories(options.files, request, options.objects);
  const user = userPaths(template, directory, folders);
  const base = paths.toLocal(launcherBase(template)) ?? join(directory, 'volumes', 'launcher');
  const log = options.files.logFile(nodeName, attempt);
  await makeDirectory(dirname(log));
  const output = createLogStreams(log, options.follow);
  let result: TaskResult;
  let running: Invocation | undefined;
  try {
    const variables = await podVariables(options, request, template.container ?? {});
    const { env, killAfter, follow } = options;
    const environment = (container: Container): ReturnType<typeof podVariables> =>
      podVariables(options, request, container);
    const { containers, warmPython } = options;
    const runtime = { podName: request.podName, ...(containers !== undefined && { containers }) };
    const init = { directory, folders, workdir, log, env, killAfter, environment, ...runtime };
    await runInitContainers(template, { ...init, ...(follow !== undefined && { follow }) }, signal);
    result = await runTask({
      task: readTask(options, request, variables),
      claims: createFolderClaims(options.objects.claims),
      store: options.store,
      base,
      workdir,
      localUris: true,
      // The environment of this machine is none of a container's business.
      env: { ...(containers === undefined && options.env), ...Object.fromEntries(variables) },
      stdout: output.stdout,
      stderr: output.stderr,
      abort: signal,
      clock: options.clock,
      killAfterMilliseconds: options.killAfter,
      warn: options.warn,
      prepareCommand: async ({ argv, env: given }) => {
        if (containers !== undefined) {
          const container = template.container ?? {};
          running = await invokeContainer({
            // Of the image, where the launcher brings its own Node on a cluster.
            argv: argv.map((word, index) => (index === 0 && word === process.execPath ? 'node' : word)),
            ...{ containers, name: request.podName, workdir, paths: user, env: given },
            container: { ...container, volumeMounts: userMounts(template) },
            mounts: new Map([[directory, directory]]),
          });
          return running;
        }
        // A program on this machine sees no mounts.
        const local = { argv: argv.map(user.rewrite), env: mapValues(given, user.rewrite) };
        return options.prepareCommand(local, workdir);
      },
      ...(warmPython !== undefined && {
        startCommand: (command: Command, folder: string) => warmPython.start(command, folder, signal),
      }),
    });
  } catch (error) {
    if (isTiphysError(error) && error.code === 'TASK') {
      return failedPod(error.message, log);
    }
    throw error;
  } finally {
    await running?.finish();
    await output.close();
  }
  return createOutcome(options, request, { directory, paths }, result, log);
}

async function createOutcome(
  { files }: LauncherPodOptions,
  request: PodRequest,
  { directory, paths }: { readonly directory: string; readonly paths: PodPaths },
  result: TaskResult,
  log: string,
): Promise<PodOutcome> {
  const outputs = await readOutputs(request.template, paths);
  const made = await collectArtifacts(request, directory, paths, files);
  const { phase, message, exitCode, cached, record } = result;
  const lost = phase === 'Succeeded' ? (outputs.problem ?? made.problem) : undefined;
  const why = lost ?? message;
  return {
    phase: lost === undefined ? phase : 'Error',
    ...(why === undefined ? {} : { message: why }),
    outputs: outputs.parameters,
    ...(made.artifacts !== undefined && { artifacts: made.artifacts }),
    report: {
      cached,
      exitCode,
      given: { parameters: record.outputs?.parameters ?? {}, artifacts: record.outputs?.artifacts ?? {} },
      log,
    },
  };
}

/** The paths of the user's own volumes; the launcher's are known to the launcher. */
function userPaths(template: Template, directory: string, folders: ReadonlyMap<string, string>): PodPaths {
  return podPaths({ name: template.name, container: { volumeMounts: userMounts(template) } }, directory, folders);
}

function userMounts(template: Template): readonly VolumeMount[] {
  const mounts = template.container?.volumeMounts ?? [];
  const places = [launcherDirectory, launcherBase(template)];
  const own = mounts.filter(({ mountPath }) => places.includes(mountPath)).map(({ name }) => name);
  return mounts.filter(({ name }) => !own.includes(name));
}

/** Where the launcher of a pod writes. */
function launcherBase({ container }: Template): string {
  return container?.env?.find(({ name }) => name === environmentName.base)?.value ?? launcherDirectory;
}

function podVariables(
  { namespace, objects }: LauncherPodOptions,
  { template, podName }: PodRequest,
  container: Container,
): Promise<ReadonlyMap<string, string>> {
  return podEnvironment(container, { name: podName, namespace, template }, objects);
}

function mapValues(
  record: Readonly<Record<string, string>>,
  change: (value: string) => string,
): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)]));
}

/** Attempts of a life of a resumed run are numbered from here on, each time that the task has succeeded before. */
const attemptsPerLife = 1000;

function readTask(
  options: LauncherPodOptions,
  { attempt, earlierSuccesses = 0 }: PodRequest,
  variables: ReadonlyMap<string, string>,
): TaskEnvironment {
  const contract = Object.fromEntries([...variables].filter(([name]) => name !== environmentName.store));
  const read = readTaskEnvironment(contract);
  // The record of the earlier success is of something else: other inputs, or another command.
  const number = String(earlierSuccesses * attemptsPerLife + attempt);
  const task = earlierSuccesses === 0 ? read : { ...read, run: { ...read.run, attempt: number } };
  if (!options.noCache) {
    return task;
  }
  const { c: _cache, ...input } = task.input;
  return { ...task, input };
}
