/** What the strictest supported Argo and Kubernetes take (argo-facts 2.6, 6). */
export const limits = {
  /** `spec.templates`, in the full CRDs. */
  templates: 200,
  /** `dag.tasks`, in the full CRDs. */
  dagTasks: 200,
  /** Inputs or outputs of a template, and arguments of a task or the workflow, in the full CRDs. */
  parameters: 500,
  /** One template as JSON: it travels in an environment variable up to Argo 3.5. */
  templateBytes: 128 * 1024,
  /** One object, status included; Argo's own bound. */
  objectBytes: 1024 * 1024,
} as const;
