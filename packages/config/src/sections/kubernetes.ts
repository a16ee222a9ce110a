import { podRulesFaults } from '@tiphys/compiler';
import type { PodRules } from '@tiphys/compiler';
import { z } from 'zod';
import type { ShapeFault } from '@tiphys/argo-types';

/** What pods of tasks get beyond what pipelines say. */
export interface KubernetesSection {
  /** Checked against the types of Kubernetes; what a pipeline says itself wins. */
  readonly kubernetes?: PodRules;
}

/** An issue of that section, for whoever puts it into words. */
export interface ShapeIssue {
  readonly fault: ShapeFault;
}

/** The same as a schema. The shape of a pod is known as data, not as a schema of this library. */
export const kubernetesShape = {
  kubernetes: z
    .custom<PodRules>()
    .check(({ value, issues }) => {
      for (const fault of podRulesFaults(value)) {
        const path = fault.kind === 'missing-field' ? [...fault.path, fault.field] : fault.path;
        const params: ShapeIssue = { fault };
        issues.push({ code: 'custom', input: memberAt(value, path), path: [...path], params: { ...params } });
      }
    })
    .exactOptional(),
};

function memberAt(value: unknown, path: ShapeFault['path']): unknown {
  return path.reduce<unknown>(
    (part, step) => (typeof part === 'object' && part !== null ? (part as Record<string, unknown>)[step] : undefined),
    value,
  );
}
