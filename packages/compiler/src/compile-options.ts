import type { Entrypoint } from './entrypoint.ts';
import type { PodRules } from './pod-rules/pod-extras.ts';
import type { Plugin } from './plugin/plugin.ts';

/** What a user may choose about the plan. */
export interface CompileOptions {
  /**
   * What images run by themselves, for containers without a command: by the image as the pipeline names it, or without its
   * tag and digest for all of them.
   */
  readonly entrypoints?: Readonly<Record<string, Entrypoint>>;
  /** What pods get beyond what the pipeline says. */
  readonly pods?: PodRules;
  /** Their passes run in the order of the plugins, in the slots between ours. */
  readonly plugins?: readonly Plugin[];
}
