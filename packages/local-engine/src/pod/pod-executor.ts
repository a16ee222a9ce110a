import { rm } from 'node:fs/promises';
import type { WorkflowSpec } from '../manifest/manifest.ts';
import type { PodExecutor } from '../run/engine.ts';
import type { ResolvedRunOptions } from '../run/run-options.ts';
import type { CommandPreparer } from '../python/prepare-command.ts';
import { runCommandPod } from './run-command-pod.ts';
import type { RunFiles } from './run-files.ts';
import { isLauncherTemplate, runLauncherPod } from './run-launcher-pod.ts';

/** Runs pods as processes of this machine. What a pod that succeeded leaves behind is removed, unless asked otherwise. */
export function createPodExecutor(
  options: ResolvedRunOptions,
  spec: WorkflowSpec,
  namespace: string,
  files: RunFiles,
  prepareCommand: CommandPreparer,
): PodExecutor {
  const captureResult = JSON.stringify(spec).includes('outputs.result');
  return async (request, signal) => {
    const temporary = await files.temporaryDirectory();
    const env = { ...options.env, TMPDIR: temporary };
    const common = { files, namespace, env, killAfter: options.killAfter };
    const outcome = isLauncherTemplate(request.template)
      ? await runLauncherPod(
          {
            ...common,
            store: options.store,
            noCache: options.noCache,
            prepareCommand,
            warn: (message) => options.onEvent({ kind: 'warning', message }),
          },
          request,
          signal,
        )
      : await runCommandPod({ ...common, captureResult }, request, signal);
    await rm(temporary, { recursive: true, force: true });
    if (outcome.phase === 'Succeeded' && !options.keepPods) {
      const directory = await files.podDirectory(request.podName, request.nodeName);
      await rm(directory, { recursive: true, force: true });
    }
    return outcome;
  };
}
