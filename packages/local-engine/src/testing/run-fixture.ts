import { watch } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '@tiphys/storage';
import { onTestFinished } from 'vitest';
import { runManifest } from '../run/run-manifest.ts';
import type { RunOptions } from '../run/run-options.ts';
import type { RunResult } from '../run/run-result.ts';

/** A directory that is gone after the test. */
export async function makeTestDirectory(): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'tiphys-engine-'));
  onTestFinished(() => rm(directory, { recursive: true, force: true }));
  return directory;
}

/** Runs a manifest named `wf` in a directory of its own, with a store in memory. */
export async function runText(manifest: unknown, options: Partial<RunOptions> = {}): Promise<RunResult> {
  return runManifest(manifest, {
    store: openStore({ root: 'mem://test' }),
    workdir: await makeTestDirectory(),
    name: 'wf',
    uid: 'uid-1',
    ...options,
  });
}

/** Runs a file of `fixtures`. */
export async function runFixture(name: string, options: Partial<RunOptions> = {}): Promise<RunResult> {
  return runText(await readFile(new URL(`../../fixtures/${name}`, import.meta.url), 'utf8'), options);
}

/** Phases by path. */
export function phasesOf(result: RunResult): Record<string, string> {
  return Object.fromEntries(Object.entries(result.tasks).map(([path, { phase }]) => [path, phase]));
}

/** A signal that is aborted when a task makes a file in a directory: the task is running then, however slow the machine. */
export function abortWhenReady(directory: string): AbortSignal {
  const controller = new AbortController();
  const watcher = watch(directory, () => controller.abort());
  onTestFinished(() => watcher.close());
  return controller.signal;
}
