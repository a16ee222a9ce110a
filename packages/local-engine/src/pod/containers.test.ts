import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dagManifest, input, launcherTemplate } from '../testing/launcher-manifest.ts';
import { abortWhenReady, makeTestDirectory, runText } from '../testing/run-fixture.ts';

/**
 * A `docker` that writes down what it is asked and runs the command as a process: of `run` all flags are taken off, and the
 * paths of mounts are the local ones, so it suits commands that use none.
 */
const program = `#!/bin/sh
printf '%s\\n' "$*" >> "$CALLS"
case "$1" in
  version) exit 0 ;;
  run)
    shift
    while [ $# -gt 0 ]; do
      case "$1" in
        --name | --mount | --workdir | --user | --userns) shift 2 ;;
        --env) case "$2" in *=*) export "$2" ;; esac; shift 2 ;;
        --entrypoint) entrypoint=$2; shift 2 ;;
        *) break ;;
      esac
    done
    shift
    exec "$entrypoint" "$@" ;;
  cp) cp -r "\${2#*:}" "$3" ;;
esac
`;

async function fakeDocker(): Promise<{ env: Record<string, string>; calls: () => Promise<string>; directory: string }> {
  const directory = await makeTestDirectory();
  const bin = join(directory, 'bin');
  await mkdir(bin);
  await writeFile(join(bin, 'docker'), program);
  await chmod(join(bin, 'docker'), 0o755);
  const file = join(directory, 'calls');
  const env = { PATH: `${bin}:/usr/bin:/bin`, CALLS: file, HOST: 'of this machine' };
  return { directory, env, calls: () => readFile(file, 'utf8') };
}

const secret = 'not for command lines';

test('the command of a compiled task runs in its image, and sees the files of its pod', async () => {
  const { env, calls } = await fakeDocker();
  const work = launcherTemplate(
    'work',
    {
      args: ['printf "%s %s" "$HOST" "$1" > "$0"', { outputFile: 'out' }, 'given'],
      outputs: { parameters: { out: { type: 'STRING' } } },
    },
    {},
  );
  const container = { ...(work['container'] as object), image: 'registry/work:1' };
  const result = await runText(
    dagManifest([{ name: 'a', template: 'work', arguments: input('{}') }], [{ ...work, container }]),
    { executor: 'docker', env },
  );
  expect(result.tasks['a']).toMatchObject({ phase: 'Succeeded', parameters: { out: 'of this machine given' } });
  const run = (await calls()).split('\n').find((line) => line.startsWith('run '));
  expect(run).toContain('--entrypoint sh registry/work:1 -c');
  expect(run).toContain('--mount type=bind,source=');
  // The environment of this machine is none of the container's.
  expect(run).not.toContain('--env HOST');
  expect((await calls()).trim().split('\n').at(-1)).toMatch(/^rm --force /);
});

test('a container of a hand-written manifest: variables by name, outputs fetched, gone afterwards', async () => {
  const { env, calls, directory } = await fakeDocker();
  const path = join(directory, 'out');
  const result = await runText(
    {
      kind: 'Workflow',
      spec: {
        entrypoint: 'main',
        templates: [
          {
            name: 'main',
            dag: { tasks: [{ name: 'a', template: 'work' }] },
            outputs: { parameters: [{ name: 'o', valueFrom: { parameter: '{{tasks.a.outputs.parameters.o}}' } }] },
          },
          {
            name: 'work',
            volumes: [{ name: 'v', emptyDir: {} }],
            initContainers: [{ name: 'first', image: 'init:1', command: ['true'] }],
            container: {
              image: 'work:1',
              command: ['sh', '-c', `printf %s "$SECRET" > ${path}`],
              env: [{ name: 'SECRET', value: secret }],
              volumeMounts: [{ name: 'v', mountPath: '/v' }],
            },
            outputs: { parameters: [{ name: 'o', valueFrom: { path } }] },
          },
        ],
      },
    },
    { executor: 'docker', env },
  );
  expect(result).toMatchObject({ phase: 'Succeeded', outputs: { o: secret } });
  const lines = (await calls()).trim().split('\n');
  expect(lines.map((line) => line.split(' ')[0])).toEqual(['version', 'rm', 'run', 'rm', 'rm', 'run', 'cp', 'rm']);
  expect(lines[2]).toContain('--entrypoint true init:1');
  expect(lines[5]).toContain('--env SECRET --entrypoint');
  expect(lines[5]).toContain(',target=/v');
  expect(lines.join('\n')).not.toContain(secret);
});

test('an interruption ends the container', async () => {
  const { env, calls, directory } = await fakeDocker();
  const ready = join(directory, 'ready');
  await mkdir(ready);
  const result = await runText(
    {
      kind: 'Workflow',
      spec: {
        entrypoint: 'main',
        templates: [
          { name: 'main', container: { image: 'w', command: ['sh', '-c', `touch ${ready}/now; exec sleep 60`] } },
        ],
      },
    },
    { executor: 'docker', env, signal: abortWhenReady(ready) },
  );
  expect(result.phase).toBe('Failed');
  expect((await calls()).trim().split('\n').at(-1)).toMatch(/^rm --force /);
});

test('a program that is not there is said before anything runs', async () => {
  const run = runText(dagManifest([], []), { executor: 'podman', env: { PATH: '/nowhere' } });
  await expect(run).rejects.toMatchObject({ diagnostics: [{ code: 'RUN-045' }] });
});
