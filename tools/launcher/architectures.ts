/** A kind of machine that pods run on, in the words of those who must know it. */
export interface Architecture {
  /** As Node calls it, and the files that are made. */
  readonly name: 'x64' | 'arm64';
  /** As container images call it, and Debian. */
  readonly oci: 'amd64' | 'arm64';
  /** As compilers call it: for a static program, and for what is loaded by Debian's loader. */
  readonly target: string;
  readonly dynamicTarget: string;
  /** Debian's folder of its libraries. */
  readonly libraries: string;
  /** The loader that Node asks for. */
  readonly loader: string;
}

/** What launchers are made for. */
export const architectures: readonly Architecture[] = [
  {
    name: 'x64',
    oci: 'amd64',
    target: 'x86_64-linux-musl',
    dynamicTarget: 'x86_64-linux-gnu.2.36',
    libraries: 'x86_64-linux-gnu',
    loader: 'ld-linux-x86-64.so.2',
  },
  {
    name: 'arm64',
    oci: 'arm64',
    target: 'aarch64-linux-musl',
    dynamicTarget: 'aarch64-linux-gnu.2.36',
    libraries: 'aarch64-linux-gnu',
    loader: 'ld-linux-aarch64.so.1',
  },
];
