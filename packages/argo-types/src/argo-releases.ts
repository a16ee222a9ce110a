/** Minor releases of Argo Workflows that manifests are made for and run as on, oldest first. */
export const argoReleases = ['3.5', '3.6', '3.7', '4.0', '4.1'] as const;

/** A minor release of Argo Workflows, such as `3.6`. */
export type ArgoRelease = (typeof argoReleases)[number];
