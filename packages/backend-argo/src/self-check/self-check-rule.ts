import type { Workflow } from '@tiphys/argo-types';

/** A rule that every manifest of ours obeys and that `argo lint` does not check (argo-facts 11). */
export interface SelfCheckRule {
  readonly name: string;
  /** What is wrong, in sentences; nothing when all is well. */
  check(workflow: Workflow): readonly string[];
}
