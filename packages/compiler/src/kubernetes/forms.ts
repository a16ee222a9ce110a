import type { Form } from '@tiphys/argo-types';

const label = '[A-Za-z0-9](?:[-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?';
const subdomain = '[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:[.][a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*';

/*
 * How texts of Kubernetes look. API servers refuse others, but only when the pod is made
 * (https://kubernetes.io/docs/concepts/overview/working-with-objects/).
 */

/** Name of a label or an annotation. */
export const labelName: Form = {
  pattern: `^(?:(?=.{1,253}/)${subdomain}/)?${label}$`,
  expected: 'a name of letters, digits, "-", "_" and "." (63 at most), after a domain and "/" or not',
};

/** Value of a label. */
export const labelValue: Form = {
  pattern: `^(?:${label})?$`,
  expected: 'at most 63 letters, digits, "-", "_" and ".", with a letter or digit at both ends',
};

/** Name of an object. */
export const objectName: Form = {
  pattern: `^(?=.{1,253}$)${subdomain}$`,
  expected: 'a name of small letters, digits, "-" and "."',
};

/** An amount of a resource. */
export const quantity: Form = {
  pattern: '^[-+]?(?:[0-9]+[.]?[0-9]*|[.][0-9]+)(?:[KMGTPE]i|[numkMGTPE]|[eE][-+]?[0-9]+)?$',
  expected: 'an amount such as 2, 500m or 4Gi',
};

/** Whether a text looks so. */
export function hasForm(text: string, { pattern }: Form): boolean {
  return new RegExp(pattern).test(text);
}
