/** A container to run, to its end. */
export interface ContainerRun {
  /** Unique on this machine. */
  readonly name: string;
  readonly image: string;
  /** The program, which takes the place of the image's entrypoint, and its arguments. */
  readonly argv: readonly string[];
  /** What the container gets beside the variables of its image. */
  readonly env: Readonly<Record<string, string>>;
  readonly workdir?: string;
  /** Files and folders of this machine, by where the container sees them. */
  readonly mounts: ReadonlyMap<string, string>;
}

/** Variables that the program itself goes by: a container's own must not take their place. */
const programsOwn = /^(PATH|HOME|TMPDIR|LD_.*|XDG_.*|DOCKER_.*|CONTAINERS?_.*|BUILDAH_.*)$/;

/** The command, and its environment, that runs a container and ends as that does. */
export function containerCommand(
  program: string,
  { name, image, argv: [entrypoint = '', ...args], env, workdir, mounts }: ContainerRun,
  flags: readonly string[],
  own: Readonly<Record<string, string>>,
): { readonly argv: readonly string[]; readonly env: Record<string, string> } {
  // Only the name where that is possible: values may be secrets, and command lines can be read by everybody.
  const variables = Object.entries(env).flatMap(([key, value]) => [
    '--env',
    programsOwn.test(key) ? `${key}=${value}` : key,
  ]);
  const passed = Object.fromEntries(Object.entries(env).filter(([key]) => !programsOwn.test(key)));
  return {
    argv: [
      program,
      'run',
      '--name',
      name,
      ...flags,
      // Where SELinux guards the files of users, a container could not even read what is mounted.
      '--security-opt',
      'label=disable',
      ...[...mounts].flatMap(([to, from]) => ['--mount', `type=bind,source=${from},target=${to}`]),
      ...variables,
      ...(workdir === undefined ? [] : ['--workdir', workdir]),
      ...asCaller(program, env),
      '--entrypoint',
      entrypoint,
      image,
      ...args,
    ],
    env: { ...own, ...passed },
  };
}

/** What a container writes belongs to whoever started the run, whose files it sees; so the image has no say in who it is. */
function asCaller(program: string, env: Readonly<Record<string, string>>): readonly string[] {
  const user = process.getuid?.();
  if (user === undefined) return [];
  const as = ['--user', `${user}:${process.getgid?.() ?? user}`];
  if (user === 0) return as;
  const home = 'HOME' in env ? [] : ['--env', 'HOME=/tmp'];
  return [...(program === 'podman' ? ['--userns', 'keep-id'] : []), ...as, ...home];
}
