/** The fields of a template that say what it is; each template has one of them. */
export const templateKinds = ['dag', 'steps', 'container', 'script', 'suspend'] as const;
