import type { KubernetesPlatformSpec } from './kubernetes-spec.ts';

/** The second document of the stream. Platforms that are not known here stay as they were read. */
export interface PlatformSpec {
  readonly platforms: { readonly kubernetes?: KubernetesPlatformSpec; readonly [name: string]: unknown };
}
