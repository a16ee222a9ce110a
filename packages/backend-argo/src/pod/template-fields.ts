/** Fields that a template has under the names that they have in its pod, besides the lists that Argo or the run add to. */
export const templateFields = [
  'activeDeadlineSeconds',
  'affinity',
  'hostAliases',
  'nodeSelector',
  'priorityClassName',
  'schedulerName',
  'serviceAccountName',
] as const;
