import { rm } from 'node:fs/promises';
import { isTiphysError } from '@tiphys/diagnostics';
import type { WorkflowSpec } from '../manifest/manifest.ts';
import type { PodExecutor, PodOutcome, PodRequest } from '../run/pod-request.ts';
import type { ResolvedRunOptions } from '../run/run-options.ts';
import type { CommandPreparer } from '../python/prepare-command.ts';
import type { WarmPython } from '../python/warm-python.ts';
import { followLines } from '../text/line-splitter.ts';
import type { Containers } from './containers.ts';
import { failedPod } from './failed-pod.ts';
import { isLauncherTemplate } from './is-launcher-template.ts';
import { runCommandPod } from './run-command-pod.ts';
import type { RunFiles } from './run-files.ts';
import { runLauncherPod } from './run-launcher-pod.ts';

/** How the commands of pods are started. */
interface Starters {
  readonly preparer: CommandPreparer;
  readonly warmPython: WarmPython | undefined;
  readonly containers: Containers | undefined;
}

/** Runs pods as processes of this machine, or in containers. What a pod that succeeded leaves behind is removed, unless asked otherwise. */
export function createPodExecutor(
  options: ResolvedRunOptions,
  spec: WorkflowSpec,
  namespace: string,
  files: RunFiles,
  { preparer, warmPython, containers }: Starters,
): PodExecutor {
  const captureResult = JSON.stringify(spec).includes('outputs.result');
  const runVolumes = new Map(
    (spec.volumeClaimTemplates ?? []).map(({ metadata: { name } }) => [name, files.volumeDirectory(name)]),
  );
  const runtime = containers === undefined ? {} : { containers };
  const objects = { ...options.objects, runVolumes };
  const runPod = async (request: PodRequest, signal: AbortSignal, temporary: string): Promise<PodOutcome> => {
    const env = { ...options.env, TMPDIR: temporary };
    const { onLine, killAfter } = options;
    const path = files.taskOf(request.nodeName);
    const lines = onLine === undefined ? undefined : followLines((text) => onLine(path, text));
    const common = {
      files,
      namespace,
      env,
      killAfter,
      objects,
      ...runtime,
      ...(lines !== undefined && { follow: lines.follow }),
    };
    const outcome = isLauncherTemplate(request.template)
      ? runLauncherPod(
          {
            ...common,
            store: options.store,
            noCache: options.noCache,
            clock: () => new Date(options.now()),
            prepareCommand: preparer.prepare,
            ...(warmPython !== undefined && { warmPython }),
            warn: (message) => options.onEvent({ kind: 'warning', message: `${path}: ${message}` }),
          },
          request,
          signal,
        )
      : runCommandPod({ ...common, workflow: options.name, captureResult }, request, signal);
    return outcome.finally(() => lines?.end());
  };
  return async (request, signal) => {
    if (request.earlierSuccesses !== undefined) {
      // The log of an earlier life.
      await rm(files.logFile(request.nodeName, request.attempt), { force: true });
    }
    const temporary = await files.temporaryDirectory();
    const outcome = await runPod(request, signal, temporary).catch(explainError);
    files.remove(temporary);
    if (outcome.phase === 'Succeeded' && !options.keepPods) {
      files.remove(await files.podDirectory(request.podName, request.nodeName));
    }
    return outcome;
  };
}

/** What the pod needs and does not have fails it; a full disk and its like are the node's trouble; anything else is ours. */
function explainError(error: unknown): PodOutcome {
  if (isTiphysError(error) && error.code === 'TASK') {
    return failedPod(error.message);
  }
  if (!(error instanceof Error && 'syscall' in error)) {
    throw error;
  }
  return {
    phase: 'Error',
    message: `The task could not be run: ${error.message}`,
    outputs: new Map(),
    report: { cached: false },
  };
}
