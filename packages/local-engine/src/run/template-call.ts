import type { CallArguments } from '../template/bind-template.ts';

/** A template to run as a node. */
export interface TemplateCall extends CallArguments {
  readonly nodeName: string;
  readonly template: string;
  /** Name of the task that calls, for `{{tasks.name}}` or `{{steps.name}}`. */
  readonly caller?: { readonly kind: 'tasks' | 'steps'; readonly name: string };
  /** How many templates are around this one. */
  readonly depth: number;
  /** In a resumed run: something before it ran anew, so that what it came to before does not count. */
  readonly anew?: boolean;
}

/** One attempt at a template. */
export interface Attempt extends TemplateCall {
  readonly attempt: number;
  /** Aborts this attempt only. */
  readonly signal?: AbortSignal;
}
