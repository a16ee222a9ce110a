import type { PassSlot } from '../plugin/plugin.ts';
import { inheritRetries } from './inherit-retries.ts';
import type { Pass } from './pass.ts';
import { pruneInputs } from './prune-inputs.ts';
import { pruneOutputs } from './prune-outputs.ts';
import { wrapLoopedExecutors } from './wrap-looped-executors.ts';

/** Every pass, in the order in which they run, and between them the slots where those of plugins do. */
export const passes: readonly (Pass | PassSlot)[] = [
  'built',
  // Before loops are wrapped, so that a group's retries reach the container that one runs.
  inheritRetries,
  // Gives each loop a scope of its own, which every later pass may then rely on.
  wrapLoopedExecutors,
  'looped',
  // Before the outputs: an input that is not read does not keep the output that fed it alive.
  pruneInputs,
  // After them: what the passes before it no longer read is not an output.
  pruneOutputs,
  'final',
];
