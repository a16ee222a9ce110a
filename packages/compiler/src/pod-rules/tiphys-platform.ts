import type { LoadedPipeline } from '@tiphys/ir';
import type { PodExtras } from './pod-extras.ts';
import { tiphysPlatformFaults } from './pod-rules-shape.ts';

/** What the platform `tiphys` of the platform document says of each executor, by label; nothing when it has faults. */
export type TiphysPlatform = Readonly<Record<string, TiphysExecutor>>;

/** What it says of one executor. */
export interface TiphysExecutor extends PodExtras {
  /** The command is a `node` program that any Node can run. */
  readonly runtime?: 'node';
}

/** Reads it, once for a pipeline; `checkTiphysPlatform` tells of those. */
export function readTiphysPlatform({ platform }: LoadedPipeline): TiphysPlatform {
  const value = platform?.platforms['tiphys'];
  if (value === undefined || tiphysPlatformFaults(value).length > 0) return {};
  const { deploymentSpec } = value as { readonly deploymentSpec?: { readonly executors?: TiphysPlatform } };
  return deploymentSpec?.executors ?? {};
}
