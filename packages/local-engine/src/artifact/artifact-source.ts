/** The content of an artifact: in the manifest, or a file or folder that the run keeps. */
export type ArtifactSource =
  | { readonly kind: 'raw'; readonly data: string }
  /** An absolute path of this machine. */
  | { readonly kind: 'stored'; readonly path: string };

/** Artifacts by name. */
export type ArtifactSources = ReadonlyMap<string, ArtifactSource>;
