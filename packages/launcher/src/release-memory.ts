import { launcherDirectory } from '@tiphys/contract';

/**
 * Gives back memory that is not needed while the user's command runs: see `../addon/release-memory.c`. It is nothing that a task
 * depends on: where the addon is missing, or may not be loaded, everything stays as it is.
 */
export function releaseMemory(addon = `${launcherDirectory}/release-memory.node`): void {
  try {
    process.dlopen({ exports: {} }, addon);
  } catch {
    // The launcher is only larger.
  }
}
