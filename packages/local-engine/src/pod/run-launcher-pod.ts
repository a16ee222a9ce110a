import { createWriteStream } from 'node:fs';
import { dirname, join } from 'node:path';
import { once } from 'node:events';
import { environmentName, launcherDirectory } from '@tiphys/contract';
import { isTiphysError } from '@tiphys/diagnostics';
import { readTaskEnvironment, runTask } from '@tiphys/runtime';
import type { TaskEnvironment, TaskRequest, TaskResult } from '@tiphys/runtime';
import type { ArtifactStore } from '@tiphys/storage';
import { makeDirectory } from '@tiphys/storage';
import type { Template } from '../manifest/manifest.ts';
import type { PodOutcome, PodRequest } from '../run/pod-request.ts';
import { makePodDirectories } from './make-pod-directories.ts';
import { podEnvironment } from './pod-environment.ts';
import type { PodPaths } from './pod-paths.ts';
import { readOutputs } from './read-outputs.ts';
import type { RunFiles } from './run-files.ts';

/** What pods with the launcher need. */
export interface LauncherPodOptions {
  readonly files: RunFiles;
  readonly store: ArtifactStore;
  readonly namespace: string;
  /** The environment that the user's commands start from. */
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly noCache: boolean;
  /** Milliseconds between TERM and KILL. */
  readonly killAfter: number;
  /** Last changes to the user's command, such as another Python. */
  readonly prepareCommand?: TaskRequest['prepareCommand'];
  /** Takes what went wrong beside the task. */
  readonly warn: (message: string) => void;
}

/** Whether the main container is the launcher of a compiled manifest. */
export function isLauncherTemplate(template: Template): boolean {
  const [program, verb] = template.container?.command ?? [];
  return program === `${launcherDirectory}/launcher` && verb === 'run';
}

/**
 * Runs a pod of a compiled manifest: the launcher's work is done in this process, only the user's command is a child. The
 * store of the run takes the place of the manifest's.
 */
export async function runLauncherPod(
  options: LauncherPodOptions,
  request: PodRequest,
  signal: AbortSignal,
): Promise<PodOutcome> {
  const { template, nodeName, attempt } = request;
  const { directory, paths, workdir } = await makePodDirectories(options.files, request);
  const base = paths.toLocal(launcherDirectory) ?? join(directory, 'volumes', 'launcher');
  const log = options.files.logFile(nodeName, attempt);
  await makeDirectory(dirname(log));
  const output = createWriteStream(log, { flags: 'a' });
  let result: TaskResult;
  try {
    const prepare = options.prepareCommand;
    result = await runTask({
      task: readTask(options, request),
      store: options.store,
      base,
      workdir,
      localUris: true,
      env: options.env,
      stdout: output,
      stderr: output,
      abort: signal,
      killAfterMilliseconds: options.killAfter,
      warn: options.warn,
      ...(prepare === undefined ? {} : { prepareCommand: prepare }),
    });
  } catch (error) {
    if (isTiphysError(error) && error.code === 'TASK') {
      return failedBefore(error.message, log);
    }
    throw error;
  } finally {
    output.end();
    await once(output, 'close');
  }
  return createOutcome(template, paths, result, log);
}

async function createOutcome(
  template: Template,
  paths: PodPaths,
  result: TaskResult,
  log: string,
): Promise<PodOutcome> {
  const outputs = await readOutputs(template, paths);
  const { phase, message, exitCode, cached, record } = result;
  const lost = phase === 'Succeeded' ? outputs.problem : undefined;
  const why = lost ?? message;
  return {
    phase: lost === undefined ? phase : 'Error',
    ...(why === undefined ? {} : { message: why }),
    outputs: outputs.parameters,
    report: {
      cached,
      exitCode,
      parameters: record.outputs?.parameters ?? {},
      artifacts: record.outputs?.artifacts ?? {},
      log,
    },
  };
}

/** Attempts of a life of a resumed run are numbered from here on, each time that the task has succeeded before. */
const attemptsPerLife = 1000;

function readTask(options: LauncherPodOptions, request: PodRequest): TaskEnvironment {
  const { template, podName, attempt, earlierSuccesses = 0 } = request;
  const variables = podEnvironment(template.container ?? {}, {
    'metadata.name': podName,
    'metadata.namespace': options.namespace,
    'metadata.uid': podName,
  });
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

function failedBefore(message: string, log: string): PodOutcome {
  return {
    phase: 'Failed',
    message,
    outputs: new Map(),
    report: { cached: false, exitCode: 1, parameters: {}, artifacts: {}, log },
  };
}
