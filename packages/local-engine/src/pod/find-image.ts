import { randomBytes } from 'node:crypto';
import { TaskError } from '@tiphys/diagnostics';
import type { ProgramCall, ProgramCaller } from './call-program.ts';

/**
 * Where the commands of an image start, if it says so. It is pulled unless it is on this machine.
 *
 * @throws TaskError when it cannot be had
 */
export async function findImage(program: string, call: ProgramCaller, image: string): Promise<string | undefined> {
  const inspect = (): Promise<ProgramCall> => call('image', 'inspect', '--format', '{{.Config.WorkingDir}}', image);
  let found = await inspect();
  if (found.code !== 0) {
    const pulled = await call('pull', '--quiet', image);
    if (pulled.code !== 0) {
      const why =
        pulled.problem
          .split('\n')
          .at(-1)
          ?.replace(/^Error: /, '') ?? '';
      throw new TaskError(`The image ${image} is not on this machine, and ${program} cannot pull it: ${why}`);
    }
    found = await inspect();
  }
  const workdir = found.said.trim();
  return workdir === '' || workdir === '/' ? undefined : workdir;
}

/**
 * Whether a container can have a first process that passes signals on: without it a command that is asked to end does not, as
 * the first process of a container has no such habit. Podman has none where a package is missing.
 */
export async function canInit(call: ProgramCaller, image: string): Promise<boolean> {
  const name = `tiphys-${randomBytes(6).toString('hex')}`;
  const made = await call('create', '--init', '--name', name, image, 'true');
  await call('rm', '--force', name);
  return made.code === 0;
}
