import { podRulesFaults } from '@tiphys/compiler';
import type { PodRules } from '@tiphys/compiler';
import { shaped } from './shaped.ts';

/** What pods of tasks get beyond what pipelines say. */
export interface KubernetesSection {
  /** Checked against the types of Kubernetes; what a pipeline says itself wins. */
  readonly kubernetes?: PodRules;
}

/** The same as a schema. The shape of a pod is known as data, not as a schema of this library. */
export const kubernetesShape = { kubernetes: shaped<PodRules>(podRulesFaults).exactOptional() };
